"""Words for which there are right, or better, ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.phrasebook import Phrases
from healthlint.analysis.spelling import cased
from healthlint.checks.base import Article, Check, Hit
from healthlint.record import dataclass
from healthlint.span import Area, Span, outermost


@dataclass(frozen=True, slots=True)
class Pair:
    """`wrong` (a phrase; what is wrong stands in its marks, if it has any) is to be `right`."""

    wrong: str
    right: str


@dataclass(frozen=True, slots=True)
class Substitution(Check):
    """Reports the marked part of each `wrong` phrase, and what is right instead.

    A slip for another word ("prostrate") has to name the neighbours that betray it. `except`: phrases that hold the
    words in another sense, such as names. In the message: {text}, {right}.
    """

    kind: ClassVar[str] = "substitution"
    pairs: tuple[Pair, ...] = ()
    except_: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        found: dict[Span, str] = {}
        for pair in self.pairs:
            for span in article.matches(Phrases((pair.wrong,))):
                found.setdefault(span, pair.right)
        spared = Area(article.matches(self.except_)) if found else Area(())
        # "Former addicts" speaks for the "addicts" in it.
        for span in outermost(found):
            if not spared.overlaps(span):
                text = article.text(span)
                yield Hit(span, {"text": text, "right": found[span]}, replacement=_written(found[span], text))

    def phrases(self) -> Iterator[Phrases]:
        """One list for each pair, so that a match leads to its right word."""
        for pair in self.pairs:
            yield Phrases((pair.wrong,))
        yield self.except_


def _written(right: str, text: str) -> str:
    """The right words with the capitals of the text; the letters of "BID" are none of "twice a day"."""
    return right if text.isupper() and len(right.split()) > len(text.split()) else cased(right, text)
