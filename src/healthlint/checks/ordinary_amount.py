"""Amounts far from common use, of substances without facts: 150 mg of iodine, 100,000 IU of vitamin D."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.model import Quantity
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.fast_dataclass import dataclass
from healthlint.reference.value_kinds import UNIT_FACTORS


@dataclass(frozen=True, slots=True)
class Ordinary:
    """The usual daily amount of the substances `of`: from `low` to `high` in `unit`, according to `source`."""

    of: tuple[str, ...]
    high: float
    unit: str
    source: str
    low: float = 0.0


@dataclass(frozen=True, slots=True)
class OrdinaryAmount(Check):
    """Reports doses of one of the substances in `amounts` that are more than `above` times the highest common amount,
    but not more than `most` times, or less than the lowest divided by `below` (0: none is too small).

    Doses of a drug with dose facts are not reported, nor amounts per kilogram, per week or per month. `spared`: not if
    one of these occurs in the sentence. In the message: {text}, {of}, {high} (with its unit), {source}.
    """

    kind: ClassVar[str] = "ordinary-amount"
    amounts: tuple[Ordinary, ...] = ()
    above: float = 1.0
    most: float = 1e12
    below: float = 0.0
    spared: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        for quantity in article.analysis.quantities:
            known = self._known(article, quantity)
            if known is None or not self._is_far(quantity, known):
                continue
            if not article.says(self.spared, article.analysis.sentences[quantity.sentence].span):
                values = {"text": quantity.text, "of": (quantity.drug or "").replace("-", " "), "source": known.source}
                yield Hit(quantity.span, {**values, "high": f"{known.high:g} {known.unit}"})

    def _known(self, article: Article, quantity: Quantity) -> Ordinary | None:
        drug = quantity.drug
        if quantity.kind != "dose" or quantity.low is None or drug is None or quantity.bound != "exact":
            return None
        if quantity.role in ("step", "total") or quantity.per not in ("", "day"):
            return None
        if article.reference.select("dose-range", drug=drug):
            return None
        return next(
            (each for each in self.amounts if drug in each.of and _in_unit(quantity, each) is not None),
            None,
        )

    def _is_far(self, quantity: Quantity, known: Ordinary) -> bool:
        amount = _in_unit(quantity, known)
        if amount is None:
            return False
        return known.high * self.above < amount <= known.high * self.most or bool(
            self.below and amount < known.low / self.below
        )

    def phrases(self) -> Iterator[Phrases]:
        yield self.spared


def _in_unit(quantity: Quantity, known: Ordinary) -> float | None:
    """What a day's amount is in the unit of what is common; None in units that no factor joins."""
    high = quantity.high if quantity.high is not None else quantity.low
    if high is None:
        return None
    times = quantity.times if quantity.per == "day" else 1.0
    if quantity.unit.lower() == known.unit.lower():
        return high * times
    factor, other = UNIT_FACTORS.get(quantity.unit), UNIT_FACTORS.get(known.unit)
    return None if factor is None or other is None else high * times * factor / other
