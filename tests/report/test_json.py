"""`--format json` is one object whose keys other programs rely on."""

from __future__ import annotations

import json

from tests.report.report_schema import accept

from healthlint.document.read import read_text
from healthlint.findings.model import Edit, Evidence, Finding, Fix, Position
from healthlint.report import json as format_json
from healthlint.span import Span
from healthlint.triage.model import Report


def render(reports: list[Report]) -> str:
    """The report, which has to be as the published schema says."""
    text = format_json.render(reports)
    accept(json.loads(text))
    return text


def finding(path: str, code: str, start: int, severity: str = "error") -> Finding:
    return Finding(
        path, code, "a-name", "efficacy", severity, "a µ message", "a reason", Span(start, start + 2),  # type: ignore[arg-type]
        Position(1, start + 1), Position(1, start + 3), "xx", (Evidence("fact", "source", "statement", "A title"),),
        Fix(True, (Edit(Span(start, start + 2), "y"),)),
    )  # fmt: skip


def report(path: str, *findings: Finding) -> Report:
    return Report(path, read_text("x" * 50, path), findings)


def test_one_object_with_the_keys_of_the_interface() -> None:
    found = json.loads(render([report("a.txt", finding("a.txt", "EFF001", 4))]))
    assert found == {
        "schema": "healthlint/1",
        "findings": [
            {
                "path": "a.txt",
                "code": "EFF001",
                "name": "a-name",
                "family": "efficacy",
                "severity": "error",
                "message": "a µ message",
                "why": "a reason",
                "span": {"start": 4, "end": 6},
                "start": {"line": 1, "column": 5},
                "end": {"line": 1, "column": 7},
                "excerpt": "xx",
                "evidence": [{"fact": "fact", "source": "source", "statement": "statement"}],
                "fix": {"safe": True, "edits": [{"start": 4, "end": 6, "text": "y"}]},
            }
        ],
        "fixed": [],
        "silenced": [],
        "known": [],
        "not_checked": [],
        "summary": {"files": 1, "errors": 1, "warnings": 0, "suggestions": 0, "fixed": 0, "silenced": 0, "known": 0},
    }


def test_ordered_by_path_place_and_code() -> None:
    reports = [
        report("b.txt", finding("b.txt", "EFF001", 1)),
        report("a.txt", finding("a.txt", "SAF001", 3), finding("a.txt", "EFF001", 3), finding("a.txt", "SAF001", 20)),
    ]
    found = json.loads(render(reports))["findings"]
    assert [(each["path"], each["span"]["start"], each["code"]) for each in found] == [
        ("a.txt", 3, "EFF001"),
        ("a.txt", 3, "SAF001"),
        ("a.txt", 20, "SAF001"),
        ("b.txt", 1, "EFF001"),
    ]


def test_an_unreadable_file_counts_as_not_checked() -> None:
    reports = [
        report("a.txt", finding("a.txt", "EFF001", 1, "warning"), finding("a.txt", "EFF002", 9, "suggestion")),
        report("b.txt"),
        Report("c.txt", problem="c.txt: no such file"),
    ]
    found = json.loads(render(reports))
    assert found["summary"] == {
        "files": 2,
        "errors": 0,
        "warnings": 1,
        "suggestions": 1,
        "fixed": 0,
        "silenced": 0,
        "known": 0,
    }


def test_letters_are_written_as_they_are_and_a_line_ends_it() -> None:
    text = render([report("a.txt", finding("a.txt", "EFF001", 4))])
    assert "a µ message" in text
    assert text.endswith("}\n")


def test_nothing_found_is_still_an_object() -> None:
    assert json.loads(render([]))["findings"] == []
