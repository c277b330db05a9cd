"""Words to replace by right or better ones."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.phrasebook import Phrases
from healthlint.analysis.spelling import cased
from healthlint.checks.base import Article, Check, Hit
from healthlint.fast_dataclass import dataclass
from healthlint.span import Area, Span, outermost


@dataclass(frozen=True, slots=True)
class Pair:
    """`wrong` is a phrase (its marked part, if any, is what is wrong) to be replaced by `right`.

    `shown`: the right words have another meaning, or depend on what is meant, so nothing is replaced automatically.
    """

    wrong: str
    right: str
    shown: bool = False


@dataclass(frozen=True, slots=True)
class Substitution(Check):
    """Reports the marked part of each `wrong` phrase, with the right words.

    A slip that is itself a word ("prostrate") needs the neighbouring words that give it away. If two pairs match the
    same words, the earlier one counts. `except`: phrases that use the words in another sense, such as names. In the
    message: {text}, {right}.
    """

    kind: ClassVar[str] = "substitution"
    pairs: tuple[Pair, ...] = ()
    except_: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        found: dict[Span, Pair] = {}
        for pair in self.pairs:
            for span in article.matches(Phrases((pair.wrong,))):
                found.setdefault(span, pair)
        spared = Area(article.matches(self.except_)) if found else Area(())
        # "Former addicts" covers the "addicts" in it.
        for span in outermost(found):
            if not spared.overlaps(span):
                text = article.text(span)
                pair = found[span]
                written = None if pair.shown else _written(pair.right, text)
                yield Hit(span, {"text": text, "right": pair.right}, replacement=written)

    def phrases(self) -> Iterator[Phrases]:
        """One list for each pair, so that a match leads to its replacement."""
        for pair in self.pairs:
            yield Phrases((pair.wrong,))
        yield self.except_


def _written(right: str, text: str) -> str:
    """The right words with the capitalisation of the text; the capitals of "BID" do not carry over to "twice a day"."""
    return right if text.isupper() and len(right.split()) > len(text.split()) else cased(right, text)
