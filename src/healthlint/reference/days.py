"""Days as authors write them: 2021, 2021-06 or 2021-06-04, and the first or the last day that is meant."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from healthlint.pattern import pattern

_WRITTEN = pattern(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def is_day(written: object) -> bool:
    """True for a year, a month or a day that there is in the calendar."""
    try:
        return bool(first_day(written)) and bool(last_day(written))
    except ValueError:
        return False


def first_day(written: object) -> str:
    """The day, or the first of a month or year, as YYYY-MM-DD; "" for what is no day. Raises ValueError for the 30th of
    February."""
    year, month, day = _parts(written)
    return date(year, month or 1, day or 1).isoformat() if year else ""


def last_day(written: object) -> str:
    """The day, or the last of a month or year, as YYYY-MM-DD; "" for what is no day. Raises ValueError for the 30th of
    February."""
    year, month, day = _parts(written)
    return date(year, month or 12, day or monthrange(year, month or 12)[1]).isoformat() if year else ""


def _parts(written: object) -> tuple[int, int, int]:
    found = _WRITTEN.fullmatch(str(written))
    if found is None:
        return 0, 0, 0
    year, month, day = (int(part or 0) for part in found.groups())
    return year, month, day
