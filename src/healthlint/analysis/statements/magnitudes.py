"""The size of a claimed effect: the percentage or amount that belongs to a claim, or that its words imply."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from healthlint.analysis.model import Quantity
from healthlint.analysis.quantities.numbers import Number, read
from healthlint.analysis.quantities.reading import Reading
from healthlint.analysis.statements.grammar import Grammar
from healthlint.analysis.statements.predicates import Predicate
from healthlint.fast_dataclass import replace
from healthlint.measure import unit
from healthlint.span import Span

_FAR = 14
_TO_WITHIN = 4
_MAGNITUDE_WITHIN = 60
_SOON = 5
_AFFLICTED = frozenset(("who", verb) for verb in "live lives suffer suffers have has struggle cope battle".split())


class Magnitudes:
    """The quantities of a text, by predicate."""

    def __init__(self, grammar: Grammar, quantities: Sequence[Quantity]) -> None:
        self._grammar, self._scan = grammar, grammar.scan
        self._quantities = sorted(quantities, key=lambda quantity: quantity.span.start)
        self._quantity_starts = [quantity.span.start for quantity in self._quantities]

    def of(self, predicate: Predicate, span: Span) -> Quantity | None:
        """The first percentage or amount after the predicate, else the one before it, nearby in its sentence."""
        if predicate.unit.frame.strength == "link":
            return None
        number = self._scan.sentence_of[predicate.first]
        place = self._scan.tokens.span(predicate.first, predicate.last)
        if self._grammar.is_a(predicate.first, "halve"):
            return Quantity("percent", self._scan.text(place), place, number, 50.0, 50.0, "percent")
        at = bisect_left(self._quantity_starts, place.start)
        for quantity in self._quantities[at : at + 2]:
            near = quantity.span.start <= span.end + _MAGNITUDE_WITHIN
            if quantity.kind == "percent" and quantity.sentence == number and near and not self._afflicted(quantity):
                return self._left_over(quantity) if predicate.unit.frame.direction == "down" else quantity
        fallen = self._fallen(predicate, number) if predicate.unit.frame.direction == "down" else None
        if fallen is not None:
            return fallen
        if any(self._grammar.is_a(index, "half") for index in range(predicate.first, predicate.end + 1)):
            return Quantity("percent", self._scan.text(place), place, number, 50.0, 50.0, "percent")
        if at and predicate.unit.voice == "whole":
            quantity = self._quantities[at - 1]
            if quantity.kind in ("percent", "count") and quantity.sentence == number:
                return quantity
        return None

    def _afflicted(self, quantity: Quantity) -> bool:
        """True for the share of people who have something: "the one in three adults who live with it"."""
        tokens = self._scan.tokens
        stop = tokens.within(quantity.span).stop
        after = tokens.words[stop : stop + _SOON]
        return any(pair in _AFFLICTED for pair in pairwise(after))

    def _left_over(self, quantity: Quantity) -> Quantity:
        """The reduction, if the words give the remainder: "cut to a quarter of what they were" is a reduction by three
        quarters."""
        tokens = self._scan.tokens
        first = tokens.within(quantity.span).start
        stop = tokens.within(quantity.span).stop
        rest = tuple(tokens.words[stop : stop + 2]) == ("of", "what")
        says_what_is_left = rest or "to" in tokens.words[max(first - _TO_WITHIN, 0) : first]
        if not says_what_is_left or quantity.low is None or quantity.high is None:
            return quantity
        return replace(quantity, low=100 - quantity.high, high=100 - quantity.low)

    def _fallen(self, predicate: Predicate, number: int) -> Quantity | None:
        """The relative reduction in "fell from 8 to 2"."""
        tokens, sentence = self._scan.tokens, self._scan.sentences[number]
        text = Reading(
            self._scan.document.text, tokens.words, tokens.starts, tokens.ends, sentence.first, sentence.last
        )
        for index in range(predicate.last + 1, min(sentence.last, predicate.last + _FAR)):
            if tokens.words[index] != "from":
                continue
            before = _mark(text, index + 1)
            after = _mark(text, before.end + 1) if before and text.word(before.end) == "to" else None
            if before is None or after is None or unit(text.word(after.end)) is not None:
                return None
            if not 0 <= after.value < before.value:
                return None
            gone = round(100 * (1 - after.value / before.value), 1)
            span = tokens.span(index, after.end - 1)
            return Quantity("percent", self._scan.text(span), span, number, gone, gone, "percent")
        return None


def _mark(text: Reading, at: int) -> Number | None:
    """A number on a scale, also "an eight"."""
    return read(text, at + (text.word(at) in ("a", "an")))
