import json

from hypothesis import given
from hypothesis import strategies as st
from tests.authoring.labels.making import openfda, same

from healthlint.authoring.labels.loinc import CONTRAINDICATIONS, INDICATIONS
from healthlint.authoring.labels.openfda import read as read_openfda


def label(source):
    return read_openfda(source, "label.json", "0" * 64)


def test_reads_what_a_label_is():
    found = label(openfda(indications_and_usage="1 INDICATIONS AND USAGE It is for migraine."))
    assert (found.set_id, found.version, found.effective, found.maker) == ("s-1", "1", "2026-01-31", "Nobody")
    (made,) = found.products
    assert (made.name.text, made.generic, made.route) == ("MIGRASTOP", "BRISOLIN", "ORAL")


def test_fields_are_sections_with_their_codes():
    found = label(openfda(contraindications="None.", indications_and_usage="For migraine.", package_label="x"))
    assert [section.code for section in found.walk()] == [INDICATIONS, CONTRAINDICATIONS]


def test_subsections_are_blocks_and_references_are_not():
    text = "4 CONTRAINDICATIONS 4.1 Nitrates Never [see Warnings ( 5.1 , 5.2 ) and Studies (12.3 )]. 4.2 Allergy No."
    found = label(openfda(contraindications=text))
    assert [found.words(block.span)[:12] for block in found.sections[0].blocks] == [
        "4 CONTRAINDI",
        "4.1 Nitrates",
        "4.2 Allergy ",
    ]


def test_a_record_may_stand_by_itself():
    record = json.loads(openfda(indications_and_usage="For migraine."))["results"][0]
    assert label(json.dumps(record)).set_id == "s-1"


@given(st.text(min_size=1), st.booleans())
def test_every_word_has_its_place_in_the_file(text, ascii_only):
    answer = json.loads(openfda(indications_and_usage=f"x{text}x"))
    source = json.dumps(answer, ensure_ascii=ascii_only)
    found = label(source)
    for piece in found.prose.pieces:
        if len(piece.text) == len(piece.source):
            assert same(found.words(piece.text), source[piece.source.start : piece.source.end])
    blocks = found.sections[0].blocks
    first, last = found.place(blocks[0].span), found.place(blocks[-1].span)
    assert (source[first.start], source[last.end - 1]) == ("x", "x")
