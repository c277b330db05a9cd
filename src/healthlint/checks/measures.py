"""Conversion between the units of a drug's doses: masses by arithmetic, named units and volumes by facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from healthlint.fast_dataclass import dataclass
from healthlint.measure import unit as known_unit
from healthlint.reference.model import AFFIRMING, Fact, Reference

MILLIGRAM = "mg"
_PREFERRED = (MILLIGRAM, "iu", "unit", "meq", "mmol", "ml")
"""The target units of conversions; the first that can be reached is used."""
_BASES = {"mass": MILLIGRAM, "volume": "ml"}
_PERCENT = 10.0
"""Milligrams per millilitre of a one per cent solution."""
_SHOWN = {"iu": "IU", "ml": "mL"}
Edge = tuple[str, str, float]


def plain(name: str) -> tuple[str, float]:
    """The base unit of a unit and its factor: ("mg", 1000) for a gram."""
    known = known_unit(name.lower())
    if known is None:
        return name.lower(), 1.0
    base = _BASES.get(known.dimension)
    return (base, known.factor) if base else (known.name.lower(), 1.0)


def shown(measure: str) -> str:
    """A measure as people write it."""
    unit, slash, over = measure.partition("/")
    return f"{_SHOWN.get(unit, unit)}{slash}{over}"


@dataclass(frozen=True, slots=True)
class Measures:
    """Conversions for one drug; `steps` lists the conversions of each base unit to others."""

    steps: Mapping[str, Mapping[str, float]]

    @classmethod
    def of(cls, reference: Reference, drug: str) -> Measures:
        """The conversions that the facts on a drug give: explicit ones, and strengths per volume or per form if there
        is only one such strength."""
        steps: dict[str, dict[str, float]] = {}
        for one, other, factor in _edges(reference, drug):
            steps.setdefault(one, {})[other] = factor
            steps.setdefault(other, {})[one] = 1 / factor
        return cls(steps)

    @property
    def holds_volume(self) -> bool:
        """True where facts tell what a volume holds."""
        return MILLIGRAM in self.steps.get("ml", {})

    def measure(self, name: str) -> tuple[str, float]:
        """The measure in which a unit is compared ("mg", "iu", "mg/kg"), and its factor."""
        unit, slash, over = name.partition("/")
        base, factor = plain(unit)
        reached = self._reached(base)
        best = next((each for each in _PREFERRED if each in reached), base)
        return f"{best}{slash}{over.lower()}", factor * reached[best]

    def _reached(self, base: str) -> dict[str, float]:
        found, open_ = {base: 1.0}, [base]
        while open_:
            unit = open_.pop()
            for other, factor in self.steps.get(unit, {}).items():
                if other not in found:
                    found[other] = found[unit] * factor
                    open_.append(other)
        return found


PLAIN = Measures({})


def _edges(reference: Reference, drug: str) -> Iterator[Edge]:
    for fact in _facts_on(reference, "unit-conversion", drug):
        (one, left), (other, right) = plain(str(fact.value["unit"])), plain(str(fact.value["equals-unit"]))
        amount, equals = _number(fact, "amount") * left, _number(fact, "equals") * right
        if amount and equals and one != other:
            yield one, other, equals / amount
    held = [edge for fact in _facts_on(reference, "strength", drug) if (edge := _holding(fact)) is not None]
    for edge in held:
        if all(other == edge for other in held if other[0] == edge[0]):
            yield edge


def _holding(fact: Fact) -> Edge | None:
    """What a volume, or one unit of a form, contains according to a strength fact."""
    amount = _number(fact, "low")
    if not amount or amount != _number(fact, "high"):
        return None
    if fact.value["unit"] == "percent":
        return "ml", MILLIGRAM, amount * _PERCENT
    base, factor = plain(str(fact.value["unit"]))
    if "in" in fact.value:
        holder, size = plain(str(fact.value["in-unit"]))
        volume = _number(fact, "in") * size
        return (holder, base, amount * factor / volume) if volume else None
    form = known_unit(str(fact.value.get("form", "")))
    return None if form is None or form.dimension != "form" else (form.name, base, amount * factor)


def _facts_on(reference: Reference, kind: str, drug: str) -> Iterator[Fact]:
    return (fact for fact in reference.select(kind, drug=drug) if fact.stance in AFFIRMING)


def _number(fact: Fact, key: str) -> float:
    value = fact.value.get(key, 0.0)
    return float(value) if isinstance(value, int | float) else 0.0
