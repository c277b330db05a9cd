"""Every sentence of a label's main sections is behind a draft or in the list for the editor."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.authoring.drafts.reading import unread
from tests.authoring.labels.making import openfda, section, spl

from healthlint.authoring.drafts.draft import found
from healthlint.authoring.drafts.sentences import sections
from healthlint.authoring.labels import openfda as openfda_labels
from healthlint.authoring.labels.read import read
from healthlint.authoring.labels.spl import read as read_spl

MAIN = {"34066-1": "boxed", "34067-9": "uses", "34068-7": "dosage", "34070-3": "contra", "50570-1": "do not use"}
LABELS = Path(__file__).parents[4] / "shared" / "data" / "labels"


def lost(label):
    """The sentences, cut by a cruder rule than the importer's, that neither a draft nor the list touches."""
    _, all_ = found(label)
    places = [each.place for each in (*all_.drafts, *all_.unread)]
    return [
        text for text, place in _said(label) if not any(p.start < place.end and place.start < p.end for p in places)
    ]


def _said(label):
    for code in MAIN:
        for part in sections(label, code):
            for block in part.blocks:
                words = label.words(block.span)
                # A heading has no full stop, and a lead-in ends with a colon: its items are looked at.
                if not block.heading or words.rstrip().endswith("."):
                    for cut in re.finditer(r"\S.*?(?:[.;](?=\s+[A-Z])|$)", words):
                        start, end = block.span.start + cut.start(), block.span.start + cut.end()
                        if re.search(r"\w", cut[0]) and not cut[0].endswith(":") and cut[0] not in ("None.", "None"):
                            yield cut[0], label.place(type(block.span)(start, end))


@pytest.mark.skipif(not LABELS.exists(), reason="needs ../shared/data/labels")
@pytest.mark.parametrize("path", sorted(LABELS.glob("*.xml")), ids=lambda path: path.stem)
def test_nothing_in_a_real_label_is_lost(path):
    # What introduces items of which all are listed is behind these.
    assert [text for text in lost(read(path)) if text != "temporarily relieves"] == []


SENTENCES = st.sampled_from(
    [
        "X is indicated for the treatment of migraine.",
        "The recommended dose is 10 mg once daily.",
        "X is contraindicated in patients with glaucoma.",
        "Liver failure has been reported.",
        "Adjust the dose every 4 weeks.",
        "No adjustment is needed in patients with renal impairment.",
        "Stop X at the first sign of a rash.",
        "Women who may become pregnant are told to wait.",
        "Half of it (20 mg as two tablets) may be enough.",
    ]
)


@given(st.sampled_from(sorted(MAIN)), st.lists(st.lists(SENTENCES, min_size=1, max_size=3), min_size=1, max_size=3))
def test_nothing_in_any_label_is_lost(code, blocks):
    label = read_spl(spl(section(code, "1 A TITLE", *map(" ".join, blocks))), "label.xml", "0" * 64)
    assert lost(label) == []


def test_nothing_in_an_openfda_label_is_lost():
    text = "The recommended dose of MIGRASTOP is 10 mg once daily. Do not adjust it in the elderly. Take it with water."
    source = openfda(
        indications_and_usage="1 INDICATIONS AND USAGE MIGRASTOP is indicated for migraine. It is not for headache.",
        dosage_and_administration=f"2 DOSAGE AND ADMINISTRATION 2.1 Adults {text}",
        contraindications="4 CONTRAINDICATIONS 4.1 Glaucoma Women who may become pregnant have to be told.",
        boxed_warning="WARNING: LIVER FAILURE Liver failure has been reported. Test the liver each month.",
    )
    label = openfda_labels.read(source, "label.json", "0" * 64)
    assert lost(label) == []
    _, all_ = found(label)
    assert any("Take it with water" in source[each.place.start : each.place.end] for each in all_.unread)


def test_an_amount_in_brackets_beside_a_dose_is_listed():
    text = "The recommended dose is 160 mg once daily (as two 80 mg tablets in the evening)."
    assert ("dose", "(as two 80 mg tablets in the evening)") in unread(section("34068-7", "2 DOSAGE", text))


def test_the_time_of_a_dose_is_listed():
    text = "The recommended dose is 160 mg on Day 1, followed by 80 mg two weeks later."
    told = [words for kind, words in unread(section("34068-7", "2 DOSAGE", text)) if kind == "dose"]
    assert told == ["on Day 1", "two weeks later"]


def test_a_title_that_names_nothing_is_listed():
    inside = section("42229-5", "4.1 Those whom nothing else helps in the least for any longer time at all")
    listed = unread(section("34070-3", "4 CONTRAINDICATIONS", inside=inside))
    assert [kind for kind, _ in listed] == ["contraindication"]


def test_content_only_in_the_highlights_is_listed():
    highlights = "<excerpt><highlight><text><paragraph>Bacterial sepsis.</paragraph></text></highlight></excerpt>"
    box = section("34066-1", "WARNING: LIVER FAILURE", "Liver failure has been reported.", inside=highlights)
    assert ("boxed-warning", "Bacterial sepsis.") in unread(box)
