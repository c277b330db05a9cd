"""A misspelled name of a drug that a pack knows. Names that the word lists contain are left to the kind `spelling`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import ClassVar

from healthlint.analysis.edits import cost
from healthlint.analysis.lexicon import Drug
from healthlint.analysis.spelling import Misspelling as Slip
from healthlint.analysis.spelling import Speller, allowed, cased, is_accepted, plain, shared_speller
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.slips import hit
from healthlint.checks.standing import Standings
from healthlint.fast_dataclass import dataclass, replace
from healthlint.span import Span

_SHORTEST = 6
_LETTERS = 2
_RARE = 0.75
"""The commonness assumed for a name in no list; the slip must be small, or the word may just be another rare word."""
_MOST_KNOWN = 100_000
"""Words whose result is remembered, for each name that is looked for."""


@dataclass(frozen=True, slots=True)
class Misspelling(Check):
    """Reports words that stand for the name of `drug`: the `misspellings` listed in its lexicon, and unknown words
    within a slip of one of its names.

    In a rule for any drug, `names` and `misspellings` come from the lexicon. `vocabulary` is a folder of a pack, as for
    the kind `spelling`, and names of people, places and products are skipped as there. The replacement keeps the
    case. In the message: {text}, {right}.
    """

    kind: ClassVar[str] = "misspelling"
    drug: str = ""
    names: tuple[str, ...] = ()
    misspellings: tuple[str, ...] = ()
    vocabulary: str = "vocabulary"

    def each(self, drug: Drug) -> Iterator[Check]:
        """The check with the drug's one-word names."""
        names = tuple(name.lower() for name in (*drug.names, *drug.all_brands) if name.isalpha())
        wrong = tuple(word.lower() for word in drug.misspellings)
        if names:
            yield replace(self, drug=drug.id, names=names, misspellings=wrong)

    @property
    def unnamed_too(self) -> bool:
        """True: the article may never spell the name right."""
        return True

    @property
    def spoken_of(self) -> str:
        """None: a slip is a slip anywhere."""
        return ""

    def run(self, article: Article) -> Iterator[Hit]:
        tokens = article.analysis.scan.tokens
        known = _known(self, article.resource(self.vocabulary), article.accepted)
        if len(known) > _MOST_KNOWN:
            known.clear()
        for word in set(tokens.words).difference(known):
            known[word] = self._meant(article, word)
        meant = {word: known[word] for word in dict.fromkeys(tokens.words) if known[word]}
        if not meant:
            return
        standings = Standings(article, self._speller(article).vocabulary)
        for index, word in enumerate(tokens.words):
            if word in meant and (slip := self._slip(article, standings, tokens.span(index, index), meant[word])):
                yield slip

    def _slip(self, article: Article, standings: Standings, span: Span, right: str) -> Hit | None:
        text = article.text(span)
        if article.document.identifiers.overlaps(span):
            return None
        price = 0.0 if plain(text) in self.misspellings else cost(plain(text), right)
        found = self._speller(article).suggest(text)
        others = () if found is None or found.right in self.names else (found.right, *found.rivals)
        rivals = tuple(cased(other, text) for other in others if found and found.kind == "drug")
        slip = Slip(span.start, span.end, text, cased(right, text), "drug", price, rivals, not others)
        return hit(slip, standings)

    def _speller(self, article: Article) -> Speller:
        return shared_speller(article.resource(self.vocabulary))

    def _meant(self, article: Article, word: str) -> str:
        """The name that a word stands for; "" for any other word."""
        listed = word in self.misspellings
        near = () if listed else [name for name in self.names if alike(word, name)]
        if not (listed or near) or is_accepted(word, article.accepted):
            return ""
        if listed:
            return self.names[0]
        speller = self._speller(article)
        if speller.knows(word):
            return ""
        return next((name for name in near if not speller.knows(name) and is_slip(word, name)), "")


@lru_cache(maxsize=64)
def _known(_check: Misspelling, _vocabulary: Path, _accepted: frozenset[str]) -> dict[str, str]:
    """Results for words seen in earlier texts: the name they stand for, mostly ""."""
    return {}


def is_slip(word: str, name: str) -> bool:
    """True if an unlisted word is close enough to an unlisted name."""
    return cost(plain(word), name) <= allowed(len(name)) * _RARE


def alike(word: str, name: str) -> bool:
    """True for words worth a closer comparison; most are not."""
    return (
        len(name) >= _SHORTEST
        and word != name
        and abs(len(word) - len(name)) <= _LETTERS
        and word.isalpha()
        and (word[0] == name[0] or word[1:3] == name[1:3])
        # A plural is not a slip.
        and word != f"{name}s"
    )
