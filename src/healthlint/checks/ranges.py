"""Two different dose ranges are given for one use of a drug; the later one is reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from healthlint.analysis.scan import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.span import Span


@dataclass(frozen=True, slots=True)
class Ranges(Check):
    """Compares the ranges (from - to) of doses of `drug`, sentence by sentence; `uses` are phrases of its other uses,
    whose ranges are left out. In the message: {amount}, {earlier}.
    """

    kind: ClassVar[str] = "ranges"
    drug: str = ""
    other_uses: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        other = list(article.matches(self.other_uses))
        earlier: list[tuple[tuple[float | None, float | None], Span]] = []
        for quantity in article.analysis.quantities:
            sentence = article.analysis.sentences[quantity.sentence].span
            if quantity.kind != "dose" or quantity.drug != self.drug or quantity.mg_per_day is None:
                continue
            low, high = quantity.mg_per_day
            if low is None or high is None or low == high or any(sentence.contains(span) for span in other):
                continue
            if earlier and (low, high) not in [known for known, _ in earlier]:
                yield Hit(quantity.span, {"amount": quantity.text, "earlier": article.earlier(earlier[0][1])})
            earlier.append(((low, high), quantity.span))
