"""The article says one thing and, elsewhere, its opposite; the later one is reported."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.record import dataclass
from healthlint.span import Span


@dataclass(frozen=True, slots=True)
class Opposites(Check):
    """Reports `other` where `one` stands earlier, and the other way round, both affirmed and said in earnest.

    In the message: {text}, {earlier}.
    """

    kind: ClassVar[str] = "opposites"
    one: Phrases = Phrases(())
    other: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        first = [(span, 0) for span in article.matches(self.one) if _plain(article, span)]
        second = [(span, 1) for span in article.matches(self.other) if _plain(article, span)]
        said = sorted(first + second)
        for index, (span, side) in enumerate(said):
            earlier = next((other for other, its in said[:index] if its != side), None)
            if earlier is not None:
                yield Hit(span, {"text": article.text(span), "earlier": article.earlier(earlier)})
                return


def _plain(article: Article, span: Span) -> bool:
    context = article.context(span)
    return (
        context.polarity == "affirmed"
        and context.certainty in ("asserted", "absolute")
        and not (context.has("conditional") or context.has("quoted"))
    )
