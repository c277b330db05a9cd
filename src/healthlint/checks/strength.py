"""The content of one tablet, pen or vial: whether an amount is that rather than a dose to take."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from healthlint.analysis.model import Quantity
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article
from healthlint.checks.measures import MILLIGRAM
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import Fact
from healthlint.reference.ranges import Consensus
from healthlint.reference.value_kinds import unit_factor
from healthlint.span import Span

_NEAR = 0.01
_LISTED = 12
"""Characters between the amounts of a list; what is said of the first applies to the next."""
_STEP = 6
"""Characters between two amounts of a list: " and ", " mg or "."""
ADJOINING = 100
"""Characters around an amount that are searched for the unit it adjoins; no such phrase is longer."""


@dataclass(frozen=True, slots=True)
class StrengthPhrases:
    """`strengths` are phrases that speak of what manufacturers make, `holds` those that say what a unit holds, `units`
    those that name one, `taking` those that speak of a dose to take."""

    drug: str
    strengths: Phrases
    holds: Phrases
    units: Phrases
    taking: Phrases = Phrases(())

    def is_strength(self, article: Article, quantity: Quantity, dosed: bool) -> bool:
        """True for the amount nearest to words about what is made, and the others of its list; if no dose of the drug
        is documented, also for any amount next to a unit."""
        if not dosed and self._next_to_unit(article, quantity):
            return True
        sentence = article.analysis.sentences[quantity.sentence]
        places = list(article.matches_in(self.strengths, sentence.span))
        made = article.reference.select("strength", drug=self.drug)
        if all(fact.value.get("made-by") != "compounder" for fact in made):
            places += article.matches_in(self.holds, sentence.span)
        peers = [
            each.span
            for each in article.analysis.quantities_in(sentence.span)
            if each.kind == "dose" and each.sentence == quantity.sentence and each.drug == self.drug
        ]
        return any(quantity.span in _listed(place, peers) for place in places)

    def is_content(self, article: Article, quantity: Quantity, amount: float) -> bool:
        """True for what a pen, vial or bottle contains in all (milligrams), beside a word for one: "a 3 mL pen"."""
        facts = article.reference.select("strength", drug=self.drug)
        if quantity.per or not any(abs(amount - each) <= each * _NEAR for each in _contents(facts)):
            return False
        block = article.analysis.sentences[quantity.sentence].block
        row = article.row_of(block)
        areas = (article.analysis.sentences[quantity.sentence].span, *((row,) if row else ()))
        return any(article.says(self.units, area) for area in areas)

    def may_be(self, article: Article, quantity: Quantity, made: Consensus | None, low: float) -> bool:
        """True for an amount that may be the strength of a tablet and not a dose to take."""
        if quantity.per or (made is not None and made.judge(low, low) == "outside"):
            return False
        return self._is_in_list(article, quantity, made) or self._next_to_unit(article, quantity)

    def _is_in_list(self, article: Article, quantity: Quantity, made: Consensus | None) -> bool:
        """True for one of several strengths in a sentence that speaks of no dose to take."""
        sentence = article.analysis.sentences[quantity.sentence]
        if made is None or not self.taking.texts or article.says(self.taking, sentence.span):
            return False
        amounts = [each for each in article.analysis.quantities_in(sentence.span) if each.kind == "dose"]
        return len(amounts) > 1 or (quantity.low or 0.0) < (quantity.high or 0.0)

    def _next_to_unit(self, article: Article, quantity: Quantity) -> bool:
        around = Span(max(quantity.span.start - ADJOINING, 0), quantity.span.end + ADJOINING)
        return any(_adjoins(quantity.span, unit) for unit in article.matches_in(self.units, around))


def _contents(facts: Iterable[Fact]) -> Iterator[float]:
    """The milligrams in the volumes that facts of type strength tell of."""
    for fact in facts:
        low, factor = fact.value.get("low"), unit_factor(str(fact.value["unit"]), MILLIGRAM)
        if "in" in fact.value and isinstance(low, int | float) and factor:
            yield low * factor


def _listed(place: Span, peers: list[Span]) -> set[Span]:
    """The amounts nearest to a place, with those listed with them."""
    reach = min((place.distance(peer) for peer in peers), default=0) + _LISTED
    found = {peer for peer in peers if place.distance(peer) <= reach}
    pairs = [pair for pair in pairwise(peers) if pair[0].distance(pair[1]) <= _STEP]
    for one, other in (*pairs, *reversed(pairs)):
        if not found.isdisjoint((one, other)):
            found |= {one, other}
    return found


def _adjoins(dose: Span, unit: Span) -> bool:
    """True for "50 mg tablet", "tablets of 25 mg"."""
    return 0 <= unit.start - dose.end <= 1 or 0 <= dose.start - unit.end <= 4
