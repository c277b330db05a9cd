"""Years and points in time without a plain number: '94, the early seventies, by day five."""

from __future__ import annotations

from healthlint.analysis.model import Quantity
from healthlint.analysis.quantities.amounts import Item
from healthlint.analysis.quantities.numbers import read
from healthlint.analysis.quantities.reading import Reading
from healthlint.analysis.quantities.relatives import PlacedQuantity
from healthlint.measure import unit
from healthlint.span import Span

_NOWHERE = Span(0, 0)
_APOSTROPHES = frozenset(("'", "’", "‘"))
_DECADES = {
    word: 1900 + 10 * value
    for value, word in enumerate(
        "twenties thirties forties fifties sixties seventies eighties nineties".split(), start=2
    )
}
_CENTURIES = {"nineteen": 1900, "twenty": 2000}
PARTS = {"early": (0, 3), "mid": (3, 7), "late": (6, 9)}
"""The years of a decade covered by "the early seventies" and the like."""
_COUNTED = frozenset(("day", "week", "month", "days", "weeks", "months"))
_TEEN = 10
_LATEST = 200  # "by day 1500" counts something else

STARTERS = frozenset((*_DECADES, *_APOSTROPHES))
"""Words that may begin one of these without a number."""


def short_year(text: Reading, at: int) -> PlacedQuantity | None:
    """'94, in the summer of ’68: the century nearest to the present."""
    word = text.word(at + 1)
    if text.word(at) not in _APOSTROPHES or text.gap(at + 1) or not (word.isdecimal() and len(word) == 2):
        return None
    if not _dates(text, at - 1) or text.word(at + 2) in _APOSTROPHES:
        return None
    year = float(word) + (2000 if int(word) < 40 else 1900)
    return _year(year, year), at, at + 2


def decade(text: Reading, at: int) -> PlacedQuantity | None:
    """the seventies, the early eighties, mid-nineties."""
    start = _DECADES.get(text.word(at))
    before = text.word(at - 1)
    if start is None or before not in ("the", *PARTS):
        return None
    low, high = PARTS.get(before, (0, 9))
    first = at - 1 if before in PARTS else at
    at_date = first - 1 if before in PARTS else at - 2
    if not _dates(text, at_date) and text.word(at_date) != "the":
        return None
    return _year(start + low, start + high), first, at + 1


def spoken_year(text: Reading, item: Item) -> PlacedQuantity | None:
    """nineteen ninety-one, twenty ten."""
    century = _CENTURIES.get(text.word(item.first))
    if century is None or not _dates(text, item.first - 1):
        return None
    rest = read(text, item.first + 1)
    if rest is None or rest.shape != "words" or not _TEEN <= rest.value < 100 or rest.value % 1:
        return None
    return _year(century + rest.value, century + rest.value), item.first, rest.end


def nth(text: Reading, item: Item) -> PlacedQuantity | None:
    """by day five, around week eight, until month 3: the time until then."""
    known = unit(text.word(item.first - 1))
    if known is None or text.word(item.first - 1) not in _COUNTED or not text.listed(item.first - 2, "until-a-day"):
        return None
    if not 0 < item.high <= _LATEST or item.low % 1:
        return None
    return Quantity("duration", "", _NOWHERE, 0, item.low, item.high, known.name), item.first - 1, item.end


def _dates(text: Reading, at: int) -> bool:
    """False after words that make it something other than a year: "in her seventies" is an age, "in the high seventies"
    a temperature."""
    return text.listed(at, "before-a-date") or text.word(at) in ("around", "about")


def _year(low: float, high: float) -> Quantity:
    return Quantity("year", "", _NOWHERE, 0, low, high, "year", bound="exact" if low == high else "between")
