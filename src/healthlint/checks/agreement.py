"""The article gives one figure in two ways that cannot both hold; the later one is reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from healthlint.checks.base import Article, Hit
from healthlint.checks.figure import Figures


@dataclass(frozen=True, slots=True)
class Agreement(Figures):
    """Compares the quantities that say one thing (see the kind `figure`) with each other.

    In the message: {figure}, {earlier}.
    """

    kind: ClassVar[str] = "agreement"

    def run(self, article: Article) -> Iterator[Hit]:
        found = [
            (quantity, given)
            for quantity, given in self.figures(article)
            if article.context(quantity.span).voice != "critic"
        ]
        for index, (quantity, given) in enumerate(found):
            earlier = found[:index]
            if earlier and not any(given.overlaps(other) for _, other in earlier):
                yield Hit(quantity.span, {"figure": quantity.text, "earlier": article.earlier(earlier[0][0].span)})
