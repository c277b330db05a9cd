"""`--format gitlab`: what GitLab's documentation and Code Climate's types ask of a Code Quality report."""

from __future__ import annotations

import json
import re
from pathlib import Path

from tests.report.articles import report_on
from tests.report.schemas import accept, needs_schemas

from healthlint.report.gitlab import render
from healthlint.report.run import Run


def test_an_issue_has_what_gitlab_asks_for(tmp_path: Path) -> None:
    issues = json.loads(
        render([report_on("One.\nIt is µ safe.", "safe", path=str(tmp_path / "a.txt"))], Run(root=str(tmp_path)))
    )
    assert re.fullmatch("[0-9a-f]{64}", issues[0].pop("fingerprint"))
    assert issues == [
        {
            "type": "issue",
            "categories": ["Clarity"],
            "description": "SAF001: Too strong.",
            "check_name": "SAF001",
            "severity": "major",
            "location": {
                "path": "a.txt",
                "positions": {"begin": {"line": 2, "column": 9}, "end": {"line": 2, "column": 13}},
            },
        }
    ]


def test_every_severity_has_one_of_gitlabs() -> None:
    reports = [report_on("safe", "safe", severity=severity) for severity in ("error", "warning", "suggestion")]
    assert [issue["severity"] for issue in json.loads(render(reports))] == ["major", "minor", "info"]


def test_no_fingerprint_comes_twice_in_articles_of_one_export() -> None:
    issues = json.loads(render([report_on("safe", "safe", path="a.md"), report_on("safe", "safe", path="a.md")]))
    assert len({issue["fingerprint"] for issue in issues}) == 2


def test_nothing_found_is_an_empty_array_without_a_byte_order_mark() -> None:
    assert render([]) == "[]\n"


@needs_schemas
def test_code_climate_knows_such_issues() -> None:
    severities = ("error", "warning", "suggestion")
    for issue in json.loads(render([report_on("safe", "safe", severity=severity) for severity in severities])):
        accept("codeclimate", json.dumps(issue))
