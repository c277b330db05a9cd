"""A right word that is written for another one, as the words around it show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.phrasebook import Phrases
from healthlint.analysis.spelling import cased
from healthlint.checks.base import Article, Check, Hit
from healthlint.record import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """`wrong` (a phrase; what is wrong stands in its marks, if it has any) is a slip for `right`."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Confusion(Check):
    """Reports the marked part of each `wrong` phrase; it has to name the neighbours that betray the slip.

    In the message: {text}, {right}.
    """

    kind: ClassVar[str] = "confusion"
    pairs: tuple[Pair, ...] = ()

    def run(self, article: Article) -> Iterator[Hit]:
        for pair in self.pairs:
            for span in sorted(set(article.matches(Phrases((pair.wrong,))))):
                text = article.text(span)
                right = cased(pair.right, text)
                yield Hit(span, {"text": text, "right": right}, replacement=right)

    def phrases(self) -> Iterator[Phrases]:
        """One list for each pair, so that a match leads to its right word."""
        for pair in self.pairs:
            yield Phrases((pair.wrong,))
