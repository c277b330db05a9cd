"""Findings of several families that speak of one problem."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthlint.findings.model import Finding, Position
from healthlint.span import Span
from healthlint.triage.one_problem import one_problem

HERE = Position(1, 1)


def finding(code: str, family: str, start: int, end: int, severity: str = "warning", kind: str = "stated") -> Finding:
    made = Finding("a.md", code, code, family, severity, "", "", Span(start, end), HERE, HERE, "", kind=kind)  # type: ignore[arg-type]
    return replace(made, sentence="One sentence.")


READ = finding("SAF301", "safety", 0, 40, kind="reading")


@pytest.mark.parametrize(
    ("other", "kept"),
    [
        (finding("EFF204", "efficacy", 0, 30, "error"), ["EFF204"]),
        (finding("EFF204", "efficacy", 0, 15, "error"), ["EFF204", "SAF301"]),
        (finding("EFF204", "efficacy", 0, 30, "suggestion"), ["EFF204", "SAF301"]),
        (finding("CIT004", "citation", 0, 30), ["CIT004", "SAF301"]),
        (finding("EFF301", "efficacy", 0, 40, kind="reading"), ["EFF301", "SAF301"]),
        (finding("TYP201", "typo", 3, 10, "error", "swap"), ["TYP201"]),
        (finding("TYP101", "typo", 3, 10, "error", "spelling"), ["TYP101", "SAF301"]),
        (replace(finding("EFF204", "efficacy", 0, 30, "error"), sentence="Another."), ["EFF204", "SAF301"]),
    ],
)
def test_a_reader_finding_in_the_words_of_another_is_redundant(other: Finding, kept: list[str]) -> None:
    shown, echoes = one_problem([other, READ])
    assert [each.code for each in shown] == kept
    assert len(shown) + len(echoes) == 2


def test_a_finding_inside_a_more_severe_one_is_shown_as_redundant() -> None:
    combined = finding("INT201", "interaction", 0, 30, "error")
    advised = finding("ADV002", "advice", 0, 17, kind="instruction")
    assert one_problem([advised, combined]) == ([combined], [(advised, "INT201 is already reported there")])
    assert one_problem([advised, replace(combined, severity="warning")])[1] == []
    assert one_problem([advised, replace(combined, kind="reading")])[1] == []
