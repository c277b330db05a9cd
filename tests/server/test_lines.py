"""Offsets and positions: what clients count in UTF-8, UTF-16 or UTF-32 is counted in code points here."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position, PositionEncodingKind, Range

from healthlint.server.lines import Lines
from healthlint.span import Span

ENCODINGS = {"utf-8": "utf-8", "utf-16": "utf-16-le", "utf-32": "utf-32-le"}
UNITS = {"utf-8": 1, "utf-16": 2, "utf-32": 4}
TEXT = st.text(st.sampled_from("ab \n\r\u2028\f\vé–\U0001f600\u0301"), max_size=40)
KIND = st.sampled_from(sorted(ENCODINGS))


@given(TEXT, KIND)
def test_every_offset_is_found_again(text: str, kind: str) -> None:
    lines = Lines(text, PositionEncodingKind(kind))
    for offset in range(len(text) + 1):
        # The place between the two characters of a line end is that before them.
        expected = offset - 1 if text[offset - 1 : offset + 1] == "\r\n" and offset else offset
        assert lines.offset(lines.position(offset)) == expected


@given(TEXT, KIND, st.data())
def test_columns_count_units_of_the_encoding(text: str, kind: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    position = Lines(text, PositionEncodingKind(kind)).position(offset)
    # As an editor counts: lines end at \n, \r\n and \r and nowhere else.
    before = text[:offset].replace("\r\n", "\n" if text[offset - 1 : offset + 1] != "\r\n" else "\r\n")
    line = before.replace("\r", "\n").split("\n")
    if text[offset - 1 : offset + 1] != "\r\n":
        assert position.line == len(line) - 1
        assert position.character == len(line[-1].encode(ENCODINGS[kind])) // UNITS[kind]


@given(TEXT, KIND, st.integers(0, 50), st.integers(0, 99))
def test_a_position_that_is_not_there_is_the_nearest(text: str, kind: str, line: int, character: int) -> None:
    offset = Lines(text, PositionEncodingKind(kind)).offset(Position(line, character))
    assert 0 <= offset <= len(text)


@given(TEXT, TEXT, KIND, st.data())
def test_an_edit_of_a_range_is_that_of_its_stretch(text: str, new: str, kind: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    lines = Lines(text, PositionEncodingKind(kind))
    span = lines.span(lines.range(Span(start, end)))
    assert lines.edited(lines.range(Span(start, end)), new) == text[: span.start] + new + text[span.end :]


@pytest.mark.parametrize(("column", "offset"), [(0, 0), (1, 1), (2, 1), (3, 2), (9, 3)])
def test_the_middle_of_a_character_is_the_character(column: int, offset: int) -> None:
    assert Lines("a😀b").offset(Position(0, column)) == offset


def test_exchanged_ends_are_the_same_stretch() -> None:
    assert Lines("abc").span(Range(Position(0, 2), Position(0, 1))) == Span(1, 2)


def test_an_unknown_encoding_is_utf_16() -> None:
    assert Lines("😀b", "ebcdic").position(1) == Position(0, 2)
