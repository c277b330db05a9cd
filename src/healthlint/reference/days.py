"""Dates as authors write them: 2021, 2021-06 or 2021-06-04, and the first or last day that they cover."""

from __future__ import annotations

from datetime import date

from healthlint.pattern import pattern

_WRITTEN = pattern(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def is_day(written: object) -> bool:
    """True for a year, month or day that exists in the calendar."""
    try:
        return bool(first_day(written)) and bool(last_day(written))
    except ValueError:
        return False


def first_day(written: object) -> str:
    """The day, or the first of a month or year, as YYYY-MM-DD; "" if it is not a date. Raises ValueError for the 30th
    of February."""
    year, month, day = _parts(written)
    return date(year, month or 1, day or 1).isoformat() if year else ""


def last_day(written: object) -> str:
    """The day, or the last of a month or year, as YYYY-MM-DD; "" if it is not a date. Raises ValueError for the 30th of
    February."""
    from calendar import monthrange

    year, month, day = _parts(written)
    return date(year, month or 12, day or monthrange(year, month or 12)[1]).isoformat() if year else ""


def _parts(written: object) -> tuple[int, int, int]:
    found = _WRITTEN.fullmatch(str(written))
    if found is None:
        return 0, 0, 0
    year, month, day = (int(part or 0) for part in found.groups())
    return year, month, day
