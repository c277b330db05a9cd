"""What is documented of a dose, each fact in its own period, and how what somebody takes compares with it."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Literal

from healthlint.analysis.model import Quantity
from healthlint.measure import over_period, to_mg
from healthlint.record import dataclass
from healthlint.reference.model import Fact, Reference
from healthlint.reference.ranges import Consensus, Judgement, Range, consensus, value_of
from healthlint.reference.value_kinds import unit_factor

Standing = Literal["common", "single", "outside", "unknown"]
TOLD = ("asserts", "hedges")
"""The stances by which a source gives what it names."""
_ORDER: tuple[Judgement, ...] = ("common", "single", "outside")
_AT_A_TIME = "dose"
_WEEKDAY = "weekday"
_PERIODS = (("month", 27.9), ("week", 6.9))
"""The periods longer than a day, with the fewest days between two doses that make one."""
_FEW = {1: "once", 2: "twice"}
_ROUNDED = 0.1  # a month has four weeks for one writer and thirty days for the next
_LOOSE = 0.15  # "about ten times that" is no sum to hold somebody to
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Taken:
    """`low` to `high` milligrams at a time, `times` in each `per` ("": nobody says how often)."""

    low: float
    high: float
    per: str = ""
    times: float = 1.0

    @property
    def once(self) -> Taken:
        """The same amount, whatever is said of how often."""
        return Taken(self.low, self.high)

    @property
    def rhythm(self) -> str:
        """The period in which somebody would think of it: "every 28 days" is monthly."""
        often = self.often("day") / max(self.times, 1.0)
        days = 1 / often if often else 0.0  # "zero times a day"
        return next((period for period, least in _PERIODS if days >= least), "day")

    def over(self, period: str) -> tuple[float, float]:
        """The amount in a period, or at a time (`dose`); without a frequency it counts as that of any period."""
        if not self.per or period == _AT_A_TIME:
            return self.low, self.high
        return self._in(self.low, period), self._in(self.high, period)

    def often(self, period: str) -> float:
        """How often it is taken in a period."""
        return self._in(1.0, period)

    def _in(self, value: float, period: str) -> float:
        return over_period(value, self.times, "week" if self.per == _WEEKDAY else self.per, period) or 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """What facts of one period document: an amount in each `period`, or one at a time (`dose`), then taken at most
    `times` in each `every` ("": nobody says how often)."""

    period: str
    times: float
    every: str
    each: Consensus

    @property
    def tells_how_often(self) -> bool:
        """True when it holds an amount with a frequency to account."""
        return self.period != _AT_A_TIME or bool(self.every)

    @property
    def unit(self) -> str:
        """The unit of the facts."""
        return str(self.each.facts[0].value["unit"])

    @property
    def highest(self) -> float:
        """The most that is documented in the period, in milligrams."""
        return max(part.high for part in self.each.documented)

    def judge(self, taken: Taken) -> Judgement | None:
        """How an amount stands to these facts; None where they cannot tell."""
        if taken.per == _WEEKDAY and "day" in (self.period, self.every):
            return None
        if self.period != _AT_A_TIME:
            return _total(self, taken)
        single = self.each.judge(taken.low, taken.high)
        if not taken.per:
            return single
        if not self.every:
            # "40 mg a day" may be one dose or four.
            return None if taken.low > self.highest and taken.times <= 1 <= taken.often("day") else single
        if single != "outside" and taken.often(self.every) <= self.times * (1 + _ROUNDED):
            return single
        return self.each.repeated(self.times).judge(*taken.over(self.every)) if taken.times <= 1 else "outside"

    def supporters(self, taken: Taken) -> tuple[Fact, ...]:
        """The facts that document the whole of it, else those that document an end that most do not."""
        low, high = taken.over(self.period)
        odd = [end for end in (low, high) if self.each.judge(end, end) == "single"]
        return self.each.supporters(low, high) or tuple(
            {fact.id: fact for end in odd for fact in self.each.supporters(end, end)}.values()
        )

    def __str__(self) -> str:
        if self.period != _AT_A_TIME:
            return f"{self.each} a {self.period}"
        if not self.every:
            return f"{self.each} at a time"
        return f"{self.each} at a time, at most {_FEW.get(int(self.times), f'{self.times:g} times')} a {self.every}"


@dataclass(frozen=True, slots=True)
class Doses:
    """What is documented of the doses for one use; each of the parts will do."""

    parts: tuple[Part, ...]

    @classmethod
    def of(cls, facts: Iterable[Fact]) -> Doses:
        """The parts that facts of type dose-range make; without a `per` they speak of a day."""
        groups: dict[tuple[str, float, str], list[Fact]] = {}
        for fact in facts:
            times = fact.value.get("times", 1)
            every = str(fact.value.get("every", ""))
            key = (str(value_of(fact, "per")), float(times) if isinstance(times, int) else 1.0, every)
            groups.setdefault(key, []).append(fact)
        return cls(tuple(Part(*key, consensus(group, "mg")) for key, group in groups.items()))

    @property
    def facts(self) -> tuple[Fact, ...]:
        """All of them."""
        return tuple(fact for part in self.parts for fact in part.each.facts)

    def judge(self, taken: Taken) -> Standing:
        """The best of what the parts say; `unknown` where none of them can tell."""
        verdicts = {part.judge(taken) for part in self._asked(taken)}
        return next((verdict for verdict in _ORDER if verdict in verdicts), "unknown")

    def documents(self, taken: Taken) -> bool:
        """True when a source gives it."""
        return self.judge(taken) in ("common", "single")

    def supporters(self, taken: Taken) -> tuple[Fact, ...]:
        """The facts that document it where not most of them do."""
        parts = [part for part in self._asked(taken) if part.judge(taken) == "single"]
        return tuple(fact for part in parts for fact in part.supporters(taken))

    def reaches(self, taken: Taken) -> bool:
        """True when something documented is at least as much."""
        return any(taken.over(part.period)[1] <= part.highest for part in self.parts)

    def far_below(self, taken: Taken, factor: float) -> bool:
        """True when it is more than so many times the most that is documented."""
        return all(taken.over(part.period)[0] > factor * part.highest for part in self.parts)

    @property
    def period(self) -> str:
        """That in which the first of them is told."""
        return self.parts[0].every or self.parts[0].period

    def total(self, taken: Taken, unit: str) -> str:
        """What it comes to in the unit and the period of the facts, "84 mg a week"; empty where the words say so, who
        give it in `unit`."""
        part = self._asked(taken)[0]
        period = part.period if not taken.per else part.every or part.period
        factor = unit_factor("mg", part.unit) or 1.0
        low, high = taken.over(period)
        if (low, high) == (taken.low, taken.high) and unit == part.unit:
            return ""
        told = Range(_readable(low * factor), _readable(high * factor)).text(part.unit)
        return f"{told} {'at a time' if period == _AT_A_TIME else f'a {period}'}"

    def _asked(self, taken: Taken) -> Sequence[Part]:
        """Like with like: what is taken so often in a week goes with facts on a week, if there are any, else with those
        that say how often."""
        if not taken.per:
            return self.parts
        same = [part for part in self.parts if taken.rhythm in (part.period, part.every)]
        return same or [part for part in self.parts if part.tells_how_often] or self.parts

    def __str__(self) -> str:
        return " or ".join(map(str, self.parts))


def strengths(reference: Reference, drug: str, *, compounded: bool) -> Consensus | None:
    """What manufacturers make, and what compounders make too if `compounded`; None where no fact says so."""
    facts = [
        fact
        for fact in reference.select("strength", drug=drug)
        if fact.stance in TOLD and (compounded or fact.value.get("made-by") != "compounder")
    ]
    return consensus(facts, "mg") if facts else None


def given_as(reference: Reference, drug: str) -> Iterator[Fact]:
    """What the sources say of the forms that the drug is given in."""
    for fact in reference.select("administration", drug=drug):
        if fact.value.get("aspect") == "form" and fact.stance in TOLD:
            yield fact


def forms(reference: Reference, drug: str) -> set[str]:
    """These forms in single words: a "depot-injection" is an injection."""
    return {word for fact in given_as(reference, drug) for word in str(fact.value["choice"]).split("-")}


def taken_of(quantity: Quantity, by_use: Mapping[str, Doses]) -> Taken | None:
    """What a dose in the text comes to, None where it is no mass; an open end counts as the other. A share of the usual
    dose is one of the usual dose in the period that all facts have."""
    usual = 1.0
    if quantity.unit == "of usual":
        parts = [part for doses in by_use.values() for part in doses.parts]
        known = [common.low for part in parts for common in part.each.common]
        if not known or len({part.period for part in parts}) > 1:
            return None
        usual = max(known)
    unit = "mg" if quantity.unit == "of usual" else quantity.unit
    ends = [mg * usual for end in (quantity.low, quantity.high) if (mg := to_mg(end, unit)) is not None]
    return Taken(ends[0], ends[-1], quantity.per, quantity.times) if ends else None


def sources_give(by_use: Mapping[str, Doses], taken: Taken) -> bool:
    """True when a source gives it for one of the uses."""
    return any(doses.documents(taken) for doses in by_use.values())


def nearly(by_use: Mapping[str, Doses], taken: Taken) -> bool:
    """True when it is so close to what a source gives that "about" covers the difference."""
    ends = (taken.low * (1 - _LOOSE), taken.high * (1 + _LOOSE))
    return any(sources_give(by_use, replace(taken, low=end, high=end)) for end in ends)


def _total(part: Part, taken: Taken) -> Judgement:
    low, high = taken.over(part.period)
    converted = taken.per not in ("", part.period) and "month" in (taken.per, part.period)
    return part.each.judge(low, high, _ROUNDED if converted else 0.0)


def _readable(value: float) -> float:
    """Three figures are as much as anybody wants to read of a converted amount."""
    return round(value, max(0, _SHOWN - 1 - math.floor(math.log10(value)))) if 0 < value < math.inf else value
