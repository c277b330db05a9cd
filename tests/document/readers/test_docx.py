"""What Word shows, and nothing else."""

from __future__ import annotations

import pytest
from tests.document.word.build import item, paragraph, word

from healthlint.document.model import Document
from healthlint.document.read import read_bytes, read_text
from healthlint.errors import InputError

CURES = '<w:t xml:space="preserve"> cures</w:t>'


def read(body: str, **parts: object) -> Document:
    return read_bytes(word(body, **parts), "draft.docx")  # type: ignore[arg-type]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.span.start : block.span.end]) for block in document.blocks]


def place(document: Document, words: str) -> str | None:
    start = document.text.index(words)
    return document.place(document.prose.locate(start, start + len(words)))


def span_of(document: Document, words: str) -> tuple[int, int]:
    start = document.text.index(words)
    return start, start + len(words)


def run(content: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr>{content}</w:r>"


def mark(kind: str) -> str:
    """A boundary of a field."""
    return run(f'<w:fldChar w:fldCharType="{kind}"/>')


@pytest.mark.parametrize(
    ("inside", "shown"),
    [
        (run("<w:t>cur</w:t>", "<w:b/>") + run("<w:t>es</w:t>"), "cures"),
        (run("<w:t>a &amp; b &lt; c &#181;g</w:t>"), "a & b < c µg"),
        (run("<w:t>nal</w:t><w:softHyphen/><w:t>trexone\u00ad</w:t>"), "naltrexone"),
        (run("<w:t>low</w:t><w:noBreakHyphen/><w:t>dose</w:t>"), "low-dose"),
        (run("<w:t>4.5</w:t><w:tab/><w:t>mg</w:t>"), "4.5 mg"),
        (run("<w:t>one</w:t><w:br/><w:t>two</w:t>"), "one\ntwo"),
        (run("<w:t> trimmed </w:t><w:t xml:space='preserve'> kept</w:t>"), "trimmed kept"),
        (
            run("<w:t>so</w:t>") + run("<w:t>4</w:t>", "<w:vanish/>") + run("<w:t>5</w:t>", '<w:vanish w:val="0"/>'),
            "so5",
        ),
        (run("<w:t>a</w:t>") + run("<w:t>b</w:t>", '<w:rStyle w:val="Weg"/>'), "a"),
        (run("<w:t>it </w:t>", "") + run("<w:t>cures</w:t>", "<w:strike/>") + run("<w:t>helps</w:t>"), "ithelps"),
        (run("<w:t>cures</w:t>", "<w:dstrike/>") + run("<w:t>helps</w:t>", '<w:strike w:val="false"/>'), "helps"),
        (run("<w:t>no</w:t>", '<w:strike/><w:dstrike w:val="0"/>') + run("<w:t>yes</w:t>"), "yes"),
        (run("<w:t>cures</w:t>", '<w:rStyle w:val="Alt"/>') + run("<w:t>helps</w:t>"), "helps"),
        (
            run("<w:t>see https://x.org/cures</w:t>", "<w:strike/>") + run("<w:t>see https://y.org now</w:t>"),
            "see  now",
        ),
        (f"<w:ins>{run('<w:t>new</w:t>')}</w:ins><w:del>{run('<w:delText>old</w:delText>')}</w:del>", "new"),
        (f"<w:moveFrom>{run('<w:t>old</w:t>')}</w:moveFrom><w:moveTo>{run('<w:t>new</w:t>')}</w:moveTo>", "new"),
        (f"<w:sdt><w:sdtContent>{run('<w:t>mine</w:t>')}</w:sdtContent></w:sdt>", "mine"),
        (
            f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{run('<w:t>Click</w:t>')}</w:sdtContent></w:sdt>"
            + run("<w:t>me</w:t>"),
            "me",
        ),
        (run('<w:t>5 </w:t><w:sym w:font="Symbol" w:char="F06D"/><w:t>g</w:t>'), "5μg"),
        (run("<w:t>pain</w:t>") + run("<w:t>2</w:t>", '<w:vertAlign w:val="superscript"/>'), "pain[2]"),
        (run("<w:t>kg/m</w:t>") + run("<w:t>2</w:t>", '<w:vertAlign w:val="superscript"/>'), "kg/m²"),
        (run("<w:t>see https://x.</w:t>") + run("<w:t>org/?a=1&amp;b=2 now</w:t>"), "see  now"),
        (run("<w:t>a<!-- no -->b<![CDATA[ & c]]></w:t>"), "ab & c"),
        (
            mark("begin")
            + run("<w:instrText>PAGE</w:instrText><w:t>hidden</w:t>")
            + mark("separate")
            + run("<w:t>12</w:t>")
            + mark("end"),
            "12",
        ),
        (
            run(
                "<mc:AlternateContent><mc:Choice><w:t>once</w:t></mc:Choice><mc:Fallback><w:t>twice</w:t></mc:Fallback>"
                "</mc:AlternateContent>"
            ),
            "once",
        ),
    ],
)
def test_text_of_a_paragraph(inside: str, shown: str) -> None:
    assert read(f"<w:p>{inside}</w:p>").text == shown


END_DELETED = '<w:rPr><w:del w:id="1" w:author="a"/></w:rPr>'


@pytest.mark.parametrize("ending", [END_DELETED, '<w:rPr><w:b/><w:moveFrom w:id="1"/></w:rPr>'])
def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(ending: str) -> None:
    document = read(paragraph("LDN cures ", "", ending) + item("lupus.", 2) + paragraph("It is cheap."))
    assert kinds(document) == [("item", "LDN cures lupus."), ("paragraph", "It is cheap.")]
    assert place(document, "lupus") == "paragraph 2, run 1"
    assert document.position(document.prose.locate(*span_of(document, "cheap")).start)[0] == 3


@pytest.mark.parametrize(
    "body",
    [
        f"<w:tbl><w:tr><w:tc>{paragraph('one', '', END_DELETED)}</w:tc></w:tr></w:tbl>{paragraph('two')}",
        paragraph("one", "", END_DELETED) + f"<w:tbl><w:tr><w:tc>{paragraph('two')}</w:tc></w:tr></w:tbl>",
    ],
)
def test_a_paragraph_does_not_run_on_over_the_edge_of_a_table(body: str) -> None:
    assert [text for _, text in kinds(read(body))] == ["one", "two"]


def test_the_end_of_the_last_paragraph_may_be_deleted() -> None:
    body = paragraph("LDN cures ", "", END_DELETED) + paragraph("pain.", "", END_DELETED)
    assert read(body).text == "LDN cures pain."


def test_tracked_paragraph_changes_and_deleted_rows_end_no_paragraph() -> None:
    former = "<w:pPrChange><w:pPr><w:rPr><w:del/></w:rPr></w:pPr></w:pPrChange>"
    row = f"<w:tbl><w:tr><w:trPr><w:del/></w:trPr><w:tc>{paragraph('two')}{paragraph('three')}</w:tc></w:tr></w:tbl>"
    assert [text for _, text in kinds(read(paragraph("one", "", former) + row))] == ["one", "two", "three"]


def test_an_unclosed_field_hides_no_text() -> None:
    document = read(f"<w:p>{mark('begin')}</w:p>{paragraph('The article.')}")
    assert document.text == "The article."


@pytest.mark.parametrize(
    ("style", "kind", "level"),
    [
        ("berschrift1", "title", 1),
        ("Own", "title", 2),
        ("Titel", "title", 1),
        ("TOCHeading", "paragraph", 0),
        ("Zitat", "quote", 1),
        ("Beschr", "caption", 0),
        ("Lit", "reference", 0),
        ("Loop", "paragraph", 0),
        ("Unknown", "paragraph", 0),
    ],
)
def test_kinds_come_from_styles_by_their_english_names_and_what_they_are_based_on(
    style: str, kind: str, level: int
) -> None:
    (block,) = read(paragraph("Words", style)).blocks
    assert (block.kind, block.level) == (kind, level)


def test_a_table_of_contents_is_navigation() -> None:
    document = read(paragraph("Dose 3", "Verz1") + paragraph("Dose", "berschrift1"))
    assert [block.within for block in document.blocks] == [("nav",), ()]


def test_list_items_have_the_labels_that_word_shows() -> None:
    body = item("a", 1) + item("b", 1, 1) + item("c", 1, 1) + item("d", 1) + item("e", 2) + item("f", 3)
    blocks = read(body + paragraph("g", "Num")).blocks
    labels = [block.labels for block in blocks]
    assert labels == [("1.",), ("1.i)",), ("1.ii)",), ("2.",), ("•",), ("5.",), ("6.",)]
    assert {block.kind for block in blocks} == {"item"}
    assert [block.level for block in blocks] == [1, 2, 2, 1, 1, 1, 1]


def test_hand_numbered_lines_are_a_list() -> None:
    document = read(paragraph("2.\tSmith writes.") + paragraph("4.5 mg is enough."))
    assert kinds(document) == [("item", "Smith writes."), ("paragraph", "4.5 mg is enough.")]
    assert document.blocks[0].labels == ("2.",)


@pytest.mark.parametrize(
    ("entry", "labels"),
    [
        (item("Miller A. A trial. 2013.", 1), ("1",)),
        (paragraph("[1] Miller A. A trial. 2013."), ("[1]",)),
        (paragraph("1.\tMiller A. A trial. 2013."), ("1",)),
        (paragraph("Miller A, Stone B. A trial. 2013."), ()),
    ],
)
def test_entries_under_a_heading_that_says_so_are_references(entry: str, labels: tuple[str, ...]) -> None:
    blocks = read(paragraph("References", "berschrift1") + entry).blocks
    assert [block.kind for block in blocks] == ["title", "reference"]
    assert blocks[1].labels == labels


def test_a_table_cell_knows_its_column_and_row() -> None:
    def row(*cells: str) -> str:
        return "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in cells) + "</w:tr>"

    span = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    wide = f"<w:tr><w:tc>{paragraph('Week 2')}</w:tc><w:tc>{span}{paragraph('3 mg')}</w:tc></w:tr>"
    document = read(f"<w:tbl>{row('Time', 'Morning', 'Night')}{row('Week 1', '1 mg', '2 mg')}{wide}</w:tbl>")
    labels = {document.text[block.span.start : block.span.end]: block.labels for block in document.blocks}
    assert labels["Morning"] == ()
    assert labels["2 mg"] == ("Night", "Week 1")
    assert labels["3 mg"] == ("Morning", "Week 2")
    assert place(document, "2 mg") == "table 1, row 2, column 3, paragraph 1, run 1"
    assert {block.kind for block in document.blocks} == {"cell"}


def test_notes_are_marked_where_they_are_called_and_follow_as_entries() -> None:
    called = run('<w:t>It cures.</w:t><w:endnoteReference w:id="9"/><w:footnoteReference w:id="4"/>')
    document = read(
        f"<w:p>{called}</w:p>",
        footnotes=f'<w:footnote w:id="0" w:type="separator">{paragraph("-")}</w:footnote>'
        f'<w:footnote w:id="3">{paragraph("Unused")}</w:footnote><w:footnote w:id="4">{paragraph("Foot")}</w:footnote>',
        endnotes=f'<w:endnote w:id="9">{paragraph("End. Pain 2019;4:12")}</w:endnote>',
    )
    assert kinds(document) == [
        ("paragraph", "It cures.[^2][^1]"),
        ("paragraph", "Foot"),
        ("reference", "End. Pain 2019;4:12"),
    ]
    assert [label for _, label in document.notes] == ["^2", "^1"]
    assert [block.labels for block in document.blocks] == [(), ("^1",), ("^2",)]
    assert document.page is not None
    assert document.page.text.split("\n") == ["It cures.[i][1]", "Foot", "End. Pain 2019;4:12"]
    assert [place(document, words) for words in ("Foot", "End")] == [
        "footnote 1, paragraph 1, run 1",
        "endnote 1, paragraph 1, run 1",
    ]


def test_links_have_targets() -> None:
    field = (
        mark("begin")
        + run('<w:instrText>HYPERLINK "https://b.org"</w:instrText>')
        + mark("separate")
        + run("<w:t>two</w:t>")
        + mark("end")
    )
    simple = f"<w:fldSimple w:instr=' HYPERLINK \"https://c.org\"'>{run('<w:t>three</w:t>')}</w:fldSimple>"
    body = f'<w:p><w:hyperlink r:id="l">{run("<w:t>one</w:t>")}</w:hyperlink>{field}{simple}</w:p>'
    document = read(body, links={"l": "https://a.org"})
    found = [(document.text[span.start : span.end], target) for span, target in document.links]
    assert found == [("one", "https://a.org"), ("two", "https://b.org"), ("three", "https://c.org")]


def test_a_text_box_follows_the_paragraph_that_it_is_anchored_in() -> None:
    box = run(f"<w:txbxContent>{paragraph('In the box')}</w:txbxContent>")
    document = read(f"<w:p>{run('<w:t>It</w:t>')}{box}{run(CURES)}</w:p>")
    assert document.text == "It cures\n\nIn the box"
    assert place(document, "In the box") == "paragraph 1, text box 1, paragraph 1, run 1"
    start = document.text.index("cures")
    span = document.prose.locate(start, start + 5)
    assert document.source[span.start : span.end] == "cures"
    assert (document.position(span.start), document.place(span)) == ((1, 4), "paragraph 1, run 3")


def test_lines_are_paragraphs_empty_ones_too() -> None:
    document = read("<w:p/><w:p><w:r/></w:p>" + paragraph("Tabs:\tLDN &amp; naltrexone"))
    span = document.prose.locate(document.text.index("naltrexone"), len(document.text))
    assert document.position(span.start) == (3, 13)
    assert document.position(span.end) == (3, 23)
    assert document.place(span) == "paragraph 3, run 1"
    text, seen = document.seen(span)
    assert text[seen.start : seen.end] == "naltrexone"


def test_words_over_several_runs_name_them_all() -> None:
    document = read(f"<w:p>{run('<w:t>It cu</w:t>')}{run('')}{run('<w:t>res</w:t>')}</w:p>")
    assert place(document, "cures") == "paragraph 1, runs 1-3"


def test_emphasis_is_merged_over_runs_and_known_from_styles() -> None:
    bold = run("<w:t>cu</w:t>", "<w:b/>") + run("<w:t>res</w:t>", '<w:rStyle w:val="Fett"/>')
    plain = run("<w:t>all</w:t>", '<w:b w:val="0"/>')
    document = read(f"<w:p>{bold}{plain}</w:p>")
    assert [document.text[span.start : span.end] for span in document.emphasis] == ["cures"]


def test_nested_tables_name_the_whole_way() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('deep')}</w:tc></w:tr></w:tbl>"
    document = read(f"<w:tbl><w:tr><w:tc>{inner}{paragraph('high')}</w:tc></w:tr></w:tbl>")
    assert place(document, "deep") == "table 1, row 1, column 1, table 1, row 1, column 1, paragraph 1, run 1"
    assert place(document, "high") == "table 1, row 1, column 1, paragraph 1, run 1"


def test_text_is_no_word_file() -> None:
    with pytest.raises(InputError, match="not text; give the file itself"):
        read_text("Words", format="docx")
