"""What was stored is what comes back, and damage is noticed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.document.read import read_text
from healthlint.findings.model import Edit, Evidence, Finding, Fix, Line, Position
from healthlint.span import Span
from healthlint.triage.model import Report
from healthlint.triage.report_data import decode, encode

WORDS = st.text(max_size=12)
NUMBERS = st.integers(0, 10**7)
SPANS = st.builds(Span, NUMBERS, NUMBERS)
POSITIONS = st.builds(Position, NUMBERS, NUMBERS)
FIXES = st.none() | st.builds(Fix, st.booleans(), st.lists(st.builds(Edit, SPANS, WORDS), max_size=2).map(tuple))
FINDINGS = st.builds(
    Finding,
    path=st.just("a.md"),
    code=WORDS,
    name=WORDS,
    family=WORDS,
    severity=st.sampled_from(["error", "warning", "suggestion"]),
    message=WORDS,
    why=WORDS,
    span=SPANS,
    start=POSITIONS,
    end=POSITIONS,
    excerpt=WORDS,
    evidence=st.lists(st.builds(Evidence, WORDS, WORDS, WORDS, WORDS), max_size=2).map(tuple),
    fix=FIXES,
    kind=WORDS,
    place=WORDS,
    sentence=WORDS,
    line=st.builds(Line, WORDS, NUMBERS, NUMBERS, st.booleans()),
)
SILENCED = st.lists(st.tuples(FINDINGS, WORDS), max_size=2).map(tuple)
REPORTS = st.builds(
    Report,
    path=st.just("a.md"),
    findings=st.lists(FINDINGS, max_size=3).map(tuple),
    silenced=SILENCED,
    doubled=SILENCED,
    problem=WORDS,
    no_article=st.booleans(),
    broken=st.lists(WORDS, max_size=2).map(tuple),
)


def restored(data: bytes, path: str = "a.md") -> list[Report]:
    return decode(data, path, lambda number: lambda: read_text(str(number)))


@given(st.lists(REPORTS, max_size=3))
def test_the_same_comes_back(reports: list[Report]) -> None:
    assert restored(encode(reports)) == reports


def test_under_another_name() -> None:
    (back,) = restored(encode([Report("a.md", findings=(FINDING,))]), "b.md")
    assert (back.path, back.findings[0].path) == ("b.md", "b.md")


def test_the_article_is_read_again_when_it_is_wanted() -> None:
    first, second = restored(encode([Report("a.md"), Report("a.md")]))
    assert (first.document, second.opened().document) == (None, read_text("1"))


def test_an_unreadable_file_has_no_article() -> None:
    (back,) = restored(encode([Report("a.md", problem="gone")]))
    assert back.opened().document is None


FINDING = Finding("a.md", "A", "a", "a", "error", "m", "w", Span(0, 1), Position(1, 1), Position(1, 2), "x")


@given(st.data())
def test_damaged_data_are_detected(data: st.DataObject) -> None:
    whole = encode([Report("a.md", findings=(FINDING,))])
    at = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(0, 255).filter(lambda value: value != whole[at]))
    for damaged in (whole[:at], whole[:at] + bytes([byte]) + whole[at + 1 :]):
        with pytest.raises(ValueError, match="no stored reports"):
            restored(damaged)


def test_files_that_are_no_reports() -> None:
    import zlib

    for text in (b"1", b"[1]", b'{"a":1}', b"[[[[]],[],[],[]]]", b'[[[],[],[],["",false]]]'):
        with pytest.raises(ValueError, match="no stored reports"):
            restored(zlib.crc32(text).to_bytes(4) + text)
