"""Ranges on which sources differ: what most of them document, what only some do, what none does."""

from __future__ import annotations

import math
from collections.abc import Iterable
from itertools import pairwise
from typing import Literal

from healthlint.errors import DatasetError
from healthlint.fast_dataclass import dataclass, replace
from healthlint.reference.fact_types import FACT_TYPES
from healthlint.reference.model import AFFIRMING, Fact, Scalar
from healthlint.reference.value_kinds import unit_factor

Judgement = Literal["common", "single", "outside"]


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`, inclusive; infinite if the source gives no limit."""

    low: float
    high: float

    def contains(self, other: Range) -> bool:
        """True if `other` lies inside, up to rounding in unit conversion."""
        return _at_most(self.low, other.low) and _at_most(other.high, self.high)

    def overlaps(self, other: Range) -> bool:
        """True if the two share a point."""
        return _at_most(self.low, other.high) and _at_most(other.low, self.high)

    def loosened(self, by: float) -> Range:
        """Widened at both ends by a share of each."""
        return Range(self.low * (1 - by), self.high * (1 + by))

    def same(self, other: Range) -> bool:
        """True if both ends agree."""
        return self.contains(other) and other.contains(self)

    def text(self, unit: str) -> str:
        """The range as text: `0.1-5 mg`, `25 mg and up`, `up to 6 hours`."""
        if self.low == self.high:
            return f"{self.low:g} {unit}".strip()
        if math.isinf(self.high):
            return f"{self.low:g} {unit}".strip() + " and up"
        figures = f"up to {self.high:g}" if math.isinf(self.low) else f"{self.low:g}-{self.high:g}"
        return f"{figures} {unit}".strip()


@dataclass(frozen=True, slots=True)
class Consensus:
    """`documented` is what any source gives, `common` what more than half of those with a figure give, in `unit`.

    A single figure counts as a range of one point. `facts` are those with a figure, at least one of each source.
    """

    unit: str
    documented: tuple[Range, ...]
    common: tuple[Range, ...]
    facts: tuple[Fact, ...]

    def judge(self, low: float, high: float, slack: float = 0.0) -> Judgement:
        """`common` is right; `single` is documented, but not by most sources, and at most a suggestion; `outside` is
        wrong. `slack` is the share by which a figure may exceed either end."""
        asked = Range(low, high)
        if any(part.loosened(slack).contains(asked) for part in self.common):
            return "common"
        return "single" if any(part.loosened(slack).contains(asked) for part in self.documented) else "outside"

    def supporters(self, low: float, high: float) -> tuple[Fact, ...]:
        """The facts that document the whole range, to be named in a suggestion."""
        asked = Range(low, high)
        return tuple(fact for fact in self.facts if _in_unit(fact, self.unit).contains(asked))

    def repeated(self, times: float) -> Consensus:
        """The amounts for taking it once, and up to `times` times."""
        return replace(
            self,
            documented=tuple(Range(part.low, part.high * times) for part in self.documented),
            common=tuple(Range(part.low, part.high * times) for part in self.common),
        )

    def __str__(self) -> str:
        return " or ".join(part.text(self.unit) for part in self.documented)


def value_of(fact: Fact, key: str) -> Scalar | tuple[str, ...] | None:
    """The value under a key: as written, or else the assumed value of a missing key."""
    return fact.value.get(key, FACT_TYPES[fact.type].assumed.get(key))


def range_of(fact: Fact, unit: str | None = None) -> Range | None:
    """The range of a fact in its own or another unit; None if it has no figure."""
    if "low" not in fact.value and "high" not in fact.value:
        return None
    return _in_unit(fact, unit or str(fact.value.get("unit", "")))


def consensus(facts: Iterable[Fact], unit: str | None = None) -> Consensus:
    """The combined ranges of these facts of one type and subject; denied and questioned figures are left out."""
    given = tuple(fact for fact in facts if fact.stance in AFFIRMING and range_of(fact) is not None)
    if not given:
        raise DatasetError("no fact with a figure, so there is no range; name facts that have `low` or `high`")
    unit = unit or str(given[0].value.get("unit", ""))
    by_source: dict[str, list[Range]] = {}
    for fact in given:
        by_source.setdefault(fact.source, []).append(_in_unit(fact, unit))
    voices = list(by_source.values())
    return Consensus(unit, _shared(voices, 1), _shared(voices, len(voices) // 2 + 1), given)


def _in_unit(fact: Fact, unit: str) -> Range:
    factor = _factor(fact, str(fact.value.get("unit", "")), unit)
    low, high = fact.value.get("low"), fact.value.get("high")
    return Range(
        low * factor if isinstance(low, int | float) else -math.inf,
        high * factor if isinstance(high, int | float) else math.inf,
    )


def _factor(fact: Fact, own: str, unit: str) -> float:
    factor = unit_factor(own, unit)
    if factor is None:
        raise DatasetError(f"{fact.id}: '{own or 'no unit'}' cannot be converted to '{unit or 'no unit'}'")
    return factor


def _shared(voices: list[list[Range]], least: int) -> tuple[Range, ...]:
    """The ranges that at least so many voices support.

    Support can change only at the end of a range, so it is enough to try each end and one point between neighbours.
    """
    ends = sorted({end for voice in voices for part in voice for end in (part.low, part.high)})
    points = [(end, end) for end in ends]
    gaps = list(pairwise(ends))
    found: list[Range] = []
    for low, high in sorted(points + gaps):
        if _support(voices, _between(low, high)) < least:
            continue
        if found and found[-1].high == low:
            found[-1] = Range(found[-1].low, high)
        else:
            found.append(Range(low, high))
    return tuple(part for part in found if not (math.isinf(part.low) and part.low == part.high))


def _support(voices: list[list[Range]], point: float) -> int:
    return sum(any(part.low <= point <= part.high for part in voice) for voice in voices)


def _between(low: float, high: float) -> float:
    if math.isinf(low):
        return low if low == high else high - 1
    return low + 1 if math.isinf(high) else (low + high) / 2


def _at_most(left: float, right: float) -> bool:
    return left <= right or math.isclose(left, right, rel_tol=1e-9)
