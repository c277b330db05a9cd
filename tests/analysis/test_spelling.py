"""What is flagged as a misspelled health word, and what is left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.examples import examples

from healthlint.analysis.edits import cost, slips_from
from healthlint.analysis.spelling import Token, load_speller, misspellings, shared_speller
from healthlint.analysis.vocabulary import Vocabulary, compiled, read_sources

RULES = Path(__file__).resolve().parents[2] / "rules" / "health-writing"
FOLDER = RULES / "vocabulary"
SPELLER = shared_speller(FOLDER)
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def entries(name: str) -> list[tuple[str, int]]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [(word, int(figure or 0)) for word, _, figure in (line.partition(" ") for line in lines)]


def tokens(text: str) -> list[Token]:
    return [(m[0], m.start(), m.end(), m.start() == 0, False) for m in WORD.finditer(text)]


def found(text: str, accepted: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    return [(m.text, m.right) for m in misspellings(tokens(text), SPELLER, accepted)]


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("naltroxene", "naltrexone"),
        ("naltexone", "naltrexone"),
        ("opoid", "opioid"),
        ("opoids", "opioids"),
        ("fibromyalga", "fibromyalgia"),
        ("fybromyalgia", "fibromyalgia"),
        ("neuropahtic", "neuropathic"),
        ("neuropaty", "neuropathy"),
        ("Neuropthy", "Neuropathy"),
        ("FIBROMYALGA", "FIBROMYALGIA"),
        ("orofacal", "orofacial"),
        ("cytokynes", "cytokines"),
        ("endorfins", "endorphins"),
        ("hyperalgsia", "hyperalgesia"),
        ("tachicardia", "tachycardia"),
        ("inflamation", "inflammation"),
        ("hypertention", "hypertension"),
        ("fibrilation", "fibrillation"),
        ("diuertic", "diuretic"),
        ("thyroidits", "thyroiditis"),
        ("arthritus", "arthritis"),
        ("diarrea", "diarrhea"),
        ("hemmorhage", "hemorrhage"),
        ("asprin", "aspirin"),
        ("gabapenten", "gabapentin"),
    ],
)
def test_a_slip_is_corrected_as_it_was_written(wrong: str, right: str) -> None:
    assert found(wrong) == [(wrong, right)]
    assert found(f"They spoke of {wrong.lower()} again") == [(wrong.lower(), right.lower())]


@pytest.mark.parametrize(
    "text",
    [
        "Oedema, diarrhoea and haemoglobin; an anaesthetic for the tumour; oestrogen; children were immunised.",
        "The patient did recieve it, definately, and we accomodate the goverment.",
        "Mrs Okonkwo-Brandvold met Dr Szczepanski in Ljubljana with Aoife Ní Dhomhnaill.",
        "The TNFRSF13B gene, the mTORC1 complex, HbA1c, IL-17A and a SARS-CoV-2 test",
        "An antiemetogenic, nonopioid, microvascular and pseudoaddictive effect is opioid-like.",
        "Alzheimers and Crohns patients, Sjögren’s syndrome, Hashimoto’s",
        "Paracetamol is acetaminophen, salbutamol is albuterol, amfetamine is amphetamine.",
        "prednisone or prednisolone, quinine or quinidine, clonidine or clonazepam, Celexa or Celebrex",
        "A diseasecauses list where ascitesa fluid lost its spaces",
    ],
)
def test_right_and_general_words_are_left_alone(text: str) -> None:
    assert found(text) == []


def test_places_and_possessives() -> None:
    text = "Low-dose naltroxene, and naltexone’s use"
    marked = [(text[m.start : m.end], m.right) for m in misspellings(tokens(text), SPELLER, frozenset())]
    assert marked == [("naltroxene", "naltrexone"), ("naltexone’s", "naltrexone’s")]


def test_accepted_words_links_and_code_are_left_alone() -> None:
    assert found("naltroxene", frozenset({"naltroxene"})) == []
    assert misspellings([("naltroxene", 0, 10, True, True)], SPELLER, frozenset()) == []


def test_a_slip_says_what_it_is_a_slip_of() -> None:
    kinds = [SPELLER.suggest(word) for word in ("naltroxene", "fibromyalga", "endorfins")]
    assert [s and s.kind for s in kinds] == ["drug", "condition", "medical"]


LONG_DRUGS = sorted(word for word, figure in entries("drugs.txt") if figure >= 4 and len(word) >= 9)
SHIPPED = sorted({word for name in ("drugs.txt", "conditions.txt", "medical.txt") for word, _ in entries(name)})


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A long drug name and what one swap, lost letter or doubled letter makes of it."""
    word = draw(st.sampled_from(LONG_DRUGS))
    place = draw(st.integers(1, len(word) - 2))
    before, here, after = word[:place], word[place], word[place + 1 :]
    return word, draw(
        st.sampled_from([before + after[0] + here + after[1:], before + after, before + here + here + after])
    )


@given(slips())
@settings(max_examples=examples(150))
def test_a_slip_in_a_long_drug_name_leads_back_to_it_or_to_nothing_further(slip: tuple[str, str]) -> None:
    right, wrong = slip
    suggestion = SPELLER.suggest(wrong)
    if SPELLER.knows(wrong):
        assert suggestion is None
    elif suggestion is not None and suggestion.right != right:
        # Another drug may be as near: amikain is a slip of amikin and of amikacin.
        assert suggestion.distance <= cost(wrong, right) + 0.3


@given(st.sampled_from(SHIPPED))
@settings(max_examples=examples(300))
def test_a_listed_word_is_right(word: str) -> None:
    assert SPELLER.suggest(word) is None
    assert found(f"Then {word.capitalize()} came") == []


def test_most_slips_are_found() -> None:
    """One letter lost from the middle of every twentieth long name: nearly all lead back."""
    names = LONG_DRUGS[::20]
    wrong = [word[: len(word) // 2] + word[len(word) // 2 + 1 :] for word in names]
    right = [s.right for s in map(SPELLER.suggest, wrong) if s]
    assert len([r for r in right if r in names]) >= 0.93 * len(names)


# What a pharmacist, a patient and a synonym list write and nobody should be offered.
@pytest.mark.parametrize("word", ["acetominophen", "ibuprophen", "naltrexon", "anaphylaxi", "diabete", "arthritus"])
def test_a_misspelling_in_a_source_is_neither_right_nor_offered(word: str) -> None:
    assert not SPELLER.vocabulary.knows(word)
    assert SPELLER.vocabulary.offered(word) is None


def test_the_word_lists_are_sorted_without_repeats_and_small() -> None:
    names = ["drugs.txt", "conditions.txt", "medical.txt", "english.txt", "names.txt"]
    for name in names:
        words = [word for word, _ in entries(name)]
        assert words == sorted(set(words)), name
    assert sum((FOLDER / name).stat().st_size for name in names) < 3_000_000


def test_a_vocabulary_compiles_the_same_each_time_and_holds_what_it_was_given() -> None:
    sources = dict.fromkeys(read_sources(FOLDER), b"")
    sources |= {"drugs.txt": b"naltrexone 4\nxylocaine\n", "english.txt": b"word 3\n", "names.txt": b"zoe\n"}
    sources |= {"affixes.txt": b"anti-\n-like\n=noun:a\nae~e\n*pathy\n"}
    block = compiled(sources)
    assert compiled(sources) == block
    vocabulary = Vocabulary(block)
    assert [vocabulary.knows(word) for word in ("naltrexone", "xylocaine", "word", "zoe", "other")] == [True] * 3 + [
        False
    ] * 2
    assert vocabulary.names("zoe")
    assert vocabulary.offered("xylocaine") is None
    assert {word for word, _ in vocabulary.near("naltroxene", 2)} == {b"naltrexone"}


def test_loading_prefers_the_compiled_file_and_else_keeps_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lists = dict.fromkeys(read_sources(FOLDER), b"") | {"drugs.txt": b"naltrexone 4\n"}
    for name, content in lists.items():
        (tmp_path / name).write_bytes(content)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for _ in range(2):
        suggestion = load_speller(tmp_path).suggest("naltroxene")
        assert suggestion is not None
        assert suggestion.right == "naltrexone"
    assert len(list((tmp_path / "cache").rglob("vocabulary-*.bin"))) == 1
    (tmp_path / "vocabulary.bin").write_bytes(compiled(lists | {"drugs.txt": b"naloxone 4\n"}))
    assert load_speller(tmp_path).knows("naloxone")


def test_a_word_without_end_costs_no_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("healthlint.analysis.spelling.slips_from", None)
    assert SPELLER.suggest("naltroxene" * 100) is None


LETTERS = st.text("abcde", min_size=1, max_size=8)


@given(LETTERS, LETTERS)
def test_the_quick_count_of_slips_is_the_textbook_one(one: str, other: str) -> None:
    assert slips_from(one.encode())(other.encode()) == textbook(one, other)


def textbook(one: str, other: str) -> int:
    """Optimal string alignment by its definition."""
    rows = [[*range(len(other) + 1)]]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            best = min(rows[i - 1][j] + 1, row[j - 1] + 1, rows[i - 1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, rows[i - 2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def test_typical_slips_cost_less_than_random_ones() -> None:
    assert cost("naltrexone", "naltrexone") == 0
    for likely, unlikely in (("endorfin", "endorwin"), ("diarrrhea", "diarqrhea"), ("aspirni", "aspirxn")):
        right = {"e": "endorphin", "d": "diarrhea", "a": "aspirin"}[likely[0]]
        assert cost(likely, right) < cost(unlikely, right)
