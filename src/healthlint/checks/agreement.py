"""The article gives one figure in two ways that cannot both hold; the later one is reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, Literal

from healthlint.analysis.model import Context, Quantity
from healthlint.analysis.scan import Phrases
from healthlint.checks.base import Article, Hit
from healthlint.checks.figure import Figures
from healthlint.reference.ranges import Range

_ABOUT = 0.15
_MORE = 1.5
"""How far "about twelve years" and "more than twelve years" reach."""


@dataclass(frozen=True, slots=True)
class Agreement(Figures):
    """Compares the quantities that say one thing (see the kind `figure`) with each other.

    A denied figure says nothing ("you cannot tell in a fortnight"), unless it stands inside one of `held` ("expect
    nothing for a fortnight"). `together` is how near the two must stand: in one article or in one paragraph.
    In the message: {figure}, {earlier}.
    """

    kind: ClassVar[str] = "agreement"
    held: Phrases = Phrases(())
    together: Literal["article", "paragraph"] = "article"

    def run(self, article: Article) -> Iterator[Hit]:
        known: list[tuple[Quantity, Range]] = []
        for quantity, given in self.figures(article):
            context = self._context(article, quantity)
            earlier = [(other, its) for other, its in known if self._together(article, other, quantity)]
            if context.voice == "critic":
                continue
            if earlier and not any(_loose(quantity, given).overlaps(_loose(other, its)) for other, its in earlier):
                values = {"figure": quantity.text, "earlier": article.earlier(earlier[0][0].span)}
                yield Hit(quantity.span, values, context=context)
            if context.polarity == "affirmed":
                known.append((quantity, given))

    def _context(self, article: Article, quantity: Quantity) -> Context:
        context = article.context(quantity.span)
        if context.polarity == "negated" and any(m.contains(quantity.span) for m in article.matches(self.held)):
            return replace(context, polarity="affirmed", cues=())
        return context

    def _together(self, article: Article, one: Quantity, other: Quantity) -> bool:
        sentences = article.analysis.sentences
        return self.together == "article" or sentences[one.sentence].block == sentences[other.sentence].block


def _loose(quantity: Quantity, given: Range) -> Range:
    """What the writer would still call so: nearly twelve years are eleven and a half."""
    if quantity.bound == "about":
        return Range(given.low * (1 - _ABOUT), given.high * (1 + _ABOUT))
    if quantity.bound in ("at-least", "more-than"):
        return Range(given.low, given.high * _MORE)
    return given
