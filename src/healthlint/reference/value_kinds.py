"""The possible values of keys in a fact: numbers, units, names, fixed choices."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern

# Base units: milligram, day, percent. A month is a twelfth of an average year, as in "about two months".
_DAYS = {"minutes": 1 / 1440, "hours": 1 / 24, "days": 1.0, "weeks": 7.0, "months": 30.4375, "years": 365.25}
_MILLIGRAMS = {"mcg": 0.001, "mg": 1.0, "g": 1000.0}
_SHARE = {"percent": 1.0}
_MILLILITRES = {"ml": 1.0, "l": 1000.0, "teaspoon": 5.0, "tablespoon": 15.0}
_DIMENSIONS = (_DAYS, _MILLIGRAMS, _SHARE, _MILLILITRES)
_NAMED_UNITS = ("iu", "unit", "meq", "mmol", "tablet", "capsule", "drop", "puff", "spray", "patch")
"""Units that only a fact of type unit-conversion or strength can convert."""
UNIT_FACTORS: Mapping[str, float] = MappingProxyType({**_DAYS, **_MILLIGRAMS, **_SHARE, **_MILLILITRES})

IDENTIFIER = r"[a-z0-9]+(?:-[a-z0-9]+)*"
SHA256 = r"[0-9a-f]{64}"
AGE_SPAN = r"\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?|\+)"
_IDENTIFIER = pattern(IDENTIFIER)
_AGE_SPAN = pattern(AGE_SPAN)
# A longer identifier would be a sentence with hyphens.
_LONGEST_IDENTIFIER = 8
_LONGEST_WORDS = 200


@dataclass(frozen=True, slots=True)
class Kind:
    """The values that a key may have: `expected` describes them to an author, `shape` to an editor (as JSON Schema);
    `choices` are the allowed words, if limited."""

    expected: str
    accepts: Callable[[object], bool]
    shape: Mapping[str, Any]
    choices: tuple[str, ...] = ()


def unit_factor(unit: str, other: str) -> float | None:
    """How many of `other` make one `unit`; None if they do not measure the same thing."""
    if unit == other:
        return 1.0
    measured = next((names for names in _DIMENSIONS if unit in names and other in names), None)
    return measured[unit] / measured[other] if measured else None


def is_identifier(value: object) -> bool:
    """True for a kebab-case name of at most eight words."""
    return (
        isinstance(value, str) and _IDENTIFIER.fullmatch(value) is not None and value.count("-") < _LONGEST_IDENTIFIER
    )


def _is_ages(value: object) -> bool:
    if not isinstance(value, str) or not _AGE_SPAN.fullmatch(value):
        return False
    first, _, last = value.rstrip("+").partition("-")
    return not last or float(first) <= float(last)


def _is_words(value: object) -> bool:
    return isinstance(value, str) and 0 < len(value.strip()) <= _LONGEST_WORDS


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and value >= 0


def _is_identifiers(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(map(is_identifier, value))


def _integer_between(low: int, high: int, name: str) -> Kind:
    def accepts(value: object) -> bool:
        return isinstance(value, int) and not isinstance(value, bool) and low <= value <= high

    return Kind(f"{name} ({low}-{high})", accepts, {"type": "integer", "minimum": low, "maximum": high})


def one_of(*choices: str) -> Kind:
    return Kind("one of " + ", ".join(choices), lambda value: value in choices, {"enum": list(choices)}, choices)


_NAMED = {"type": "string", "pattern": f"^{IDENTIFIER}$"}
NUMBER = Kind("a number", _is_number, {"type": "number", "minimum": 0})
AGES = Kind("completed years, 2-5 or 12+", _is_ages, {"type": "string", "pattern": f"^{AGE_SPAN}$"})
ID = Kind("a kebab-case name", is_identifier, _NAMED)
IDS = Kind("a list of kebab-case names", _is_identifiers, {"type": "array", "items": _NAMED, "minItems": 1})
WORDS = Kind("a few words", _is_words, {"type": "string", "minLength": 1, "maxLength": _LONGEST_WORDS})
YEAR = _integer_between(1800, 2100, "a year")
DECADE = _integer_between(1800, 2100, "the first year of a decade")
MONTH = _integer_between(1, 12, "a month")
DAY = _integer_between(1, 31, "a day of the month")
COUNT = _integer_between(0, 1_000_000, "a count")
TIMES = _integer_between(1, 100, "a number of times")
PERIODS = ("day", "week", "month")
MASS = one_of(*_MILLIGRAMS)
VOLUME = one_of(*_MILLILITRES)
DOSE = one_of(*_MILLIGRAMS, *_MILLILITRES, *_NAMED_UNITS)
UNIT = DOSE
STRENGTH = one_of(*_MILLIGRAMS, *_NAMED_UNITS[:4], *_SHARE)
PER_BODY = one_of("kg", "m2")
TIME = one_of(*_DAYS)
PERCENT = one_of(*_SHARE)
_BOUND = one_of("exactly", "about", "at-least", "at-most", "more-than", "less-than")
RANGE = {"low": NUMBER, "high": NUMBER, "bound": _BOUND}
EITHER_END = ("low", "high")
