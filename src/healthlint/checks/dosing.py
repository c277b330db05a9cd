"""Documented doses, each fact over its own period, and how a dose in the text compares with them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from healthlint.analysis.model import Quantity
from healthlint.checks.intake import AT_A_TIME, WEEKDAY, Intake
from healthlint.checks.measures import MILLIGRAM, PLAIN, Measures, shown
from healthlint.fast_dataclass import dataclass, replace
from healthlint.reference.fact_types import FACT_TYPES
from healthlint.reference.model import AFFIRMING, Fact, Reference
from healthlint.reference.ranges import Consensus, Judgement, Range, consensus, value_of
from healthlint.reference.value_kinds import unit_factor

Standing = Literal["common", "single", "outside", "unknown"]
"""The stances with which a source states a value as its own."""
_ORDER: tuple[Judgement, ...] = ("common", "single", "outside")
_RANK: tuple[Standing, ...] = ("common", "single", "unknown", "outside")
_FEW = {1: "once", 2: "twice"}
_SLACK = 0.001
_ROUNDED = 0.1  # one writer's month has four weeks, another's thirty days
_LOOSE = 0.15  # "about ten times that" is not meant as an exact product
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Part:
    """What the facts for one period document: an amount in each `period`, or a single dose (`dose`) taken at most
    `times` in `interval` of `every` ("": no frequency stated). `each` is in a `measure`; one `unit` of the facts is
    `factor` of it."""

    period: str
    times: float
    every: str
    interval: int
    measure: str
    each: Consensus
    unit: str
    factor: float

    @property
    def tells_how_often(self) -> bool:
        """True if the facts give a frequency as well as an amount."""
        return self.period != AT_A_TIME or bool(self.every)

    @property
    def highest(self) -> float:
        """The highest documented amount in the period."""
        return max(part.high for part in self.each.documented)

    def judge(self, taken: Intake) -> Judgement | None:
        """How an amount compares with these facts; None if they cannot be compared."""
        if taken.measure != self.measure or (taken.per == WEEKDAY and "day" in (self.period, self.every)):
            return None
        if self.period != AT_A_TIME:
            return _total(self, taken)
        single = self.each.judge(taken.low, taken.high)
        if not taken.per:
            return single
        if not self.every:
            # "40 mg a day" may be one dose or four.
            return None if taken.low > self.highest and taken.times <= 1 <= taken.often("day") else single
        if single != "outside" and taken.often(self.every) * self.interval <= self.times * (1 + _ROUNDED):
            return single
        # A rarer dose is not a larger one: 5 mg every four weeks is not 1.25 mg a week.
        often = taken.often(self.every) * self.interval
        if taken.times > 1 or not 1 - _ROUNDED <= often <= self.times * (1 + _ROUNDED):
            return "outside"
        low, high = taken.over(self.every)
        return self.each.repeated(self.times).judge(low * self.interval, high * self.interval)

    def is_exceeded(self, taken: Intake) -> bool:
        """True for more than the maximum, per dose or in the period."""
        return taken.measure == self.measure and taken.over(self.period)[1] > self.highest * (1 + _SLACK)

    def supporters(self, taken: Intake) -> tuple[Fact, ...]:
        """The facts that document the whole amount, or else those that document an end of it that most do not."""
        low, high = taken.over(self.period)
        odd = [end for end in (low, high) if self.each.judge(end, end) == "single"]
        return self.each.supporters(low, high) or tuple(
            {fact.id: fact for end in odd for fact in self.each.supporters(end, end)}.values()
        )

    def __str__(self) -> str:
        each = " or ".join(map(self._written, self.each.documented))
        if self.period != AT_A_TIME:
            return f"{each} a {self.period}"
        if not self.every:
            return f"{each} at a time"
        often = _FEW.get(int(self.times), f"{self.times:g} times")
        every = f"a {self.every}" if self.interval == 1 else f"every {self.interval} {self.every}s"
        return f"{each} at a time, at most {often} {every}"

    def _written(self, amount: Range) -> str:
        """An amount in the unit of the facts, not in the one in which it is compared."""
        return Range(_readable(amount.low / self.factor), _readable(amount.high / self.factor)).text(shown(self.unit))


@dataclass(frozen=True, slots=True)
class Doses:
    """The documented doses for one use. A dose need fit only one of the parts, and may exceed none of the `limits`."""

    parts: tuple[Part, ...]
    limits: tuple[Part, ...] = ()
    first: tuple[Part, ...] = ()

    @classmethod
    def of(cls, facts: Iterable[Fact], measures: Measures = PLAIN) -> Doses:
        """The parts made of dose-range facts; a fact without a `per` is about a day."""
        known = tuple(facts)
        limits, first = _of_phase(known, "maximum"), _of_phase(known, "start")
        others = tuple(fact for fact in known if fact not in limits)
        given = (*others, *_tops(others, limits)) if others else limits
        return cls(*(tuple(_parts(each, measures)) for each in (given, limits, first)))

    @property
    def starting(self) -> Doses | None:
        """The documented initial dose, if any."""
        return Doses(self.first) if self.first else None

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All the facts."""
        every = (fact for part in (*self.limits, *self.parts) for fact in part.each.facts)
        return tuple({fact.id: fact for fact in every}.values())

    def judge(self, taken: Intake) -> Standing:
        """The best result of the parts; `unknown` if none of them can be compared."""
        if self._of_another_body(taken):
            return "outside"
        if any(limit.is_exceeded(taken) for limit in self.limits):
            return "outside"
        verdicts = {part.judge(taken) for part in self._comparable_parts(taken)}
        best: Standing = next((verdict for verdict in _ORDER if verdict in verdicts), "unknown")
        # No single fact covers a schedule from its first step to its last.
        climbs = best == "outside" and self.first and taken.low < taken.high
        return self._of_ends(taken) if climbs else best

    def _of_another_body(self, taken: Intake) -> bool:
        """True for an amount per kilogram if all documented ones are per square metre, or vice versa."""
        unit, slash, _ = taken.measure.partition("/")
        others = [part.measure.startswith(f"{unit}/") and part.measure != taken.measure for part in self.parts]
        return bool(slash and others) and all(others)

    def _of_ends(self, taken: Intake) -> Standing:
        return max((self.judge(replace(taken, low=end, high=end)) for end in (taken.low, taken.high)), key=_RANK.index)

    def documents(self, taken: Intake) -> bool:
        """True if a source documents the dose."""
        return self.judge(taken) in ("common", "single")

    def supporters(self, taken: Intake) -> tuple[Fact, ...]:
        """The facts that document the dose, if most of them do not."""
        parts = [part for part in self._comparable_parts(taken) if part.judge(taken) == "single"]
        return tuple(fact for part in parts for fact in part.supporters(taken))

    def reaches(self, taken: Intake) -> bool:
        """True if some documented dose is at least as high."""
        return any(taken.over(part.period)[1] <= part.highest for part in self._alike(taken))

    def far_below(self, taken: Intake, factor: float) -> bool:
        """True if the dose is more than this many times the highest documented one."""
        alike = self._alike(taken)
        return bool(alike) and all(taken.over(part.period)[0] > factor * part.highest for part in alike)

    @property
    def period(self) -> str:
        """The period in which the first part is stated."""
        return self.parts[0].every or self.parts[0].period

    def total(self, taken: Intake, unit: str) -> str:
        """The total in the unit and period of the facts, "84 mg a week"; empty if the text already gives it in that
        form, in `unit`."""
        part = self._comparable_parts(taken)[0]
        period = part.period if not taken.per else part.every or part.period
        low, high = taken.over(period)
        if ((low, high) == (taken.low, taken.high) and unit.lower() == part.unit) or taken.measure != part.measure:
            return ""
        converted = Range(_readable(low / part.factor), _readable(high / part.factor)).text(shown(part.unit))
        return f"{converted} {'at a time' if period == AT_A_TIME else f'a {period}'}"

    def _comparable_parts(self, taken: Intake) -> Sequence[Part]:
        """The parts to compare with: for a dose with a weekly frequency, facts per week if there are any; otherwise
        those that state a frequency."""
        alike = self._alike(taken) or self.parts
        if not taken.per:
            return alike
        same = [part for part in alike if taken.rhythm in (part.period, part.every)]
        return same or [part for part in alike if part.tells_how_often] or alike

    def _alike(self, taken: Intake) -> Sequence[Part]:
        return [part for part in self.parts if part.measure == taken.measure]

    def __str__(self) -> str:
        return " or ".join(map(str, self.parts))


def _parts(facts: Iterable[Fact], measures: Measures) -> Iterator[Part]:
    groups: dict[tuple[str, float, str, int, str], list[tuple[Fact, str, float]]] = {}
    for fact in facts:
        unit = f"{fact.value['unit']}/{fact.value['over']}" if "over" in fact.value else str(fact.value["unit"])
        measure, factor = measures.measure(unit)
        times, every, interval = (
            _int_of(fact, "times"),
            str(fact.value.get("every", "")),
            _int_of(fact, "interval"),
        )
        key = (str(value_of(fact, "per")), float(times), every, interval, measure)
        groups.setdefault(key, []).append((_converted(fact, measure, factor), unit, factor))
    for key, group in groups.items():
        yield Part(*key, consensus(fact for fact, _, _ in group), *group[0][1:])


def _tops(facts: Sequence[Fact], limits: Iterable[Fact]) -> Iterator[Fact]:
    """The maxima as ranges, from the highest other dose of the same unit and frequency up to the maximum itself."""
    for limit in limits:
        alike = (fact for fact in facts if _frame(fact) == _frame(limit))
        below = [high for fact in alike if isinstance(high := fact.value.get("high"), int | float)]
        top = limit.value.get("high")
        if isinstance(top, int | float):
            yield replace(limit, value={**limit.value, "low": min(max(below, default=top), top)})


def _frame(fact: Fact) -> tuple[object, ...]:
    """The unit and frequency of a dose; doses that share them differ only in figures and phase."""
    keys = (key for key in FACT_TYPES[fact.type].given if key != "phase")
    return fact.value["unit"], *(value_of(fact, key) for key in keys)


def _of_phase(facts: Iterable[Fact], phase: str) -> tuple[Fact, ...]:
    return tuple(fact for fact in facts if fact.value.get("phase") == phase)


def _converted(fact: Fact, measure: str, factor: float) -> Fact:
    """The fact with its figures converted to a measure."""
    ends = {key: end * factor for key in ("low", "high") if isinstance(end := fact.value.get(key), int | float)}
    return replace(fact, value={**fact.value, **ends, "unit": shown(measure)})


def _int_of(fact: Fact, key: str) -> int:
    number = fact.value.get(key, 1)
    return number if isinstance(number, int) else 1


def strengths(reference: Reference, drug: str, *, compounded: bool) -> Consensus | None:
    """The strengths that manufacturers make, and compounders too if `compounded`; None if no fact says."""
    facts = [
        fact
        for fact in reference.select("strength", drug=drug)
        if fact.stance in AFFIRMING and (compounded or fact.value.get("made-by") != "compounder")
    ]
    held = [fact for fact in facts if unit_factor(str(fact.value["unit"]), MILLIGRAM) and "in" not in fact.value]
    return consensus(held, MILLIGRAM) if held else None


def intake_of(quantity: Quantity, by_use: Mapping[str, Doses], measures: Measures = PLAIN) -> Intake | None:
    """The amount that a dose in the text comes to; None if it has no figure. An open end takes the value of the other.
    A share of the usual dose is computed over the period that all facts have."""
    if quantity.unit == "of usual":
        parts = [part for doses in by_use.values() for part in doses.parts]
        known = [common.low for part in parts for common in part.each.common]
        if not known or len({(part.period, part.measure) for part in parts}) > 1:
            return None
        measure, factor = parts[0].measure, max(known)
    else:
        measure, factor = measures.measure(quantity.unit)
    ends = [round(end * factor, 9) for end in (quantity.low, quantity.high) if end is not None]
    return Intake(ends[0], ends[-1], quantity.per, quantity.times, measure) if ends else None


def sources_give(by_use: Mapping[str, Doses], taken: Intake) -> bool:
    """True if a source documents the dose for one of the uses."""
    return any(doses.documents(taken) for doses in by_use.values())


def nearly(by_use: Mapping[str, Doses], taken: Intake) -> bool:
    """True if the dose is close enough to a documented one for "about" to cover the difference."""
    ends = (taken.low * (1 - _LOOSE), taken.high * (1 + _LOOSE))
    return any(sources_give(by_use, replace(taken, low=end, high=end)) for end in ends)


def _total(part: Part, taken: Intake) -> Judgement:
    low, high = taken.over(part.period)
    converted = taken.per not in ("", part.period) and "month" in (taken.per, part.period)
    return part.each.judge(low, high, _ROUNDED if converted else 0.0)


def _readable(value: float) -> float:
    """A converted amount rounded to three significant figures."""
    return round(value, max(0, _SHOWN - 1 - math.floor(math.log10(value)))) if 0 < value < math.inf else value
