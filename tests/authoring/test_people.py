"""Names of persons are replaced, and nothing else is."""

from __future__ import annotations

import pytest

from healthlint.analysis.vocabulary import Vocabulary
from healthlint.authoring.people import without_names
from healthlint.engine import default_engine


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    load = default_engine().speller()
    assert load is not None
    return load().vocabulary


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Sarah Miller says so.", "Person A says so."),
        ("Ask Dr Okonkwo. Naltrexone helps.", "Ask Dr Person A. Naltrexone helps."),
        ("Prof. A. Reed and James Hill agree.", "Prof. Person A and Person B agree."),
        ("Sarah Miller wrote it. Miller's clinic sells it.", "Person A wrote it. Person A's clinic sells it."),
        ("Mary takes it; so does John Smith.", "Person A takes it; so does Person B."),
        ("Write to a.reed+x@clinic.example.com or @areed.", "Write to somebody@example.org or @somebody."),
        (
            "Low-dose naltrexone eases Crohn's disease in Boston.",
            "Low-dose naltrexone eases Crohn's disease in Boston.",
        ),
        ("Take 4.5 mg at 9 p.m. The FDA agrees.", "Take 4.5 mg at 9 p.m. The FDA agrees."),
        ("", ""),
    ],
)
def test_names(words: Vocabulary, text: str, shown: str) -> None:
    assert without_names(text, words, lambda word: word == "Naltrexone") == shown


def test_kept_words_are_never_names(words: Vocabulary) -> None:
    assert without_names("Dr Zelorvane sells it.", words, lambda word: word == "Zelorvane") == "Dr Zelorvane sells it."


def test_without_word_lists_addresses_are_replaced_all_the_same() -> None:
    assert without_names("Sarah: s@example.com", None, bool) == "Sarah: somebody@example.org"
