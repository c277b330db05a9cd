"""Findings that count only in an article in which there is more to find."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthlint.findings.model import Finding, Position
from healthlint.span import Span
from healthlint.triage.company import accompanied

HERE = Position(1, 1)


def finding(start: int, family: str = "efficacy", severity: str = "warning", width: int = 10) -> Finding:
    span = Span(start, start + width)
    return Finding("a.md", "EFF204", "x", family, severity, "", "", span, HERE, HERE, "")  # type: ignore[arg-type]


SHY = replace(finding(0, width=30), code="EFF301", company=True)


@pytest.mark.parametrize(
    ("others", "sentences", "kept"),
    [
        ([], 20, False),
        ([finding(100)], 20, False),
        ([finding(100), finding(200)], 20, True),
        ([finding(100), finding(200)], 60, False),
        ([finding(100), finding(200), finding(300)], 60, True),
        ([finding(100), finding(105)], 20, False),
        ([finding(100), finding(20)], 20, False),
        ([finding(100), finding(200, severity="suggestion")], 20, False),
        ([finding(100), finding(200, family="typo")], 20, False),
        ([finding(100), finding(200, family="caveat")], 20, False),
        ([finding(100), finding(200, family="dose")], 20, True),
    ],
)
def test_how_much_company_is_enough(others: list[Finding], sentences: int, kept: bool) -> None:
    found = list(accompanied([*others, SHY], sentences, suggest=False))
    assert found == [*others, SHY] if kept else found == others


def test_without_company_it_is_a_suggestion_for_those_who_ask() -> None:
    assert list(accompanied([SHY], 20, suggest=True)) == [replace(SHY, severity="suggestion")]


def test_those_that_need_company_are_company() -> None:
    three = [SHY, replace(SHY, span=Span(100, 110)), replace(SHY, span=Span(200, 210))]
    assert list(accompanied(three, 20, suggest=False)) == three
