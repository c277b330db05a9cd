"""The value that begins at a word: an exact quantity, a temperature, a date, a name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import inf

from healthlint.analysis.attributes import Attribute
from healthlint.analysis.calendar import MONTHS
from healthlint.analysis.places import Places
from healthlint.analysis.quantities.numbers import Number, read
from healthlint.analysis.quantities.reading import Reading
from healthlint.analysis.statements.attributes.model import Value, size
from healthlint.span import Span

Read = tuple[Value, Span]
_JOINING = frozenset(("-", "–", "to", "and"))
_SCALES = ("celsius", "fahrenheit")
_MONTH = 3
_LAST_DAY = 31
_FIRST_YEAR = 1900
_NAMED = 4


def value_at(places: Places, attribute: Attribute, at: int) -> Read | None:
    """The value of the attribute that begins at token `at`, with its place; None if none does."""
    found = (READERS.get(kind, _quantity)(places, kind, at) for kind in attribute.values)
    return next((each for each in found if each is not None), None)


def reading(places: Places, at: int) -> Reading:
    """The sentence of a token, for the parsers of quantities."""
    scan = places.analysis.scan
    number = scan.sentence_of[at]
    first, last = (scan.sentences[number].first, scan.sentences[number].last) if number >= 0 else (at, at)
    return Reading(
        places.document.text, scan.tokens.words, scan.tokens.starts, scan.tokens.ends, first, last, scan.lists
    )


def _quantity(places: Places, kind: str, at: int) -> Read | None:
    start = places.analysis.scan.tokens.starts[at]
    for quantity in places.analysis.quantities_in(Span(start, start + 1)):
        ends = size(quantity)
        if quantity.kind == kind and quantity.bound == "exact" and ends and ends[0] == ends[1]:
            unit = "" if quantity.kind == "duration" else quantity.unit
            return Value("number", round(ends[0], 3), round(ends[1], 3), unit), quantity.span
    return None


def _temperature(places: Places, _: str, at: int) -> Read | None:
    """One or two numbers with their scale, open-ended after "below" or "above"."""
    text = reading(places, at)
    first = read(text, at)
    second = read(text, first.end + 1) if first and text.word(first.end) in _JOINING else None
    last = second or first
    if first is None or last is None or not any(text.listed(last.end, name) for name in ("degree", *_SCALES)):
        return None
    end = last.end + text.listed(last.end, "degree")
    fahrenheit = text.listed(end, "fahrenheit")
    low, high = _celsius(first, fahrenheit), _celsius(last, fahrenheit)
    low = -inf if text.listed(at - 1, "at-most") else low
    high = inf if text.listed(at - 1, "at-least") else high
    return Value("range", low, high, "degree"), text.span(at, end + any(text.listed(end, name) for name in _SCALES))


def _celsius(number: Number, fahrenheit: bool) -> float:
    return round((number.value - 32) / 1.8) if fahrenheit else number.value


def _date(places: Places, _: str, at: int) -> Read | None:
    """Day and month in either order, with the year if given."""
    text = reading(places, at)
    months = [index for index in range(at, at + _NAMED) if text.word(index) in MONTHS]
    days = [index for index in range(at, at + _NAMED) if _is_day(text.word(index))]
    if not months or not days:
        return None
    end = max(months[0], days[0]) + 1
    years = [index for index in range(end, end + _NAMED - 1) if _year(text.word(index))]
    words = (text.word(months[0])[:_MONTH], text.word(days[0]))
    year = _year(text.word(years[0])) if years else 0
    return Value("date", year, year, words=words), text.span(at, years[0] + 1 if years else end)


def _is_day(word: str) -> bool:
    return word.isdecimal() and 0 < int(word) <= _LAST_DAY


def _year(word: str) -> int:
    return int(word) if word.isdecimal() and _FIRST_YEAR <= int(word) < 2 * _FIRST_YEAR else 0


def _name(places: Places, _: str, at: int) -> Read | None:
    """The capitalised words from there on; a title ("Dr") is not part of the name."""
    text = reading(places, at)
    end = at
    while end < text.last and (text.text[text.starts[end]].isupper() or (end > at and text.word(end) == ".")):
        end += 1
    end -= text.word(end - 1) == "."
    words = tuple(text.word(index) for index in range(at, end) if not text.listed(index, "title-of-person"))
    return (Value("name", words=words), text.span(at, end)) if words else None


READERS: Mapping[str, Callable[[Places, str, int], Read | None]] = {
    "temperature": _temperature,
    "date": _date,
    "name": _name,
}
"""By kind of value; any other kind is a kind of quantity."""
