"""The concentration of a drug, compared with the documented one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.model import Quantity
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.measures import MILLIGRAM, plain
from healthlint.fast_dataclass import dataclass
from healthlint.measure import unit as known_unit
from healthlint.pattern import pattern
from healthlint.reference.model import AFFIRMING, Fact, Reference
from healthlint.span import Span

_NEAR = 0.01
_MILLILITRE = "ml"
_IN_VOLUME = pattern(r" in (?:(\d+(?:\.\d+)?) ?)?([^\W\d]+)$")
_PERCENT = 10.0
"""Milligrams per millilitre in a one-percent solution."""


@dataclass(frozen=True, slots=True)
class Concentration(Check):
    """Compares a concentration of `drug` ("5 mg/mL", "10 mg in 4 mL") with the strength facts that have `in` and the
    unit-conversion facts on a volume. `holds` are phrases that give the content of one millilitre ("every mL has 5 mg
    in it"); `aside` are phrases for another concentration, such as that in the blood. In the message: {text},
    {documented}.
    """

    kind: ClassVar[str] = "concentration"
    drug: str = ""
    holds: Phrases = Phrases(())
    aside: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        facts = self.documented(article.reference)
        known = [ratio for fact in facts if (ratio := documented_concentration(fact)) is not None]
        for quantity in article.analysis.quantities if known else ():
            place = self._place(article, quantity)
            said = self._stated_concentration(quantity, place)
            if said is None or any(abs(said - each) <= each * _NEAR for each in known):
                continue
            sentence = article.analysis.sentences[quantity.sentence]
            if article.about.subject_at(quantity.span).what == self.drug and not article.says(
                self.aside, sentence.span
            ):
                span = place or quantity.span
                yield Hit(span, {"text": article.text(span)}, facts=tuple(fact.id for fact in facts))

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts that give a concentration."""
        named = (fact for kind in ("strength", "unit-conversion") for fact in reference.select(kind, drug=self.drug))
        return tuple(fact for fact in named if fact.stance in AFFIRMING and documented_concentration(fact) is not None)

    def _place(self, article: Article, quantity: Quantity) -> Span | None:
        """The words of `holds` around an amount."""
        around = Span(article.analysis.sentences[quantity.sentence].span.start, quantity.span.end)
        return next((each for each in article.matches_in(self.holds, around) if each.contains(quantity.span)), None)

    def _stated_concentration(self, quantity: Quantity, place: Span | None) -> float | None:
        """The milligrams per millilitre that the text gives; None without a volume, or for a range."""
        unit, _, over = quantity.unit.partition("/")
        base, factor = plain(unit)
        if base != MILLIGRAM or quantity.low is None or quantity.low != quantity.high:
            return None
        if over or place is not None:
            return quantity.low * factor if over in ("", _MILLILITRE) else None
        return volume_share(quantity.text, quantity.low * factor)


def volume_share(text: str, amount: float) -> float | None:
    """The amount per millilitre if the text gives it for a volume ("in 4 mL"), else None."""
    found = _IN_VOLUME.search(text)
    volume = known_unit(found[2].lower()) if found else None
    if found is None or volume is None or volume.dimension != "volume":
        return None
    size = float(found[1] or 1.0) * plain(volume.name)[1]
    return amount / size if size else None


def documented_concentration(fact: Fact) -> float | None:
    """The milligrams per millilitre that a fact documents."""
    value = fact.value
    if fact.type == "unit-conversion":
        sides = ((value["unit"], value["amount"]), (value["equals-unit"], value["equals"]))
        return _ratio(*sides[0], *sides[1]) or _ratio(*sides[1], *sides[0])
    if value.get("low") != value.get("high"):
        return None
    if value["unit"] == "percent":
        low = value.get("low")
        return low * _PERCENT if isinstance(low, int | float) else None
    return _ratio(value.get("in-unit", ""), value.get("in", 0), value["unit"], value.get("low", 0))


def _ratio(volume_unit: object, volume: object, unit: object, amount: object) -> float | None:
    (holder, size), (base, factor) = plain(str(volume_unit)), plain(str(unit))
    if holder != _MILLILITRE or base != MILLIGRAM or not isinstance(volume, int | float):
        return None
    return amount * factor / (volume * size) if isinstance(amount, int | float) and volume else None
