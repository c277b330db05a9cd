"""The article gives one figure in two ways that cannot both hold; the later one is reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar, Literal

from healthlint.analysis.model import Context, Quantity, Sentence
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Hit
from healthlint.checks.figure import Figures
from healthlint.record import dataclass
from healthlint.reference.ranges import Range

_ABOUT = 0.15
_MORE = 1.5
"""How far "about twelve years" and "more than twelve years" reach."""


@dataclass(frozen=True, slots=True)
class Agreement(Figures):
    """Compares the quantities that say one thing (see the kind `figure`) with each other.

    A denied figure says nothing ("you cannot tell in a fortnight"), unless it stands inside one of `held` ("expect
    nothing for a fortnight"). `together` is how near the two must stand: in one article or in one paragraph. With
    `personal`, sentences that name different people speak of different people. In the message: {figure}, {earlier}.
    """

    kind: ClassVar[str] = "agreement"
    held: Phrases = Phrases(())
    together: Literal["article", "paragraph"] = "article"
    personal: bool = False

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
        here, there = (article.analysis.sentences[each.sentence] for each in (one, other))
        if self.together == "paragraph" and here.block != there.block:
            return False
        named, known = (_names(article, sentence) for sentence in (here, there))
        return not (self.personal and named and known and named.isdisjoint(known))


def _names(article: Article, sentence: Sentence) -> set[str]:
    """The words of a sentence that have a capital letter beside another one: Ann Reed, Dr Reed, but not Friday."""
    tokens, text = article.analysis.scan.tokens, article.document.text
    inside = range(sentence.first, sentence.last)
    capital = {at for at in inside if text[tokens.starts[at]].isupper() and tokens.words[at] != "i"}
    return {tokens.words[at] for at in capital if at - 1 in capital or at + 1 in capital}


def _loose(quantity: Quantity, given: Range) -> Range:
    """What the writer would still call so: nearly twelve years are eleven and a half."""
    if quantity.bound == "about":
        return Range(given.low * (1 - _ABOUT), given.high * (1 + _ABOUT))
    if quantity.bound in ("at-least", "more-than"):
        return Range(given.low, given.high * _MORE)
    return given
