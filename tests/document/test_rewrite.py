"""Edits of a source come back as bytes, and nothing else changes."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.document.word.build import paragraph, word

from healthlint.document.decode import decoded
from healthlint.document.read import read_bytes
from healthlint.document.rewrite import rewrite
from healthlint.errors import InputError, WriteError
from healthlint.span import Span

MARKS = {"utf-8": b"", "utf-8-sig": codecs.BOM_UTF8, "utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
LETTERS = st.characters(codec="utf-8", exclude_characters="\0\ufeff")
TEXTS = st.text(LETTERS, min_size=3, max_size=60).filter(str.strip)


def packed(text: str, encoding: str) -> bytes:
    return MARKS[encoding] + text.encode(encoding.removesuffix("-sig"))


@given(TEXTS, st.sampled_from(sorted(MARKS)), st.data())
def test_only_the_stretch_changes(text: str, encoding: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    new = rewrite(packed(text, encoding), "a.txt", [(Span(start, end), "µ🐟")])
    assert new == packed(text[:start] + "µ🐟" + text[end:], encoding)


@given(st.binary(max_size=80))
def test_declared_latin_1_is_written_back_unchanged(tail: bytes) -> None:
    page = b"<meta charset=iso-8859-1><p>caf\xe9 " + tail.replace(b"\0", b" ")
    file = decoded(page, "a.html")
    assert file.encode(file.text) == page


@pytest.mark.parametrize("encoding", sorted(MARKS))
def test_several_edits(encoding: str) -> None:
    data = packed("one\r\ntwo\r\nthree", encoding)
    edits = [(Span(0, 3), "1"), (Span(5, 8), "2"), (Span(15, 15), "!")]
    assert rewrite(data, "a.md", edits) == packed("1\r\n2\r\nthree!", encoding)


def test_a_second_byte_order_mark_is_no_text() -> None:
    data = codecs.BOM_UTF8 * 2 + b"one two"
    assert read_bytes(data, "a.txt").source == "one two"
    assert rewrite(data, "a.txt", [(Span(4, 7), "2")]) == codecs.BOM_UTF8 * 2 + b"one 2"


def test_text_put_into_a_page_is_escaped() -> None:
    assert rewrite(b"<p>a</p>", "a.html", [(Span(3, 4), "x < y & z")]) == b"<p>x &lt; y &amp; z</p>"


def test_characters_outside_the_encoding_are_refused() -> None:
    page = b"<meta charset=latin1><p>caf\xe9</p>"
    with pytest.raises(WriteError, match="cp1252 cannot represent the fix"):
        rewrite(page, "a.html", [(Span(24, 25), "≥")])


def test_a_word_file_is_written_by_its_own_reader() -> None:
    before = word(paragraph("Take 5.0 mg &amp; rest."))
    document = read_bytes(before, "a.docx")
    start = document.text.index("5.0")
    after = rewrite(before, "a.docx", [(document.prose.locate(start, start + 6), "5 g & x")])
    assert read_bytes(after, "a.docx").text == "Take 5 g & x & rest."


def test_an_unreadable_file_is_named() -> None:
    with pytest.raises(InputError, match=r"a\.md: not valid UTF-8"):
        rewrite(b"caf\xe9", "a.md", [])
    with pytest.raises(InputError, match=r"a\.docx: "):
        rewrite(b"no archive", "a.docx", [(Span(0, 1), "x")])
