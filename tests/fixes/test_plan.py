"""Which fixes are applied."""

from __future__ import annotations

import pytest

from healthlint.findings.model import Edit, Finding, Fix, Position
from healthlint.fixes.plan import plan
from healthlint.span import Span

TEXT = "Take 5.0 mg of naltroxene with wine."


def finding(start: int, end: int, text: str, *, safe: bool = True, code: str = "TYP101") -> Finding:
    fix = Fix(safe, (Edit(Span(start, end), text),))
    here = Position(1, start + 1)
    return Finding("a.txt", code, "-", "-", "warning", "-", "-", Span(start, end), here, here, TEXT[start:end], (), fix)


def edits(*findings: Finding, unsafe: bool = False) -> list[tuple[int, int, str]]:
    return [(edit.span.start, edit.span.end, edit.text) for edit in plan(TEXT, findings, unsafe).edits]


def test_edits_come_in_order() -> None:
    assert edits(finding(15, 25, "naltrexone"), finding(5, 11, "5 mg")) == [(5, 11, "5 mg"), (15, 25, "naltrexone")]


def test_of_two_that_overlap_the_first_wins() -> None:
    first, second = finding(15, 25, "naltrexone"), finding(12, 20, "x")
    assert plan(TEXT, [first, second]).mended == (first,)
    assert plan(TEXT, [second, first]).mended == (second,)


def test_unsafe_fixes_are_applied_only_on_request() -> None:
    doubtful = finding(15, 25, "naloxone", safe=False)
    assert edits(doubtful) == []
    assert edits(doubtful, unsafe=True) == [(15, 25, "naloxone")]


@pytest.mark.parametrize(
    ("text", "applied"),
    [("5 mg", True), ("5.00 mg", True), ("0.5 mg", False), ("50 mg", False), ("mg", False), ("", True)],
)
def test_the_value_of_a_number_is_never_changed(text: str, applied: bool) -> None:
    assert bool(edits(finding(5, 11, text))) == applied


def test_a_finding_without_a_fix_is_left() -> None:
    here = Position(1, 1)
    bare = Finding("a.txt", "EFF001", "-", "-", "error", "-", "-", Span(0, 4), here, here, "Take")
    assert plan(TEXT, [bare]).edits == ()


def test_unless_it_is_said_only_safe_fixes_are_applied() -> None:
    assert plan(TEXT, [finding(15, 25, "naloxone", safe=False)]).edits == ()


def test_one_edit_that_cannot_be_applied_does_not_prevent_others() -> None:
    here = Position(1, 1)
    bare = Finding("a.txt", "EFF001", "-", "-", "error", "-", "-", Span(0, 4), here, here, "Take")
    first, clash, last = finding(15, 25, "naltrexone"), finding(12, 20, "x"), finding(31, 35, "tea")
    assert plan(TEXT, [bare, first, clash, last]).mended == (first, last)


def _on(source: str, span: Span, excerpt: str, *edits: Edit) -> Finding:
    here = Position(1, 1)
    return Finding("a", "DOS101", "-", "-", "warning", "-", "-", span, here, here, excerpt, (), Fix(True, edits))


def test_a_number_is_compared_with_what_people_see_of_it() -> None:
    source, whole = '5<w:sz w:val="3"/>.0 mg', Span(0, 23)
    assert plan(source, [_on(source, whole, "5.0 mg", Edit(whole, "5 mg"))]).edits
    assert not plan(source, [_on(source, whole, "5.0 mg", Edit(whole, "53.0 mg"))]).edits


def test_an_edit_inside_a_finding_is_compared_with_what_it_replaces() -> None:
    part = Span(5, 8)
    assert plan(TEXT, [_on(TEXT, Span(0, 11), "Take 5.0 mg", Edit(part, "5"))]).edits
    assert not plan(TEXT, [_on(TEXT, Span(0, 8), "Take 7", Edit(part, "7"))]).edits


@pytest.mark.parametrize(
    ("old", "new", "applied"),
    [("1,000 mg", "1000 mg", True), ("1,000 mg", "1 mg", False), ("version 1.2.3", "Version 1.2.3", True)],
)
def test_how_a_number_is_written_is_not_its_value(old: str, new: str, applied: bool) -> None:
    whole = Span(0, len(old))
    assert bool(plan(old, [_on(old, whole, old, Edit(whole, new))]).edits) == applied
