"""What holds for every reader of text, whatever it is given."""

import pytest
import regex
from hypothesis import assume, example, given
from hypothesis import strategies as st
from tests.document.exactness import assert_exact, same
from tests.document.word.build import paragraph, word

from healthlint.document.formats import known_formats
from healthlint.document.read import read_bytes, read_text

# An export is no text that anything could stand in, nor is a Word file: test_json.py has the properties of the one,
# Word files are generated below.
FORMATS = sorted(set(known_formats().values()) - {"json", "jsonl", "docx"})
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


LINES = [
    "# LDN", "", "LDN cures lupus.", "- one", "- two", "  more", "> quoted", "| a | b |", "|---|---|", "| 1 | 2 |",
    "---", "[^1]: A note.", "Term", ": what it means", "```", "<p>", "<div>", "</div>", "<!-- x -->", "{{ x", "}}",
    "title: 'LDN'", "+++", 'summary = "So"', "===", "1. first", "\\",
]  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
@given(lines=st.lists(st.sampled_from(LINES), max_size=14))
def test_lines_that_end_in_a_carriage_return_alone_are_lines(format: str, lines: list[str]) -> None:
    usual, old = (read_text(end.join(lines), format=format) for end in ("\n", "\r"))
    assert old.blocks == usual.blocks
    assert old.prose.pieces == usual.prose.pieces
    assert [comment.span for comment in old.comments] == [comment.span for comment in usual.comments]
    assert old.position(len(old.source)) == usual.position(len(usual.source))


INVISIBLE = regex.compile(r"\p{Default_Ignorable_Code_Point}")
IGNORED = [letter for code in (*range(0x1E000), *range(0xE0000, 0xE1000)) if INVISIBLE.match(letter := chr(code))]


@pytest.mark.parametrize("format", FORMATS)
@given(
    first=st.lists(st.sampled_from(IGNORED), min_size=1, max_size=4).map("".join),
    second=st.sampled_from(IGNORED),
    escaped=st.booleans(),
)
def test_invisible_characters_split_no_word(format: str, first: str, second: str, escaped: bool) -> None:
    entity = "".join(f"&#{ord(letter)};" for letter in first) if escaped and format != "plain" else first
    document = read_text(f"L{entity}DN cures fibromy{second}algia.", format=format)
    assert document.text == "LDN cures fibromyalgia."
    span = document.prose.locate(10, 22)
    assert document.source[span.start : span.end] == f"fibromy{second}algia"


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize(
    "emoji", ["\U0001f468\u200d\U0001f469\u200d\U0001f467", "\u2764\ufe0f", "\U0001f3f4\U000e0067\U000e007f"]
)
def test_joined_emoji_stay_joined(format: str, emoji: str) -> None:
    assert read_text(f"LDN {emoji} helps.", format=format).text == f"LDN {emoji} helps."


SPLITS = {
    "markdown": ["", "**", "<b>", "<!-- x -->", "\u00ad", "&shy;", "{{ x }}"],
    "html": ["", "<b>", "</i>", "<!-- x -->", "\u00ad", "&shy;", "<span class='a'>", "&#8203;", "<wbr>"],
    "plain": ["", "\u00ad", "\u200b", "<!-- x -->"],
    "mdx": ["", "**", "<b>", "<B.C d={{e: '}'}}>", "</B>", "{/* x */}", "{x}", "\u00ad", "&shy;"],
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


INLINE = [
    "<w:t>cure</w:t>", '<w:t xml:space="preserve"> a  b </w:t>', "<w:t> x\r\ny </w:t>",
    "<w:t>&amp;&lt;&#181;</w:t>", "<w:t/>",
    "<w:t>a<!-- x -->b<![CDATA[&<]]></w:t>", "<w:t>https://x.y/?a=1&amp;</w:t>", "<w:t>b=2 [1] é𝒳\u00ad\u200b</w:t>",
    "<w:tab/>",
    "<w:br/>", "<w:cr></w:cr>", '<w:br w:type="page"/>', "<w:noBreakHyphen/>", "<w:softHyphen/>",
    '<w:footnoteReference w:id="1"/>', '<w:sym w:font="Symbol" w:char="F06D"/>', '<w:fldChar w:fldCharType="begin"/>',
    '<w:instrText>HYPERLINK "x"</w:instrText>', '<w:fldChar w:fldCharType="separate"/>',
    '<w:fldChar w:fldCharType="end"/>', f"<w:txbxContent>{paragraph('box')}</w:txbxContent>", "<w:t>1. 2</w:t>",
]  # fmt: skip
PROPERTIES = ["", "<w:b/>", "<w:vanish/>", '<w:vertAlign w:val="superscript"/>', '<w:rStyle w:val="Fett"/>']
AROUND = [
    "{}",
    "<w:ins>{}</w:ins>",
    "<w:del>{}</w:del>",
    '<w:hyperlink w:anchor="a">{}</w:hyperlink>',
    "<w:sdt>{}</w:sdt>",
]
STYLES = ["", "berschrift1", "Titel", "Zitat", "Lit", "Num", "Verz1"]
BLOCKS = ["{}", "<w:tbl><w:tr><w:tc>{}</w:tc></w:tr></w:tbl>", "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>"]

RUNS = st.builds(
    lambda around, properties, inside: around.format(f"<w:r><w:rPr>{properties}</w:rPr>{''.join(inside)}</w:r>"),
    st.sampled_from(AROUND), st.sampled_from(PROPERTIES), st.lists(st.sampled_from(INLINE), max_size=4),
)  # fmt: skip
PARAGRAPHS = st.builds(
    lambda around, style, runs: around.format(f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{"".join(runs)}</w:p>'),
    st.sampled_from(BLOCKS), st.sampled_from(STYLES), st.lists(RUNS, max_size=5),
)  # fmt: skip
BODIES = st.lists(PARAGRAPHS, max_size=5).map("".join)


@given(body=BODIES)
@example(  # a marker between white space is as long as the marker in its brackets
    body="<w:p><w:r><w:t>https://x.y/?a=1</w:t></w:r>"
    '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t> x\r\ny </w:t></w:r></w:p>'
)
def test_every_character_of_a_word_file_has_its_place(body: str) -> None:
    document = read_bytes(
        word(paragraph("Start") + body, f'<w:footnote w:id="1">{paragraph("é")}</w:footnote>'), "a.docx"
    )
    assert_exact(document)
    page = document.page
    assert page is not None
    assert len(page.places) == page.text.count("\n") + 1
    for block in document.blocks:
        for at in range(block.span.start, block.span.end):
            place = document.prose.locate(at, at + 1)
            text, seen = document.seen(place)
            assert document.position(place.start)[0] <= len(page.places)
            assert 0 <= seen.start <= seen.end <= len(text)
            if len(seen) == 1 and document.text[at] not in "⁰¹²³⁴⁵⁶⁷⁸⁹[]":
                assert same(document.text[at], text[seen.start])


UNSEEN = ["</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t>", "<!-- x -->", "</w:t><w:softHyphen/><w:t>", "\u00ad"]


@given(cut=st.integers(1, 9), split=st.sampled_from(UNSEEN), before=st.sampled_from(["", "é &amp; ", "𝒳\r\n"]))
def test_a_phrase_split_over_runs_is_found_where_it_stands(cut: int, split: str, before: str) -> None:
    written = "naltrexone"[:cut] + split + "naltrexone"[cut:]
    document = read_bytes(word(f"<w:p><w:r><w:t>{before}{written} then</w:t></w:r></w:p>"), "a.docx")
    start = document.text.index("naltrexone")
    span = document.prose.locate(start, start + 10)
    assert document.source[span.start : span.end] == written
