"""Amounts and frequencies in the wording of labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from healthlint.authoring.drafts.wording import read
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern

_NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_UNITS = {
    "mg": r"mg|milligrams?",
    "mcg": r"mcg|µg|μg|ug|micrograms?",
    "g": r"g|grams?",
    "ml": r"mL|milliliters?",
    "teaspoon": r"teaspoon(?:ful)?s?",
    "tablespoon": r"tablespoon(?:ful)?s?",
    "iu": r"IU|international units",
    "unit": r"units?",
    "meq": r"mEq",
    "mmol": r"mmol",
    "tablet": r"tablets?|caplets?",
    "capsule": r"capsules?|softgels?",
    "drop": r"drops?",
    "puff": r"puffs?|inhalations?",
    "spray": r"sprays?",
    "patch": r"patch(?:es)?",
}
_AMOUNT = pattern(
    rf"(?<![\w.,/<>≥≤-])(?P<low>{_NUMBER})(?:\s*(?:mg|mcg|g|mL)?\s*(?:to|or|-|–)\s*(?P<high>{_NUMBER}))?\s*"
    rf"(?P<unit>{'|'.join(f'(?:{written})' for written in _UNITS.values())})\b"
    r"(?P<over>\s*(?:/|per\s)\s*(?:kg|m2|m²)\b)?(?!\s*/\s*(?:d?L|mL|min|h|kg|m)\b)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """From `low` to `high` of a unit used in facts, per `over` (kg, m2) unless that is ""; at [start, end)."""

    low: float
    high: float
    unit: str
    over: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Frequency:
    """`times` in every `every`, or in each `interval` of them, at [start, end)."""

    times: int
    every: str
    interval: int
    start: int
    end: int

    def value(self) -> dict[str, str | int]:
        """The keys of a dose; once in a period is the total for it."""
        if self.times == 1 and self.interval == 1:
            return {"per": self.every}
        several = {"times": self.times} if self.times > 1 else {}
        apart = {"interval": self.interval} if self.interval > 1 else {}
        return {"per": "dose", **several, "every": self.every, **apart}

    @property
    def same(self) -> tuple[int, str, int]:
        """What two equal frequencies have in common."""
        return self.times, self.every, self.interval


def amounts(plain: str) -> Iterator[Amount]:
    """The amounts in a text, from left to right."""
    for found in _AMOUNT.finditer(plain):
        low = _figure(found["low"])
        high = _figure(found["high"]) if found["high"] else low
        over = "" if not found["over"] else ("kg" if "kg" in found["over"].lower() else "m2")
        if low <= high:
            yield Amount(low, high, _unit(found["unit"]), over, found.start(), found.end())


def frequency(plain: str, start: int = 0, end: int | None = None) -> Frequency | None:
    """The first frequency in [start, end)."""
    found = [
        Frequency(entry["times"], entry["every"], entry.get("interval", 1), match.start(), match.end())
        for compiled, entry in _frequencies()
        if (match := compiled.search(plain, start, len(plain) if end is None else end))
    ]
    # Of two that begin together the longer one: the pattern of "every week" also matches "every other week".
    return min(found, key=lambda each: (each.start, -each.end), default=None)


def number(value: float) -> int | float:
    """An integer if possible, so that facts contain 40 rather than 40.0."""
    return int(value) if value == int(value) else value


@cache
def _frequencies() -> tuple[tuple[re.Pattern[str], Mapping[str, Any]], ...]:
    return tuple((re.compile(entry["pattern"], re.IGNORECASE), entry) for entry in read("frequencies.yaml"))


def _unit(written: str) -> str:
    return next(unit for unit, form in _UNITS.items() if re.fullmatch(form, written, re.IGNORECASE))


def _figure(written: str) -> float:
    return float(written.replace(",", ""))
