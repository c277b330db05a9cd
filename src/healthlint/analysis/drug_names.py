"""Classifies a word by its form alone: the name of a drug, or an ordinary word?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from healthlint.analysis.spelling import Speller
from healthlint.fast_dataclass import dataclass

_SHORTEST = 6
_EVERYDAY = 6  # "normal" and "alcohol" are in lists of drugs too
_ENDINGS = ("", "s", "ed", "ing")
_REMEMBERED = 20_000
"""Cached words: texts use few different ones, and the result does not depend on the text."""


@dataclass(frozen=True, slots=True)
class DrugNames:
    """Knowledge of names beyond the lexicon: endings of drug names, a list of drugs, the words of the language, words
    that are certainly medicines in any case, and endings that no medicine has."""

    stems: tuple[str, ...] = ()
    drug: Callable[[str], bool] | None = None
    slip: Callable[[str], str] | None = None
    word: Callable[[str], bool] | None = None
    medicine: Callable[[str, bool], bool] | None = None
    no_substance: tuple[str, ...] = ()

    @classmethod
    def of(cls, load: Callable[[], Speller], stems: Iterable[str] = (), no_substance: Iterable[str] = ()) -> DrugNames:
        """Uses the knowledge of a speller; `load` is called for the first word."""

        @lru_cache(_REMEMBERED)
        def drug(word: str) -> bool:
            found = load().vocabulary.offered(word)
            return found is not None and found.kind == "drug" and found.commonness < _EVERYDAY

        def slip(word: str) -> str:
            meant = None if load().vocabulary.offered(word) else load().suggest(word)
            return meant.right if meant is not None and meant.kind == "drug" else ""

        @lru_cache(_REMEMBERED)
        def ordinary(word: str) -> bool:
            vocabulary = load().vocabulary
            found = vocabulary.offered(word)
            if found is not None and found.kind in ("drug", "medical"):
                return False
            return vocabulary.knows(word) or vocabulary.names(word)

        @lru_cache(_REMEMBERED)
        def medicine(word: str, capital: bool) -> bool:
            return load().vocabulary.medicine(word, capital=capital)

        return cls(tuple(stems), drug, slip, ordinary, medicine, tuple(no_substance))

    def known(self, word: str) -> bool:
        """True for the name of a drug, by the list or by its ending."""
        if self.ordinary(word):
            return False
        return bool(self.meant(word)) or (len(word) > 5 and word.endswith(self.stems))

    def listed(self, word: str) -> bool:
        """True for a correctly spelled drug name, by the list or by its ending.

        A word with a plural in the language ("blockade") or a descriptive one ("absorbable") is not, whatever a list
        says.
        """
        if self.drug is None or len(word) < _SHORTEST or word.endswith(self.no_substance):
            return False
        if self.ordinary(word) or self.ordinary(f"{word}s"):
            return False
        return word.endswith(self.stems) or self.drug(word)

    def meant(self, word: str) -> str:
        """The listed drug that the word names, misspelled or not; "" if there is none."""
        if self.drug is None or self.slip is None or self.ordinary(word):
            return ""
        return word if self.drug(word) else self.slip(word)

    def ordinary(self, word: str) -> bool:
        """True for a word of the language."""
        return self.word is not None and self.word(word)

    def foreign(self, word: str) -> bool:
        """True for a word not in the language in any form ("ingest", "ingesting"), and that does not describe or name a
        state."""
        if self.word is None or len(word) <= 4 or word.endswith(self.no_substance):
            return False
        return not any(self.word(f"{word}{ending}") for ending in _ENDINGS)


NO_NAMES = DrugNames()
