"""The grammar of amounts: numbers, ranges and lists with the unit they share, read from the tokens of one sentence."""

from __future__ import annotations

from dataclasses import field, replace

from healthlint.analysis.numbers import Number, Reading, read
from healthlint.measure import Unit, unit
from healthlint.record import dataclass

DASHES = frozenset("-‐‑‒–—―−~～")
_OPENERS = frozenset(("between", "from", "ranging", "range", "ranged", "ranges"))
# Short for a word only where the number is written in digits: "5 u", "10 h", but "an hour", "a unit".
_NEEDS_DIGITS = frozenset(("u", "h", "g", "l", "d", "mo", "sec", "min", "mu", "mb", "gb", "kb", "cal", "oz"))
_PERIODS_PER = frozenset(("kg", "m2", "cm2"))
_WIDTHS = {"square": ("metre", "m2"), "sq": ("metre", "m2")}
_FRACTION_ONLY = frozenset(("second", "penny", "foot", "point"))
_MOST_ITEMS = 8
STRETCHING = frozenset(
    "full whole single solid short good clear clean entire mere measly little long straight consecutive calendar "
    "more extra further brief drug-free opioid-free".split()
)
"""What may stand between a number and the time that it counts: "one full day", "seven clear days"."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit where it stands: tokens `first` to `end`; `over` are its denominators ("kg", "day", "ml")."""

    unit: Unit
    first: int
    end: int
    over: tuple[str, ...] = ()
    every: float = 1.0


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


def read_unit(text: Reading, at: int, *, digits: bool = True) -> Measure | None:
    """The unit that stands at token `at`, without what it is divided by."""
    word = text.word(at)
    if word == "per" and text.word(at + 1) in ("cent", "cents"):
        return _named("percent", at, at + 2)
    if word == "percentage" and text.word(at + 1) in ("points", "point"):
        return _named("percent", at, at + 2)
    if word == "international" and text.word(at + 1) in ("units", "unit"):
        return _named("iu", at, at + 2)
    if word in ("i", "u") and text.word(at + 1) == "." and text.word(at + 2) in ("u", "i"):
        return _named("iu", at, at + (4 if text.word(at + 3) == "." and not text.gap(at + 3) else 3))
    if word == "mu" and text.word(at + 1) == "g":
        return _named("mcg", at, at + 2)
    if word in ("mm", "cm") and text.word(at + 1) == "hg":
        return _named("mmhg", at, at + 2)
    known = unit(word)
    if known is None or (not digits and word in _NEEDS_DIGITS) or _initial(text, at):
        return None
    if word == "d" or (word in ("mu", "l", "h") and len(text.gap(at)) > 1):
        return None
    return Measure(known, at, at + 1)


def _initial(text: Reading, at: int) -> bool:
    """True for the U of "30 U.S. clinics" and of "44U-QUIT"."""
    if len(text.word(at)) > 1:
        return False
    dotted = text.word(at + 1) == "." and not text.gap(at + 1) and not text.gap(at + 2)
    return (dotted and len(text.word(at + 2)) == 1) or (text.word(at) == "u" and text.gap(at + 1) == "-")


def _named(name: str, first: int, end: int) -> Measure:
    known = unit(name)
    assert known is not None
    return Measure(known, first, end)


def with_denominators(text: Reading, measure: Measure) -> Measure:
    """The unit with "/kg/day", "per m2", "kg-1" and "in 0.1 ml" that follow."""
    over: list[str] = []
    end, every = measure.end, 1.0
    while len(over) < 3:
        found = _inverse(text, end) or _denominator(text, end)
        if found is None:
            break
        name, amount, end = found
        over.append(name)
        if name in ("hour", "day", "week", "month"):
            every = amount
    return replace(measure, end=end, over=tuple(over), every=every)


def _denominator(text: Reading, at: int) -> tuple[str, float, int] | None:
    if text.word(at) not in ("/", "per"):
        return None
    slash = text.word(at) == "/"
    if slash and len(text.gap(at)) > 1:
        return None
    at += 1
    amount = 1.0
    number = read(text, at) if text.word(at)[:1].isdigit() else None
    if number is not None:
        amount, at = number.value, number.end
    if text.word(at) in ("square", "sq"):
        return "m2", amount, at + (3 if text.word(at + 1) == "." else 2)
    if text.word(at) == "m":
        return _metre(text, amount, at)
    if text.word(at) == "dose":
        return "dose", amount, at + 1
    if slash and text.word(at) == "d":
        return "day", amount, at + 1
    found = read_unit(text, at)
    if found is None:
        return None
    end = found.end
    if found.unit.name == "kg" and text.word(end) == "of" and text.word(end + 1) in ("body", "bodyweight"):
        end += 3 if text.word(end + 1) == "body" else 2
    return found.unit.name, amount, end


def _metre(text: Reading, amount: float, at: int) -> tuple[str, float, int] | None:
    """m(2), m 2, m^2."""
    shape = [text.word(index) for index in range(at + 1, at + 4)]
    if shape == ["(", "2", ")"]:
        return "m2", amount, at + 4
    if shape[0] == "^" and shape[1] == "2":
        return "m2", amount, at + 3
    return ("m2", amount, at + 2) if shape[0] == "2" and len(text.gap(at + 1)) <= 1 else None


def _inverse(text: Reading, at: int) -> tuple[str, float, int] | None:
    """kg-1, day⁻¹, x m(-2)."""
    if text.word(at) in ("x", "×", ".", "·", "*", "⋅"):
        at += 1
    known = unit(text.word(at))
    name = known.name if known is not None else "m2" if text.word(at) == "m" else ""
    if not name or len(text.gap(at)) > 1:
        return None
    if text.word(at + 1) == "(" and text.word(at + 4) == ")" and text.word(at + 2) in ("-", "−", "–"):
        return name, 1.0, at + 5
    following = text.word(at + 1)
    if following in ("1", "2") and text.gap(at + 1) in ("-", "‐", "‑"):
        return name, 1.0, at + 2
    if following in ("−", "–", "⁻", "-") and text.word(at + 2) in ("1", "2", "¹", "²") and not text.gap(at + 1):
        return name, 1.0, at + 3
    return None


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
    """ "two or three minutes" is one length of time, said loosely."""
    low, high = sorted((one.low, other.high))
    return replace(other, low=low, high=high, first=one.first, numbers=(*one.numbers, *other.numbers))


def _falling(text: Reading, item: Item) -> list[Item]:
    """ "from 60 to 20 mg" is a change from one amount to another, no range."""
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
    if text.word(number.first - 1) in ("size", "type", "number", "no", "figure", "table", "phase", "step"):
        return None
    found = read_unit(text, at, digits=number.shape == "digits") or _stretch(text, at)
    return _dissolved(text, with_denominators(text, found)) if found else None


def _stretch(text: Reading, at: int) -> Measure | None:
    """The unit of "one single night", which must be one of time."""
    if text.word(at) not in STRETCHING:
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
    """True where a line break or a lot of room lies between number and unit."""
    return at > number.first and len(text.gap(at)) > 3


def _hyphenated_word(text: Reading, at: int) -> bool:
    """ "5-HT", "10-fold" are words; "12-week" and "50-mg" are amounts."""
    return text.gap(at) == "-" and unit(text.word(at)) is None


def _over_article(text: Reading, at: int) -> int:
    """half a milligram, a tenth of a milligram, half of one tablet."""
    step = at + 1 if text.word(at) == "of" else at
    if text.word(step) in ("a", "an", "one") and unit(text.word(step + 1)) is not None:
        return step + 1
    return at


def _range_step(text: Reading, number: Number, at: int) -> int:
    """The token after "-", "to", "up to", or the "and" of "between ... and"; 0 where no range goes on."""
    word = text.word(at)
    if word in DASHES:
        return 0 if _chain(text, at) else at + 1
    if word in ("to", "through", "thru"):
        return at + 1
    if word == "up" and text.word(at + 1) == "to":
        return at + 2
    opened = _OPENERS.intersection((text.word(number.first - 1), text.word(number.first - 2)))
    if word == "and" and opened:
        return at + 1
    # "six-eight weeks": a hyphen between two words is no token of its own.
    return at if text.gap(at) == "-" and number.shape == "words" else 0


def _chain(text: Reading, at: int) -> bool:
    """True for the dashes of a telephone number, a date, a page range with letters."""
    return text.word(at + 2) in DASHES and text.word(at + 3)[:1].isdigit()


def _list_step(text: Reading, at: int) -> int:
    """The token after ",", "or", "and", ", and"; 0 where no list goes on."""
    word, following = text.word(at), text.word(at + 1)
    if word == "," and following in ("or", "and", "then"):
        return at + 2
    if word in (",", "or", "and", "&"):
        return at + 1
    return 0
