"""Fixing twice is fixing once, in every format, and what is silenced or right stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from healthlint.document.read import read_bytes
from healthlint.document.rewrite import rewrite
from healthlint.engine import Engine, default_engine
from healthlint.findings.model import Edit, Finding, Fix, Position
from healthlint.fixes.mend import Mended, mend
from healthlint.span import Span
from healthlint.triage.model import Report

WORDS = {
    "naltroxene": "naltrexone",
    "Fibromyalga": "Fibromyalgia",
    "5.0 mg": "5 mg",
    ".5 mg": "0.5 mg",
    "tea": "tea",
    "µ🐟é": "µ🐟é",
    "`naltroxene`": "`naltroxene`",
    "naltrexone 4.5 mg": "naltrexone 4.5 mg",
}
BETWEEN = st.sampled_from([" ", "  ", ", ", ". ", ".\n\n", ".\r\n\r\n", "\n", " and "])
PIECES = st.lists(st.tuples(st.sampled_from(sorted(WORDS)), BETWEEN), min_size=1, max_size=12)


@cache
def _engine() -> Engine:
    return default_engine(("TYP", "DOS101", "DOS102", "SUP001"))


def mended(data: bytes, name: str) -> Mended:
    return mend(
        data,
        lambda content: [_engine().check(read_bytes(content, name))],
        lambda content, edits: rewrite(content, name, [(edit.span, edit.text) for edit in edits]),
    )


@settings(max_examples=examples(60))
@given(PIECES)
def test_once_is_enough_and_nothing_else_changes(pieces: list[tuple[str, str]]) -> None:
    before = "".join(f"x {word}{gap}" for word, gap in pieces)
    after = "".join(f"x {WORDS[word]}{gap}" for word, gap in pieces)
    done = mended(before.encode(), "a.md")
    assert done.data.decode() == after
    assert mended(done.data, "a.md").data == done.data


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
def test_a_silenced_finding_is_not_fixed(name: str) -> None:
    text = b"<!-- healthlint: ignore TYP101 -- a name -->\nnaltroxene\n\nAnd naltroxene.\n"
    page = b"<!-- healthlint: ignore TYP101 -- a name -->\n<p>naltroxene</p>\n\n<p>And naltroxene.</p>\n"
    before = page if name.endswith("html") else text
    first, second = before.split(b"And")
    assert mended(before, name).data == first + b"And" + second.replace(b"naltroxene", b"naltrexone")


def test_rules_that_undo_each_other_come_to_an_end() -> None:
    rounds: list[int] = []

    def turn(content: bytes, _edits: object) -> bytes:
        rounds.append(1)
        return content

    done = mend(b"naltroxene", lambda content: [_engine().check(read_bytes(content, "a.md"))], turn)
    assert done.data == b"naltroxene"
    assert len(rounds) == 10
    assert isinstance(done.mended[0].fix.edits[0], Edit) if done.mended[0].fix else False


def _found(start: int, end: int, text: str, *, safe: bool = True) -> Finding:
    fix, here = Fix(safe, (Edit(Span(start, end), text),)), Position(1, 1)
    return Finding("a", "TYP101", "-", "-", "warning", "-", "-", Span(start, end), here, here, "x", (), fix)


def _put(content: bytes, edits: Sequence[Edit]) -> bytes:
    (edit,) = edits
    return content[: edit.span.start] + edit.text.encode() + content[edit.span.end :]


def test_every_fix_of_a_run_is_reported() -> None:
    rounds = {b"ax": _found(0, 1, "b"), b"bx": _found(1, 2, "c")}
    unread = Report("a", problem="cannot be read")

    def check(content: bytes) -> list[Report]:
        found = (rounds[content],) if content in rounds else ()
        return [unread, Report("a", read_bytes(content, "a.txt"), found)]

    done = mend(b"ax", check, _put)
    assert (done.data, done.mended) == (b"bc", tuple(rounds.values()))
    assert done.reports == tuple(check(b"bc"))


def test_unsafe_fixes_are_not_applied() -> None:
    found = [Report("a", read_bytes(b"x", "a.txt"), (_found(0, 1, "y", safe=False),))]
    assert mend(b"x", lambda _: found, _put).data == b"x"


def test_a_number_is_looked_up_in_the_file() -> None:
    text = b"5.0 mg of tea"
    wrong = Report("a", read_bytes(text, "a.txt"), (replace(_found(0, 3, "7"), span=Span(0, 6)),))
    assert mend(text, lambda _: [Report("a", problem="x"), wrong], _put).data == text
