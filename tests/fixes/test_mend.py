"""Fixing twice is fixing once, in every format, and what is silenced or right stays as it is."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from healthlint.document.read import read_bytes
from healthlint.document.rewrite import rewrite
from healthlint.engine import Engine, default_engine
from healthlint.findings.model import Edit
from healthlint.fixes.mend import Mended, mend

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


@settings(max_examples=60, deadline=None)
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
