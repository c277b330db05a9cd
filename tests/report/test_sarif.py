"""`--format sarif`: what the OASIS schema takes and GitHub asks for."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tests.report.articles import report_on
from tests.report.schemas import accept, needs_schemas
from tests.report.test_hostile import hostile

from healthlint.document.read import read_text
from healthlint.engine import default_engine
from healthlint.findings.model import Edit, Fix
from healthlint.report import sarif
from healthlint.report.run import ALONE, Run
from healthlint.report.sarif import render, uri
from healthlint.span import Span
from healthlint.triage.model import Report

FIXABLE = {"fix": Fix(True, (Edit(Span(2, 6), "sold"),))}


def told(*reports: Report, run: Run = ALONE) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(render(reports, run))["runs"][0]
    return found


def checked(text: str, path: str = "a.md") -> tuple[Report, Run]:
    engine = default_engine()
    return engine.check(read_text(text, path)), Run(lambda: engine.rules)


def test_a_result_has_what_code_scanning_asks_for(tmp_path: Path) -> None:
    report = report_on("One.\nIt is 💊 safe.", "safe", path=str(tmp_path / "in" / "a b.md"), severity="suggestion")
    run = told(report, run=Run(root=str(tmp_path)))
    assert run["columnKind"] == "unicodeCodePoints"
    (result,) = run["results"]
    assert (result["ruleId"], result["level"], result["message"]) == ("SAF001", "note", {"text": "Too strong."})
    assert result["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "in/a%20b.md"},
                "region": {"startLine": 2, "startColumn": 9, "endLine": 2, "endColumn": 13},
            }
        }
    ]
    assert "suppressions" not in result
    assert len(result["partialFingerprints"]["healthlintFinding/v1"]) == 64


def test_rules_bring_their_help_and_results_point_at_them() -> None:
    report, run = checked("LDN cures fibromyalgia.")
    found = told(report, run=run)
    rules = found["tool"]["driver"]["rules"]
    assert len(rules) == len(run.rules())
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert 0 < len(rule["fullDescription"]["text"]) <= 1024
        assert rule["help"]["text"]
        assert rule["help"]["markdown"]
        assert rule["properties"]["precision"] in ("high", "medium", "low")
        assert rule["properties"]["problem.severity"] in ("error", "warning", "recommendation")
    assert found["results"]
    for result in found["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_silenced_findings_carry_their_reason() -> None:
    report, run = checked("<!-- healthlint: ignore EFF201 -- a quotation -->\nLDN cures fibromyalgia.\n")
    results = [result for result in told(report, run=run)["results"] if result["ruleId"] == "EFF201"]
    assert [result["suppressions"][0]["kind"] for result in results] == ["inSource"]
    assert "a quotation" in results[0]["suppressions"][0]["justification"]


def test_a_fix_says_what_to_replace() -> None:
    (result,) = told(report_on("µ safe", "safe", **FIXABLE))["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 7},
            "insertedContent": {"text": "sold"},
        }
    ]


def test_a_failure_is_a_notification() -> None:
    assert told()["invocations"] == [{"executionSuccessful": True}]
    (invocation,) = told(run=Run(problems=("c.txt: gone",)))["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"] == [{"level": "error", "message": {"text": "c.txt: gone"}}]


@pytest.mark.slow
def test_no_more_results_than_github_takes() -> None:
    report = report_on("safe", "safe")
    assert len(told(replace(report, findings=report.findings * 25_001))["results"]) == 25_000


@pytest.mark.parametrize(
    ("path", "reference"),
    [
        ("a b#?.md", "a%20b%23%3F.md"),
        ("a:b.md", "a%3Ab.md"),
        ("µ/\x1b%.md", "%C2%B5/%1B%25.md"),
        ("\udce4.md", "%E4.md"),
        ("/x/y.md", "file:///x/y.md"),
        ("<stdin>", "%3Cstdin%3E"),
    ],
)
def test_a_path_is_a_relative_reference(path: str, reference: str) -> None:
    assert uri(path) == reference


@needs_schemas
def test_the_schema_takes_whole_articles() -> None:
    report, run = checked("LDN cures fibromyalgia and Naltroxene.\n<!-- healthlint: ignore DOS -->\n")
    accept("sarif", render([report, Report("c.txt", problem="gone")], replace(run, problems=("c.txt: gone",))))


@needs_schemas
@pytest.mark.parametrize("reports", [[], [hostile()], [report_on("µ safe", "safe", **FIXABLE)]])
def test_the_schema_takes_it(reports: list[Report]) -> None:
    accept("sarif", render(reports))


def test_omitted_results_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sarif, "_MOST", 1)
    found = told(report_on("It is safe and safest.", "safe", "safest"))
    assert len(found["results"]) == 1
    (invocation,) = found["invocations"]
    assert invocation["executionSuccessful"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["message"]["text"].startswith("1 more findings are omitted: ")
