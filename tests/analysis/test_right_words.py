"""Right words of medicine are left alone: inflected, derived, superseded, international, rare."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from healthlint.analysis.spelling import Speller, shared_speller
from healthlint.packs.locate import pack_dirs

HERE = Path(__file__).parent
WORD = re.compile(r"[^\W\d_]+")


@pytest.fixture(scope="module")
def speller() -> Speller:
    return shared_speller(next(path for folder in pack_dirs() if (path := Path(folder, "vocabulary")).is_dir()))


def words(name: str) -> list[str]:
    kinds = yaml.safe_load((HERE / name).read_text(encoding="utf-8"))
    return list(dict.fromkeys(part for text in kinds.values() for part in WORD.findall(text)))


def flagged(speller: Speller, name: str) -> tuple[list[str], int]:
    listed = words(name)
    return [word for word in listed if speller.suggest(word)], len(listed)


def test_few_right_words_are_flagged(speller: Speller) -> None:
    wrong, count = flagged(speller, "right_words.yaml")
    assert count > 1000
    assert len(wrong) < 0.003 * count, wrong


def test_slips_from_first_contact_stay_fixed(speller: Speller) -> None:
    wrong, count = flagged(speller, "right_words_first_contact.yaml")
    assert count > 300
    assert wrong == []


@pytest.mark.parametrize(
    "word",
    [
        # inflected
        *("comorbidities", "polypectomies", "intubated", "extubating", "metastasised", "fistulae", "hemispheres"),
        # derived
        *("polyphasic", "osteopenic", "dyslipidaemic", "hyponatraemic", "sclerosant", "hyperprolactinaemic"),
        # superseded and international
        *("cromoglycate", "frusemide", "lignocaine", "amoxycillin", "guaiphenesin", "eformoterol", "Efexor"),
        # of another compound or protein
        *("naloxazone", "naltrexol", "oxymorphazone", "nordiazepam", "sclerostin", "cystinosin"),
        # Latin
        *("duodenale", "acneiforme", "conchae", "cavernosa"),
        # of one stem, or put together of two
        *("ureteroscope", "hemispherotomy", "macrodactyly", "discectomy", "inflammasome", "cementoblast"),
    ],
)
def test_a_form_of_a_right_word_is_right(speller: Speller, word: str) -> None:
    assert speller.suggest(word) is None


@pytest.mark.parametrize(
    "word", ["pruritis", "neuroblastomy", "intubat", "medicatin", "naltrexon", "diabetis", "hydrocephalis"]
)
def test_a_wrong_ending_makes_no_form_of_a_word(speller: Speller, word: str) -> None:
    assert not speller.knows(word)
