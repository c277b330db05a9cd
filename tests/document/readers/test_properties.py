"""What holds for every reader, whatever it is given."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from tests.document.exactness import assert_exact

from healthlint.document.read import known_formats, read_text

FORMATS = sorted(set(known_formats().values()))
MARKUP = [
    "a", "cure ", "**", "*", "_", "`", "<b>", "</b>", "<p>", "</p>", "<div>", "</div>", "<ul>", "<ol>", "<li>", "</ul>",
    "<table>", "<tr>", "<td>", "<th>", "</table>", "\n", "\n\n", "\r\n", "\r", "  ", "\t", "- ", "1. ", "> ", "# ", "[",
    "](x)", "![", "&amp;", "&nbsp;", "&shy;", "&lt", "&#x0;", "&#32;", "<!--", "-->", "<sup>", "</sup>", "2",
    "<a href='#x'>", "</a>", "[^1]", "[^1]: ", "| ", "|---|---|\n", "http://x.y/z", "\u00ad", "\u200b", "é", "𝒳", "{{",
    "}}", "<", "&", "\0", "<script>", "</script>", "<code>", "</code>", "<h1>", "</h2>", "<dt>", "<dd>",
    "<img alt='x &lt; y'>", "<br>", "\\", "~~", ": ", "---\n", "References\n", "[1] ", "{2} ", "===\n", "<title>",
    "<blockquote>", "<pre>", "\u2028", "\x1c", "\u3000", "title: x\n", "+++\n",
]  # fmt: skip
SOURCES = st.one_of(st.text(), st.lists(st.sampled_from(MARKUP), max_size=40).map("".join))


@pytest.mark.parametrize("format", FORMATS)
@given(source=SOURCES)
def test_every_character_has_its_place(format: str, source: str) -> None:
    assert_exact(read_text(source, format=format))


SPLITS = {
    "markdown": ["", "**", "<b>", "<!-- x -->", "\u00ad", "&shy;", "{{ x }}"],
    "html": ["", "<b>", "</i>", "<!-- x -->", "\u00ad", "&shy;", "<span class='a'>", "&#8203;", "<wbr>"],
    "plain": ["", "\u00ad", "\u200b", "<!-- x -->"],
}
PHRASES = ["naltrexone", "cures", "fibromyalgia", "4.5mg"]


@pytest.mark.parametrize("format", FORMATS)
@given(data=st.data())
def test_a_phrase_is_found_where_it_stands(format: str, data: st.DataObject) -> None:
    phrase = data.draw(st.sampled_from(PHRASES))
    before = data.draw(st.sampled_from(["", "One.\n\n", "é 𝒳 &amp; one ", "Some text\r\n\r\n"]))
    cut = data.draw(st.integers(1, len(phrase) - 1))
    split = data.draw(st.sampled_from(SPLITS[format]))
    written = phrase[:cut] + split + phrase[cut:]
    if split == "**":
        # CommonMark: `**4.**5` is no emphasis, because a word follows the punctuation.
        assume(phrase.isalpha())
        written = f"**{phrase[:cut]}**{phrase[cut:]}"
    source = f"{before}so {written} then"
    document = read_text(source, format=format)
    start = document.text.index(phrase)
    span = document.prose.locate(start, start + len(phrase))
    stretch = written.removeprefix("**")
    assert span.start == source.index(stretch)
    assert source[span.start : span.end] == stretch


DEEP = [
    "> ",
    "- ",
    "1. ",
    "<blockquote>a",
    "<ul><li>a",
    "<b>",
    "<a ",
    "<!--",
    "[",
    "![",
    "{{",
    "<table><tr><td>a",
    "*a ",
    "&",
]


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("piece", DEEP)
def test_depth_does_no_harm(format: str, piece: str) -> None:
    read_text(piece * 5000 + "end", format=format)


@pytest.mark.parametrize("format", FORMATS)
def test_one_long_line(format: str) -> None:
    assert len(read_text("word " * 50_000, format=format).blocks) == 1
