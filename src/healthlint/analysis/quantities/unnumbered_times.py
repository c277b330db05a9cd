"""Durations without a number: by Friday, from the first night, the best part of a year."""

from __future__ import annotations

from healthlint.analysis.calendar import WEEKDAYS
from healthlint.analysis.quantities.reading import Reading
from healthlint.analysis.quantities.relatives import PlacedQuantity, quantity
from healthlint.measure import unit

_UNTIL = frozenset(("by", "from", "until", "till", "before"))
_POINTING = frozenset(("the", "that", "this", "your"))
_ORDINALS = {"first": 1, "same": 1, "next": 1, "following": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_PARTS_OF_DAY = frozenset(("evening", "morning", "afternoon", "lunchtime", "breakfast"))
_WEEKEND = 7.0
_MOST = frozenset(("best", "better", "greater"))
_HALVES = frozenset(("half",))
_NIGHTS = frozenset(("night",))
_COUNTED = frozenset(("day", "week", "month", "year", "night"))


STARTERS = frozenset((*_UNTIL, *_MOST))
"""Words that may begin one of these, or come right before it."""


def moment(text: Reading, at: int) -> PlacedQuantity | None:
    """by that weekend, from the very first evening, till the end of the second day: the time until then."""
    if text.word(at) not in _UNTIL:
        return None
    first = index = at + 1
    if text.word(at) == "by" and text.word(index) in WEEKDAYS:
        return quantity("duration", _WEEKEND, _WEEKEND, "day"), first, index + 1
    if text.word(index) == "the" and text.word(index + 1) == "end" and text.word(index + 2) == "of":
        index += 3
    if text.word(index) not in _POINTING:
        return None
    index += 1
    if text.word(index) == "weekend":
        return quantity("duration", _WEEKEND, _WEEKEND, "day"), first, index + 1
    if text.word(index) == "very":
        index += 1
    order, name = _ORDINALS.get(text.word(index)), text.word(index + 1)
    if order is None or name not in (*_COUNTED, *_PARTS_OF_DAY):
        return None
    name = "day" if name in _PARTS_OF_DAY else name
    return quantity("duration", float(order), float(order), name), first, index + 2


def most_of(text: Reading, at: int) -> PlacedQuantity | None:
    """the best part of a year, the better part of a month: almost all of it."""
    if text.word(at) not in _MOST or text.word(at + 1) != "part" or text.word(at + 2) != "of":
        return None
    if text.word(at + 3) not in ("a", "an", "one") or text.word(at + 4) not in _COUNTED:
        return None
    first = at - 1 if text.word(at - 1) in ("the", "a") else at
    return quantity("duration", 1.0, 1.0, text.word(at + 4), bound="about"), first, at + 5


def and_more(text: Reading, at: int) -> PlacedQuantity | None:
    """a day and a half, a day and a night."""
    known = unit(text.word(at + 1))
    if text.word(at) not in ("a", "an", "one") or known is None or text.word(at + 1) not in _COUNTED:
        return None
    if text.word(at + 2) != "and" or text.word(at + 3) != "a":
        return None
    if text.word(at + 4) in _HALVES and unit(text.word(at + 5)) is None:
        return quantity("duration", 1.5, 1.5, known.name), at, at + 5
    if known.name == "day" and text.word(at + 4) in _NIGHTS:
        return quantity("duration", 1.0, 1.0, "day"), at, at + 5
    return None


def bare_period(text: Reading, at: int) -> PlacedQuantity | None:
    """within a week, for an hour, within the hour, overnight."""
    word = text.word(at)
    if word == "overnight":
        return quantity("duration", 1.0, 1.0, "night"), at, at + 1
    if word not in ("a", "an", "the") or not _opens_period(text, at):
        return None
    at_unit = at + 2 if text.listed(at + 1, "stretching") and unit(text.word(at + 2)) is not None else at + 1
    name = text.word(at_unit)
    known = unit(name)
    if known is None or known.dimension != "time" or known.name == "second" or name in ("h", "d", "min", "sec"):
        return None
    if text.gap(at_unit + 1) == "-" or name.endswith("s"):
        return None
    return quantity("duration", 1.0, 1.0, known.name), at, at_unit + 1


def bare_dose(text: Reading, at: int) -> PlacedQuantity | None:
    """a milligram, a single milligram."""
    end = at + 1 + (text.listed(at + 1, "stretching"))
    if text.word(at) not in ("a", "one") or text.word(end) not in ("milligram", "milligramme"):
        return None
    return quantity("dose", 1.0, 1.0, "mg"), at, end + 1


def _opens_period(text: Reading, at: int) -> bool:
    before, earlier = text.word(at - 1), text.word(at - 2)
    if text.word(at) == "the":
        return before == "within"
    if before == "of":
        return earlier == "inside"
    return before in text.lists["before-a-period"] or (
        before in ("it", "yourself") and earlier in ("give", "giving", "gave")
    )
