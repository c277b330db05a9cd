"""Every report says what was not checked."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import pytest
from tests.report.findings_on import report

from healthlint.findings.model import Position
from healthlint.findings.unchecked import DRUG, FILE, PART, NotChecked
from healthlint.report import github, html, junit, sarif, statistics, text
from healthlint.report import json as json_format
from healthlint.report.formats import holds_unchecked, names, renderer
from healthlint.report.run import Run
from healthlint.triage.model import Report

WHY = "its doses, status and claims were not checked"


def drug(name: str, places: int = 1, path: str = "a.md") -> NotChecked:
    return NotChecked(path, DRUG, name, WHY, "a pack", places, Position(2, 5))


def part(path: str = "a.md", places: int = 1) -> NotChecked:
    return NotChecked(path, PART, "front matter", "it is broken", "mend it", places)


def on(path: str, *not_checked: NotChecked) -> Report:
    return Report(path, report("Tea.", path=path).document, not_checked=not_checked)


REPORTS = [on("a.md", part(), drug("metformin"), drug("semaglutide", 3)), on("b.md", drug("metformin", 1, "b.md"))]
QUARTO = NotChecked("c.qmd", FILE, "a Quarto file", "Quarto is no format", "render it")


def test_a_text_says_it_once_for_all_files() -> None:
    shown = text.render(REPORTS, Run(not_checked=(QUARTO,), width=500, verbose=True))
    assert shown == (
        "2 files checked: nothing to report\n"
        f"not checked: no facts on semaglutide (3 places), metformin (2 places in 2 files): their {WHY[4:]}; a pack "
        "with facts on them would check them (healthlint pack new)\n"
        "not read: a.md: front matter: it is broken; mend it\n"
        "not read: c.qmd: Quarto is no format; render it\n"
    )


def test_in_short_it_takes_one_line() -> None:
    assert text.render(REPORTS, Run(not_checked=(QUARTO,), width=500)) == (
        "2 files checked: nothing to report\n"
        "not checked: no facts on semaglutide (3 places), metformin (2 places in 2 files); "
        "not read: a.md (front matter), c.qmd (--verbose says why)\n"
    )
    assert text.short(REPORTS, Run(not_checked=(QUARTO,))) == (
        "2 files checked: nothing to report; not checked: 2 drugs, 1 part of a file, 1 file\n"
    )


def test_one_of_each_is_said_in_the_singular() -> None:
    shown = text.render([on("a.md", drug("metformin"))], Run(width=500, verbose=True))
    assert f"\nnot checked: no facts on metformin (1 place): {WHY}; a pack with facts on it would" in shown


def test_of_many_drugs_the_most_frequent_are_named() -> None:
    shown = text.render(
        [on("a.md", *(drug(f"drug{number}", number) for number in range(1, 21)))], Run(width=5000, verbose=True)
    )
    assert "no facts on drug20 (20 places), drug19" in shown
    assert "drug9 (9 places) and 8 more: their" in shown


def test_where_all_was_checked_nothing_is_said() -> None:
    assert text.render([on("a.md")]) == "1 file checked: nothing to report\n"
    assert json.loads(json_format.render([on("a.md")]))["not_checked"] == []


def test_json_has_an_object_for_each() -> None:
    found = json.loads(json_format.render(REPORTS, Run(not_checked=(QUARTO,))))["not_checked"]
    assert found == [
        {
            "kind": "drug", "what": "semaglutide", "message": f"no facts on semaglutide: {WHY}", "way_out": "a pack",
            "first": {"path": "a.md", "line": 2, "column": 5}, "places": 3, "paths": ["a.md"],
        },
        {
            "kind": "drug", "what": "metformin", "message": f"no facts on metformin: {WHY}", "way_out": "a pack",
            "first": {"path": "a.md", "line": 2, "column": 5}, "places": 2, "paths": ["a.md", "b.md"],
        },
        {
            "kind": "part", "what": "front matter", "message": "front matter was not read: it is broken",
            "way_out": "mend it", "places": 1, "paths": ["a.md"],
        },
        {
            "kind": "file", "what": "a Quarto file", "message": "a Quarto file was not read: Quarto is no format",
            "way_out": "render it", "places": 1, "paths": ["c.qmd"],
        },
    ]  # fmt: skip


def test_sarif_has_a_notification_for_each() -> None:
    (told,) = json.loads(sarif.render(REPORTS, Run(not_checked=(QUARTO,))))["runs"][0]["invocations"]
    notes = told["toolExecutionNotifications"]
    assert told["executionSuccessful"]
    assert [note["level"] for note in notes] == ["note"] * 4
    assert [note["descriptor"]["id"] for note in notes] == [
        f"not-checked/{kind}" for kind in ("drug", "drug", "part", "file")
    ]
    assert notes[1]["message"]["text"] == f"not checked: no facts on metformin: {WHY}; a pack"
    places = [each["physicalLocation"]["artifactLocation"]["uri"] for each in notes[1]["locations"]]
    assert places == ["a.md", "b.md"]
    assert notes[1]["properties"]["places"] == 2


def test_a_page_has_a_section_for_it() -> None:
    shown = html.render(REPORTS)
    assert "<h2>Not checked</h2>" in shown
    assert "no facts on semaglutide (3 places)" in shown
    assert "Not checked" not in html.render([on("a.md")])


def test_the_summary_of_a_job_says_it(monkeypatch: pytest.MonkeyPatch, tmp_path: object) -> None:
    assert "no facts on semaglutide" in github.step_summary(REPORTS, Run()).replace("&#45;", "-")
    assert github.render(REPORTS, Run()).startswith("::notice title=healthlint::not checked: no facts on semaglutide")
    assert "no facts on semaglutide" in statistics.render(REPORTS)


def test_junit_says_it_in_the_suite_of_the_file() -> None:
    suites = ElementTree.fromstring(junit.render(REPORTS, Run(not_checked=(QUARTO,))))
    said = {suite.get("name"): suite.findtext("system-out") or "" for suite in suites}
    assert "no facts on semaglutide (3 places), metformin (1 place)" in said["a.md"]
    assert "no facts on metformin (1 place)" in said["b.md"]
    assert "Quarto" in said["healthlint"]
    assert suites.get("tests") == "3"


def test_hostile_file_names_control_no_terminal() -> None:
    reports = [on("a\x1b[31m.md", drug("x\x1b]0;y\x07", 1, "a\x1b[31m.md"), part("a\x1b[31m.md"))]
    for name in names():
        render = renderer(name)
        assert render is not None
        assert "\x1b" not in render(reports, Run())


def test_a_format_of_findings_alone_is_known() -> None:
    assert [name for name in names() if not holds_unchecked(name)] == ["concise", "gitlab", "jsonl", "rdjson"]
