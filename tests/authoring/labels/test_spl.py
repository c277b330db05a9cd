from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.authoring.labels.making import product, same, section, spl

from healthlint.authoring.labels.model import Amount
from healthlint.authoring.labels.read import read
from healthlint.authoring.labels.spl import read as read_spl


def label(source):
    return read_spl(source, "label.xml", "0" * 64)


def words(found, blocks):
    return [found.words(block.span) for block in blocks]


def test_reads_what_a_label_is():
    found = label(spl(section("34067-9", "1 Uses", "For migraine."), version="4"))
    assert (found.set_id, found.version, found.effective) == ("s-1", "4", "2026-01-31")
    assert (found.maker, found.document_type.text) == ("Nobody", "HUMAN PRESCRIPTION DRUG LABEL")
    assert found.words(found.title) == "MIGRASTOP (brisolin) tablets Initial U.S. Approval: 2015"


def test_reads_products_with_their_active_ingredients_only():
    (found,) = label(spl(products=product(per="5", per_unit="mL"))).products
    assert (found.name.text, found.generic, found.form.text) == ("Migrastop", "BRISOLIN", "TABLET")
    assert (found.route, found.category.text) == ("ORAL", "NDA")
    (part,) = found.ingredients
    assert (part.name, part.moiety) == ("BRISOLIN acetate", "BRISOLIN")
    assert (part.amount, part.per) == (Amount(10.0, "mg"), Amount(5.0, "mL"))


def test_the_strength_stands_where_the_file_says_it():
    source = spl()
    place = label(source).products[0].ingredients[0].place
    assert source[place.start : place.end].startswith('<quantity><numerator value="10"')
    assert source[place.start : place.end].endswith("</quantity>")


def test_a_suffix_of_a_name_is_a_word_of_its_own():
    found = label(spl(products=product(brand="Migrastop<suffix>Night</suffix>")))
    assert found.products[0].name.text == "Migrastop Night"


def test_sections_in_sections_keep_code_title_and_order():
    inner = section("42229-5", "4.1 Liver", "No.")
    outer = label(spl(section("34070-3", "4 Contraindications", "None.", inside=inner))).sections[1]
    assert [each.code for each in outer.walk()] == ["34070-3", "42229-5"]


def test_items_hang_below_their_lead_in():
    found = label(
        spl(section("34067-9", "", "It is for:", "<list><item>pain<list><item>of the head</item></list></item></list>"))
    )
    blocks = found.sections[1].blocks
    assert [(block.kind, block.depth) for block in blocks] == [("paragraph", 0), ("item", 1), ("item", 2)]
    assert words(found, blocks) == ["It is for:", "pain", "of the head"]


def test_bullets_in_a_paragraph_are_items():
    found = label(spl(section("34067-9", "", "It is for: • pain    • fever")))
    blocks = found.sections[1].blocks
    assert [(found.words(block.span), block.depth) for block in blocks] == [
        ("It is for:", 0),
        ("pain", 1),
        ("fever", 1),
    ]


def test_a_paragraph_in_marks_is_a_heading():
    mark = '<paragraph><content styleCode="italics">Children</content></paragraph>'
    half = '<paragraph><content styleCode="italics">Children</content> may take it.</paragraph>'
    found = label(spl(section("34068-7", "", mark, half)))
    assert [block.heading for block in found.sections[1].blocks] == [True, False]


def test_tables_keep_rows_and_empty_cells_and_lose_footnotes():
    table = (
        "<table><caption>Doses</caption><thead><tr><th>Age</th><th>Dose</th></tr></thead>"
        "<tbody><tr><td>adults<footnote>nobody else</footnote></td><td><paragraph>10 mg</paragraph></td></tr>"
        "<tr><td/><td>20 mg</td></tr></tbody></table>"
    )
    found = label(spl(section("34068-7", "", "See:", table, "Or ask.")))
    part = found.sections[1]
    (doses,) = part.tables
    assert found.words(doses.caption) == "Doses"
    assert [[found.words(cell) for cell in row] for row in (*doses.head, *doses.rows)] == [
        ["Age", "Dose"],
        ["adults", "10 mg"],
        ["", "20 mg"],
    ]
    assert words(found, part.blocks) == ["See:", "Or ask."]


def test_highlights_are_kept_apart():
    excerpt = "</text><excerpt><highlight><text><paragraph>In short.</paragraph></text></highlight></excerpt><text>"
    found = label(spl(section("34067-9", "", "At length.", excerpt)))
    part = found.sections[1]
    assert (words(found, part.blocks), words(found, part.highlights)) == (["At length."], ["In short."])


@given(
    st.lists(
        st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), min_size=1),
        min_size=1,
        max_size=4,
    )
)
def test_every_word_has_its_place_in_the_file(paragraphs):
    source = spl(section("34067-9", "Uses", *(f"x{text}" for text in paragraphs)))
    found = label(source)
    for piece in found.prose.pieces:
        if len(piece.text) == len(piece.source):
            assert same(found.words(piece.text), source[piece.source.start : piece.source.end])
    spans = [block.span for block in found.sections[1].blocks]
    assert all(one.end < other.start for one, other in pairwise(spans))
    places = [found.place(span) for span in spans]
    assert all(one.end <= other.start for one, other in pairwise(places))


@pytest.mark.parametrize("written", ["a &lt; b", "a &#60; b", "<![CDATA[a < b]]>", "a\r\n  &lt;\n b"])
def test_escapes_and_line_ends_are_read_and_placed(written):
    source = spl(section("34067-9", "", f"<paragraph>{written}</paragraph>"))
    found = label(source)
    span = found.sections[1].blocks[0].span
    assert found.words(span) == "a < b"
    place = found.place(span)
    assert source[place.start] == "a"
    assert source[place.end - 1] == "b"


def test_a_mark_at_the_beginning_of_the_file_counts_as_a_character(tmp_path):
    path = tmp_path / "label.xml"
    path.write_text("\ufeff" + spl(section("34067-9", "", "For migraine.")), encoding="utf-8")
    found = read(path)
    place = found.place(found.sections[1].blocks[0].span)
    assert path.read_bytes().decode("utf-8")[place.start : place.end] == "For migraine."
