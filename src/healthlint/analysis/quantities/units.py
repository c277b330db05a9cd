"""The unit after a number, with its denominators: "mg/kg/day", "per m2", "kg-1"."""

from __future__ import annotations

from healthlint.analysis.quantities.numbers import read
from healthlint.analysis.quantities.reading import Reading
from healthlint.fast_dataclass import dataclass, replace
from healthlint.measure import Unit, unit

# Abbreviations only after digits: "5 u", "10 h", but "an hour", "a unit".
_NEEDS_DIGITS = frozenset(("u", "h", "g", "l", "d", "mo", "sec", "min", "mu", "mb", "gb", "kb", "cal", "oz"))


@dataclass(frozen=True, slots=True)
class Measure:
    """A unit on tokens `first` to `end`; `over` are its denominators ("kg", "day", "ml")."""

    unit: Unit
    first: int
    end: int
    over: tuple[str, ...] = ()
    every: float = 1.0


def read_unit(text: Reading, at: int, *, digits: bool = True) -> Measure | None:
    """The unit at token `at`, without denominators."""
    word = text.word(at)
    if word == "per" and text.word(at + 1) in ("cent", "cents"):
        return _measure("percent", at, at + 2)
    if word == "percentage" and text.word(at + 1) in ("points", "point"):
        return _measure("percent", at, at + 2)
    if word == "international" and text.word(at + 1) in ("units", "unit"):
        return _measure("iu", at, at + 2)
    if word in ("i", "u") and text.word(at + 1) == "." and text.word(at + 2) in ("u", "i"):
        return _measure("iu", at, at + (4 if text.word(at + 3) == "." and not text.gap(at + 3) else 3))
    if word == "mu" and text.word(at + 1) == "g":
        return _measure("mcg", at, at + 2)
    if word in ("mm", "cm") and text.word(at + 1) == "hg":
        return _measure("mmhg", at, at + 2)
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


def _measure(name: str, first: int, end: int) -> Measure:
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
        return _each(text, at)
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


def _each(text: Reading, at: int) -> tuple[str, float, int] | None:
    """for every kilogram, in each millilitre; "for each day" tells how often."""
    if text.word(at) not in ("for", "in") or text.word(at + 1) not in ("each", "every"):
        return None
    at += 2
    if text.word(at) in ("square", "sq"):
        return "m2", 1.0, at + 2
    found = read_unit(text, at)
    if found is None or found.unit.name not in ("kg", "lb", "ml", "m2"):
        return None
    return found.unit.name, 1.0, found.end


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
