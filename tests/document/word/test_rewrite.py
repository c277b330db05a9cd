"""A change to a Word file changes these characters, and not a byte besides."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.document.word.build import members, packed, paragraph, word

from healthlint.document.read import read_bytes
from healthlint.document.word.rewrite import rewrite_docx
from healthlint.errors import InputError
from healthlint.span import Span

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "word"
CHANGES = {"cures": "may help", "1.5 mg": "2 mg"}
FILES = sorted(path.name for path in FIXTURES.glob("*.docx"))


def span(data: bytes, words: str) -> Span:
    document = read_bytes(data, "a.docx")
    start = document.text.index(words)
    return document.prose.locate(start, start + len(words))


def page(data: bytes) -> str:
    seen = read_bytes(data, "a.docx").page
    assert seen is not None
    return seen.text


def xml(data: bytes, name: str = "word/document.xml") -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return archive.read(name).decode()


def rewritten(inside: str, old: str, new: str) -> str:
    """The inside of a paragraph after a change, without what stands around it."""
    data = word(f"<w:p>{inside}</w:p>")
    after = xml(rewrite_docx(data, [(span(data, old), new)]))
    found = re.search("<w:p>(.*)</w:p>", after, re.DOTALL)
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("inside", "old", "new", "after"),
    [
        ("<w:r><w:t>a naltrexon b</w:t></w:r>", "naltrexon", "naltrexone", "<w:r><w:t>a naltrexone b</w:t></w:r>"),
        ("<w:r><w:t>a b</w:t></w:r>", "b", "<&>", "<w:r><w:t>a &lt;&amp;&gt;</w:t></w:r>"),
        ("<w:r><w:t>a &amp; b</w:t></w:r>", "& b", "& co", "<w:r><w:t>a &amp; co</w:t></w:r>"),
        ("<w:r><w:t>a &amp; b</w:t></w:r>", "&", "and", "<w:r><w:t>a and b</w:t></w:r>"),
        (
            "<w:r><w:t>cu</w:t></w:r><w:r><w:b/><w:t>res</w:t></w:r>",
            "cures",
            "may help",
            "<w:r><w:t>may help</w:t></w:r><w:r><w:b/><w:t></w:t></w:r>",
        ),
        (
            "<w:r><w:t>naltr</w:t></w:r><w:r><w:b/><w:t>exonn</w:t></w:r>",
            "naltrexonn",
            "naltrexone",
            "<w:r><w:t>naltr</w:t></w:r><w:r><w:b/><w:t>exone</w:t></w:r>",
        ),
        (
            "<w:r><w:t>nal</w:t><w:softHyphen/><w:t>trexon</w:t></w:r>",
            "naltrexon",
            "LDN",
            "<w:r><w:t>LDN</w:t><w:t></w:t></w:r>",
        ),
        (
            "<w:r><w:t>4.5</w:t><w:tab></w:tab><w:t>mg</w:t></w:r>",
            "4.5 mg",
            "5 mg",
            '<w:r><w:t xml:space="preserve">5 </w:t><w:t>mg</w:t></w:r>',
        ),
        (
            "<w:r><w:t>low</w:t><w:noBreakHyphen/><w:t>dose</w:t></w:r>",
            "-",
            " ",
            '<w:r><w:t>low</w:t><w:t xml:space="preserve"> </w:t><w:t>dose</w:t></w:r>',
        ),
        ("<w:r><w:t>very safe</w:t></w:r>", "very", "", '<w:r><w:t xml:space="preserve"> safe</w:t></w:r>'),
        (
            "<w:r><w:t><![CDATA[a & b]]></w:t></w:r>",
            "b",
            "]]>",
            "<w:r><w:t><![CDATA[a & ]]]]><![CDATA[>]]></w:t></w:r>",
        ),
        (
            "<w:r><w:t>is</w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:t>safe</w:t></w:r>",
            "issafe",
            "harms",
            "<w:r><w:t>harms</w:t></w:r><w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:r><w:t></w:t></w:r>",
        ),
    ],
)
def test_the_markup_stays_where_it_is(inside: str, old: str, new: str, after: str) -> None:
    assert rewritten(inside, old, new) == after


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        ([(Span(0, 3), "x")], "there is no text at 0"),
        ([(Span(310, 320), "a"), (Span(315, 330), "b")], "two edits overlap at 315"),
        ([(Span(310, 320), "a\0")], "a character that XML cannot represent"),
    ],
)
def test_an_impossible_edit_is_refused(edits: list[tuple[Span, str]], said: str) -> None:
    with pytest.raises(InputError, match=said):
        rewrite_docx(word(paragraph("LDN")), edits, "a.docx")


def test_half_an_entity_is_no_character() -> None:
    data = word(paragraph("a &amp; b"))
    whole = span(data, "&")
    with pytest.raises(InputError, match="splits a character"):
        rewrite_docx(data, [(Span(whole.start + 1, whole.end), "x")])


@pytest.mark.parametrize("name", FILES)
def test_other_members_keep_every_byte(name: str) -> None:
    before = (FIXTURES / name).read_bytes()
    after = rewrite_docx(before, [(span(before, "a day"), "each day")])
    with zipfile.ZipFile(io.BytesIO(before)) as one, zipfile.ZipFile(io.BytesIO(after)) as other:
        assert other.testzip() is None
        assert [info.filename for info in one.infolist()] == [info.filename for info in other.infolist()]
        for old, new in zip(one.infolist(), other.infolist(), strict=True):
            assert (old.date_time, old.compress_type, old.external_attr, old.extra, old.comment, old.create_system) == (
                new.date_time, new.compress_type, new.external_attr, new.extra, new.comment, new.create_system
            )  # fmt: skip
            if old.filename != "word/document.xml":
                assert _packed(before, old) == _packed(after, new)
    assert xml(after) == xml(before).replace("a day", "each day", 1)


def _packed(data: bytes, info: zipfile.ZipInfo) -> bytes:
    return data[info.header_offset : info.header_offset + 30 + len(info.filename) + info.compress_size]


@pytest.mark.parametrize("name", FILES)
def test_python_docx_sees_the_new_words_and_nothing_else_new(name: str) -> None:
    before = (FIXTURES / name).read_bytes()
    after = rewrite_docx(before, [(span(before, old), new) for old, new in CHANGES.items()])
    one, other = (docx.Document(io.BytesIO(data)) for data in (before, after))
    expected = [p.text for p in one.paragraphs]
    for old, new in CHANGES.items():
        at = next(index for index, text in enumerate(expected) if old in text)
        expected[at] = expected[at].replace(old, new)
    assert [p.text for p in other.paragraphs] == expected
    styles = [[(p.style.name, [(r.bold, r.italic) for r in p.runs]) for p in d.paragraphs] for d in (one, other)]
    assert styles[0] == styles[1]


def test_footnotes_are_changed_in_their_own_part() -> None:
    before = (FIXTURES / "ldn-guide.docx").read_bytes()
    after = rewrite_docx(before, [(span(before, "miracle"), "wonder")])
    assert xml(after) == xml(before)
    assert xml(after, "word/footnotes.xml") == xml(before, "word/footnotes.xml").replace("miracle", "wonder")


def test_no_change_is_the_same_file() -> None:
    before = (FIXTURES / "ldn-guide.docx").read_bytes()
    assert rewrite_docx(before, []) == before
    assert rewrite_docx(before, [(span(before, "cures"), "cures")]) == before


def test_an_archive_written_as_a_stream_is_changed_too() -> None:
    class Stream(io.RawIOBase):
        def __init__(self) -> None:
            self.data = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            self.data += data
            return len(data)

    stream = Stream()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        for name, content in members(paragraph("LDN cures")).items():
            archive.writestr(name, content)
    data = bytes(stream.data)
    after = rewrite_docx(data, [(span(data, "cures"), "harms")])
    assert page(after) == "LDN harms"
    assert "LDN harms" in xml(after)


def test_the_encoding_of_a_part_stays() -> None:
    parts = members(paragraph("5 µg"))
    data = packed({**parts, "word/document.xml": parts["word/document.xml"].encode("utf-16")})
    after = rewrite_docx(data, [(span(data, "5"), "6")])
    with zipfile.ZipFile(io.BytesIO(after)) as archive:
        assert "6 µg" in archive.read("word/document.xml").decode("utf-16")


LETTERS = st.text("ab &<é𝒳", min_size=1, max_size=6)


@given(runs=st.lists(LETTERS, min_size=1, max_size=5), new=st.text("ab &<>\"'é𝒳", max_size=6), data=st.data())
def test_the_page_after_a_change_is_the_page_with_the_change(runs: list[str], new: str, data: st.DataObject) -> None:
    written = (run.replace("&", "&amp;").replace("<", "&lt;") for run in runs)
    parts = (f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>' for run in written)
    file = word(f"{paragraph('Before')}<w:p>{''.join(parts)}</w:p>{paragraph('After')}")
    text = "".join(runs)
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first + 1, len(text)))
    seen = read_bytes(file, "a.docx").page
    assert seen is not None
    offset = seen.text.index("\n") + 1
    edit = seen.prose.locate(offset + first, offset + last)
    after = rewrite_docx(file, [(edit, new)])
    assert page(after) == f"Before\n{text[:first]}{new}{text[last:]}\nAfter"
