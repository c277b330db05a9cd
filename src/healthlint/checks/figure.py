"""A figure other than a dose that contradicts the documented one: a year, a duration, a share of people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from healthlint.analysis.model import Quantity, Sentence
from healthlint.analysis.scan import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.reference.fact_types import UNIT_FACTORS
from healthlint.reference.model import Fact
from healthlint.reference.ranges import Range, range_of
from healthlint.span import Span


@dataclass(frozen=True, slots=True)
class Figures(Check):
    """Finds the quantities of kind `quantity` that say one thing: those nearest to `cues` in their sentence.

    When given, `also` must stand in the sentence too or in the heading above; `never` are phrases that show that
    something else is spoken of. `drug`: only where the words are about this drug. `units` limits the units.
    """

    quantity: str = ""
    cues: Phrases = Phrases(())
    also: Phrases = Phrases(())
    never: Phrases = Phrases(())
    drug: str = ""
    units: tuple[str, ...] = ()

    def figures(self, article: Article) -> Iterator[tuple[Quantity, Range]]:
        """Each such quantity once, in reading order, with its range (in days, per cent or years)."""
        seen: set[Span] = set()
        for cue in sorted(article.matches(self.cues)):
            sentence = article.sentence_at(cue.start)
            quantity = self._nearest(article, sentence, cue) if sentence else None
            if sentence is None or quantity is None or quantity.span in seen or not self._meant(article, sentence, cue):
                continue
            seen.add(quantity.span)
            given = _given(quantity)
            if given is not None:
                yield quantity, given

    def _nearest(self, article: Article, sentence: Sentence, cue: Span) -> Quantity | None:
        found = [
            quantity for quantity in article.analysis.quantities
            if quantity.kind == self.quantity and sentence.span.contains(quantity.span)
            and (not self.units or quantity.unit in self.units)
        ]
        return min(found, key=lambda quantity: _distance(quantity.span, cue), default=None)

    def _meant(self, article: Article, sentence: Sentence, cue: Span) -> bool:
        heading = article.heading_of(sentence.block)
        if any(sentence.span.contains(span) for span in article.matches(self.never)):
            return False
        if self.also.texts and not any(
                area.contains(span) for span in article.matches(self.also) for area in (sentence.span, heading)):
            return False
        return not self.drug or article.drug_at(cue) == self.drug


@dataclass(frozen=True, slots=True)
class Figure(Figures):
    """Compares such quantities with the facts of type `fact` that are `about` this.

    `relation` says when a figure is right: equal (within the documented range), overlap (shares a point with it),
    at-most, at-least. In the message: {figure}, {documented}.
    """

    kind: ClassVar[str] = "figure"
    fact: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    relation: Literal["equal", "overlap", "at-most", "at-least"] = "overlap"

    def run(self, article: Article) -> Iterator[Hit]:
        facts = self._facts(article)
        documented = [found for fact in facts if (found := _documented(fact)) is not None]
        if not documented:
            return
        statements = "; ".join(dict.fromkeys(fact.statement for fact in facts))
        for quantity, given in self.figures(article):
            if not any(self._right(given, known) for known in documented):
                yield Hit(quantity.span, {"figure": quantity.text, "documented": statements},
                          facts=tuple(fact.id for fact in facts))

    def _facts(self, article: Article) -> tuple[Fact, ...]:
        facts = article.reference.select(self.fact, **self.about)
        return tuple(fact for fact in facts if fact.stance in ("asserts", "hedges") and _documented(fact) is not None)

    def _right(self, given: Range, documented: Range) -> bool:
        if self.relation == "at-most":
            return given.high <= documented.high * 1.001
        if self.relation == "at-least":
            return given.low >= documented.low * 0.999
        if self.relation == "equal":
            return documented.contains(given)
        return documented.overlaps(given)


def _distance(left: Span, right: Span) -> int:
    return max(right.start - left.end, left.start - right.end, 0)


def _documented(fact: Fact) -> Range | None:
    year = fact.value.get("year")
    if isinstance(year, int):
        return Range(year, year)
    unit = str(fact.value.get("unit", ""))
    return range_of(fact, _base(unit))


def _base(unit: str) -> str:
    return "days" if UNIT_FACTORS.get(unit) and unit not in ("mcg", "mg", "g", "percent") else unit


def _given(quantity: Quantity) -> Range | None:
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        return None
    factor = 1.0 if quantity.kind in ("year", "percent") else UNIT_FACTORS.get(quantity.unit + "s", 0.0)
    if not factor:
        return None
    ends = [value * factor for value in (low, high) if value is not None]
    return Range(min(ends), max(ends))
