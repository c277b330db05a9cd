"""The grammar of amounts: numbers, ranges and lists with the unit they share, read from the tokens of one sentence."""

from __future__ import annotations

from dataclasses import field

from healthlint.analysis.quantities.numbers import Number, read
from healthlint.analysis.quantities.reading import Reading
from healthlint.analysis.quantities.units import Measure, read_unit, with_denominators
from healthlint.fast_dataclass import dataclass, replace
from healthlint.measure import unit

DASHES = frozenset("-‐‑‒–—―−~～")
_FRACTION_ONLY = frozenset(("second", "penny", "foot", "point"))
_MOST_ITEMS = 8


@dataclass(frozen=True, slots=True)
class Item:
    """One amount or range; `first` to `end` are its tokens, `measure` its unit, its own or one shared with the next."""

    low: float
    high: float
    first: int
    end: int
    measure: Measure | None = None
    shape: str = "digits"
    numbers: tuple[Number, ...] = field(default=())


def read_items(text: Reading, first: Number) -> list[Item]:
    """The amounts that begin with the number `first`: one, a range, or a list that shares its last unit.

    Without a unit only the first number (or range) is returned.
    """
    items = [_range(text, first)]
    while items[-1].measure is None and len(items) < _MOST_ITEMS:
        at = _list_step(text, items[-1].end)
        number = read(text, at) if at else None
        if number is None or (text.word(at - 1) == "," and number.shape != first.shape):
            break
        items.append(_range(text, number))
    last = items[-1].measure
    if last is None:
        return items[:1]
    if last.unit.dimension == "time" and len(items) == 2 and text.word(items[0].end) == "or":
        return [_either(items[0], items[1])]
    shared = [replace(item, measure=last) for item in items[:-1]]
    return [part for item in (*shared, items[-1]) for part in _falling(text, item)]


def _either(one: Item, other: Item) -> Item:
    """ "two or three minutes" is one approximate duration."""
    low, high = sorted((one.low, other.high))
    return replace(other, low=low, high=high, first=one.first, numbers=(*one.numbers, *other.numbers))


def _falling(text: Reading, item: Item) -> list[Item]:
    """ "from 60 to 20 mg" is a change from one amount to another, not a range."""
    if item.low <= item.high or len(item.numbers) != 2:
        return [item]
    before, after = item.numbers
    first_end = before.end
    own = read_unit(text, first_end)
    return [
        replace(
            item, low=item.low, high=item.low, first=before.first, end=own.end if own else first_end, numbers=(before,)
        ),
        replace(item, low=item.high, high=item.high, first=after.first, numbers=(after,)),
    ]


def _range(text: Reading, number: Number) -> Item:
    """A number or range with its own unit, if it has one."""
    measure = _unit_after(text, number)
    end = measure.end if measure else number.end
    alone = Item(number.value, number.value, number.first, end, measure, number.shape, (number,))
    spread = _spread(text, number.end) if measure is None else None
    if spread is not None:
        return replace(alone, end=spread.end, measure=spread)
    step = _range_step(text, number, end)
    following = read(text, step) if step else None
    if following is None:
        return alone
    second = _unit_after(text, following)
    if measure is not None and (second is None or second.unit.dimension != measure.unit.dimension):
        return alone
    if second is None and following.shape != "digits" and number.shape == "digits":
        return alone
    low, high = number.value, following.value
    if measure is not None and second is not None:
        low = low * measure.unit.factor / second.unit.factor
    first = number.first
    if text.word(first - 1) == "between":
        first -= 1
    return Item(
        round(low, 9), high, first, second.end if second else following.end, second, number.shape, (number, following)
    )


def _spread(text: Reading, at: int) -> Measure | None:
    """The unit of "0.6 ± 0.2 mg": a mean with its spread."""
    if text.word(at) == "±":
        at += 1
    elif (text.word(at), text.word(at + 1), text.word(at + 2)) in (("+", "/", "-"), ("+", "/", "−")):
        at += 3
    else:
        return None
    spread = read(text, at)
    return _unit_after(text, spread) if spread is not None else None


def _unit_after(text: Reading, number: Number) -> Measure | None:
    at = number.end
    if number.shape == "fraction":
        at = _over_article(text, at)
    if number.shape == "words" and text.word(at) in _FRACTION_ONLY:
        return None
    if number.shape == "digits" and _hyphenated_word(text, at):
        return None
    if _parted(text, number, at):
        return None
    if text.listed(number.first - 1, "never-measured"):
        return None
    found = read_unit(text, at, digits=number.shape == "digits") or _stretch(text, at)
    return _dissolved(text, with_denominators(text, found)) if found else None


def _stretch(text: Reading, at: int) -> Measure | None:
    """The unit of "one single night", which must be a unit of time."""
    if not text.listed(at, "stretching"):
        return None
    found = read_unit(text, at + 1, digits=False)
    return found if found is not None and found.unit.dimension == "time" else None


def _dissolved(text: Reading, measure: Measure) -> Measure:
    """The unit with the volume of "1.25 mg in 0.1 ml"."""
    if measure.unit.dimension not in ("mass", "activity") or text.word(measure.end) != "in":
        return measure
    volume = read(text, measure.end + 1)
    found = read_unit(text, volume.end) if volume is not None else None
    if found is None or found.unit.name not in ("ml", "mcl"):
        return measure
    return replace(measure, end=found.end)


def _parted(text: Reading, number: Number, at: int) -> bool:
    """True if a line break or a wide gap separates number and unit."""
    return at > number.first and len(text.gap(at)) > 3


def _hyphenated_word(text: Reading, at: int) -> bool:
    """True for "5-HT" and "10-fold"; "12-week" and "50-mg" are amounts."""
    return text.gap(at) == "-" and unit(text.word(at)) is None


def _over_article(text: Reading, at: int) -> int:
    """half a milligram, a tenth of a milligram, half of one tablet."""
    step = at + 1 if text.word(at) == "of" else at
    if text.word(step) in ("a", "an", "one") and unit(text.word(step + 1)) is not None:
        return step + 1
    return at


def _range_step(text: Reading, number: Number, at: int) -> int:
    """The token after "-", "to", "up to", or the "and" of "between ... and"; 0 if no range follows."""
    word = text.word(at)
    if word in DASHES:
        return 0 if _chain(text, at) else at + 1
    if word in ("to", "through", "thru"):
        return at + 1
    if word == "up" and text.word(at + 1) == "to":
        return at + 2
    opened = text.lists["opens-a-range"].intersection((text.word(number.first - 1), text.word(number.first - 2)))
    if word == "and" and opened:
        return at + 1
    # "six-eight weeks": a hyphen between two words is no token of its own.
    return at if text.gap(at) == "-" and number.shape == "words" else 0


def _chain(text: Reading, at: int) -> bool:
    """True for the dashes of a telephone number, a date, or a page range with letters."""
    return text.word(at + 2) in DASHES and text.word(at + 3)[:1].isdigit()


def _list_step(text: Reading, at: int) -> int:
    """The token after ",", "or", "and" or ", and"; 0 if no list follows."""
    word, following = text.word(at), text.word(at + 1)
    if word == "," and following in ("or", "and", "then"):
        return at + 2
    if word in (",", "or", "and", "&"):
        return at + 1
    return 0
