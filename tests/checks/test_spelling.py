from __future__ import annotations

import pytest

from healthlint.checks.spelling import Spelling
from healthlint.errors import PackError
from healthlint.packs.locate import pack_dirs


@pytest.fixture
def spelled(run):
    """What the check finds with the vocabulary that comes with healthlint: pairs of wrong and right words."""
    folders = [str(folder) for folder in pack_dirs()]

    def spelled(text, accepted=frozenset(), path="a.txt"):
        found = run(Spelling(), text, folders=folders, accepted=accepted, path=path)
        assert all(each.values == {"text": each.text, "right": each.hit.replacement} for each in found)
        return [(each.text, each.hit.replacement) for each in found]

    return spelled


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("She takes naltroxene at night.", [("naltroxene", "naltrexone")]),
        ("She takes Naltroxene at night.", [("Naltroxene", "Naltrexone")]),
        ("NALTROXENE is a drug.", [("NALTROXENE", "NALTREXONE")]),
        ("The opoid crisis and other opoids.", [("opoid", "opioid"), ("opoids", "opioids")]),
        ("Her fibromyalga is better.", [("fibromyalga", "fibromyalgia")]),
        ("He has high hypertention.", [("hypertention", "hypertension")]),
    ],
)
def test_a_slip_keeps_its_case_and_ending(spelled, text, found):
    assert spelled(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "She takes naltrexone at night against her fibromyalgia.",
        "Diarrhoea, oedema and anaemia are British; diarrhea, edema and anemia are not.",
        "She went to bed at nine and definately slept.",
        "See www.opoid.org or write to help@opoid.org.",
        "Sjögren’s and Crohn's are named after people.",
    ],
)
def test_right_words_and_general_slips_are_left_alone(spelled, text):
    assert spelled(text) == []


def test_a_name_in_the_lexicon_is_right(spelled):
    assert spelled("She takes naltroxene.", accepted=frozenset({"naltroxene"})) == []


def test_places_survive_markup(spelled):
    assert spelled("The *opoid*\ncrisis, an\n[opoid](https://example.org) one.", path="a.md") == [
        ("opoid", "opioid"),
        ("opoid", "opioid"),
    ]


def test_a_vocabulary_that_no_pack_has(run):
    with pytest.raises(PackError, match="no pack has a 'words'"):
        run(Spelling(vocabulary="words"), "Any text.")
