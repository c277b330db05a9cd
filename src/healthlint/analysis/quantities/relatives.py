"""Doses relative to another: half the usual 50 mg, a tenth of the ordinary tablet, a quarter of a fifty."""

from __future__ import annotations

from healthlint.analysis.model import Quantity, QuantityKind
from healthlint.analysis.quantities.amounts import DASHES, Item, read_items
from healthlint.analysis.quantities.numbers import Number, read
from healthlint.analysis.quantities.reading import Reading
from healthlint.analysis.quantities.units import Measure
from healthlint.measure import form, unit
from healthlint.span import Span

PlacedQuantity = tuple[Quantity, int, int]
"""A quantity and its tokens, first and end."""

_NOWHERE = Span(0, 0)
_LEAST_SIZE = 10
_THAT = frozenset(("that", "this", "it"))
_MULTIPLES = frozenset(("of", "times"))
_MOST_AT_ONCE = 6  # "eleven of those capsules" is arithmetic, not a dose
_SUCH = (("such",), ("of", "these"), ("of", "those"), ("of", "the"))
"""Words between a number and a form mentioned earlier: "two such capsules", "three of those"."""


def quantity(kind: QuantityKind, low: float | None, high: float | None, name: str, **more: object) -> Quantity:
    bound = "between" if low is not None and high is not None and low < high else "exact"
    return Quantity(kind, "", _NOWHERE, 0, low, high, name, **{"bound": bound, **more})  # type: ignore[arg-type]


# Proportions


def relative(text: Reading, number: Number) -> PlacedQuantity | None:
    """half the usual 50 mg, a quarter of the standard 50 mg tablet, a third of the usual amount, half of that."""
    factor, most, at = _factor(text, number)
    if at == 0:
        return _counted(text, number) or _several(text, number) or _of_size(text, number)
    base = _base(text, at)
    if base is None:
        return None
    item, end = base
    if item is None:
        return _relative_unknown(text, number, (factor, most), end)
    measure = item.measure
    assert measure is not None
    low, high = round(item.low * factor, 6), round(item.high * most, 6)
    shape = next((form(text.word(index)) for index in range(item.end, end) if form(text.word(index))), "")
    return quantity("dose", low, high, measure.unit.name, relative=True, form=shape), number.first, end


def _counted(text: Reading, number: Number) -> PlacedQuantity | None:
    """3 x 4.5 mg, two 4.5 mg capsules: that many units of the strength at once."""
    crossed = text.word(number.end) in ("x", "×")
    at = number.end + crossed
    other = read(text, at) if text.word(at)[:1].isdigit() else None
    if other is None or not 1 < number.value <= _MOST_AT_ONCE or not (crossed or number.shape == "words"):
        return None
    base = _mass_base(text, other)
    if base is None or number.value % 1:
        return None
    item, end = base
    shape = form(text.word(end - 1))
    if not shape and text.word(end).isalpha() and form(text.word(end + 1)):
        shape, end = form(text.word(end + 1)), end + 2  # the name of the drug between them
    if item.measure is None or len(item.numbers) > 1 or not (crossed or shape):
        return None
    low, high = round(item.low * number.value, 6), round(item.high * number.value, 6)
    return quantity("dose", low, high, item.measure.unit.name, relative=True, form=shape), number.first, end


def _of_size(text: Reading, number: Number) -> PlacedQuantity | None:
    """4 tablets of 5 mg: so many of that strength at once."""
    shape, at = form(text.word(number.end)), number.end + 2
    if not shape or text.word(number.end + 1) != "of" or number.value % 1 or not 1 < number.value <= _MOST_AT_ONCE:
        return None
    other = read(text, at) if text.word(at)[:1].isdigit() else None
    base = _mass_base(text, other) if other is not None else None
    if base is None:
        return None
    item, end = base
    if item.measure is None or len(item.numbers) > 1:
        return None
    low, high = round(item.low * number.value, 6), round(item.high * number.value, 6)
    return quantity("dose", low, high, item.measure.unit.name, relative=True, form=shape), number.first, end


def _several(text: Reading, number: Number) -> PlacedQuantity | None:
    """two such capsules, three of these tablets: a multiple of the amount mentioned earlier."""
    for words in _SUCH:
        end = number.end + len(words)
        said = tuple(text.word(index) for index in range(number.end, end))
        shape = form(text.word(end))
        taken = text.listed(number.first - 1, "taking") and words[0] == "of" and _ends_size(text, end)
        if said == words and taken:
            return quantity("dose", number.value, number.value, "of that", relative=True), number.first, end
        if said == words and shape and number.shape != "fraction" and number.value <= _MOST_AT_ONCE:
            return (
                quantity("dose", number.value, number.value, "of that", relative=True, form=shape),
                number.first,
                end + 1,
            )
    return None


def _ends_size(text: Reading, at: int) -> bool:
    return text.word(at) in ("", ".", ",", ";") or text.listed(at, "ends-a-size")


def _relative_unknown(text: Reading, number: Number, factor: tuple[float, float], end: int) -> PlacedQuantity:
    name = "of that" if _THAT.intersection((text.word(end - 1), text.word(end - 2))) else "of usual"
    shape = form(text.word(end - 1))
    return quantity("dose", *factor, name, relative=True, form=shape), number.first, end


def _factor(text: Reading, number: Number) -> tuple[float, float, int]:
    """The lowest and highest factor, and where the base begins (0: not a relative amount)."""
    at, high = number.end, number.value
    if text.word(at) in ("to", "or", *DASHES) and number.shape != "fraction":
        other = read(text, at + 1)
        if other is not None and other.shape != "fraction" and other.value > number.value:
            at, high = other.end, other.value
    if text.word(at) == "per" and text.word(at + 1) == "cent":
        at += 1
    if text.word(at) in ("%", "percent", "cent") and text.word(at + 1) == "of":
        return number.value / 100, high / 100, at + 2
    if number.shape == "fraction" and number.value < 1:
        return number.value, number.value, number.end + (text.word(number.end) == "of")
    if text.word(number.end) in ("times", "x", "×") and text.listed(number.end + 1, "before-a-known-dose"):
        return number.value, number.value, number.end + 1
    return 1.0, 1.0, 0


def dose_part(text: Reading, at: int) -> bool:
    return _base(text, at + 1 if text.word(at) == "of" else at) is not None


def _base(text: Reading, at: int) -> tuple[Item | None, int] | None:
    """The base of a relative dose: an amount with a mass ("the usual 50 mg tablet"), or a noun ("the usual dose")."""
    if text.word(at) == "what":
        return _taken(text, at)
    if not text.listed(at, "before-a-known-dose"):
        return None
    bare_size = _size(text, at)
    if bare_size is not None:
        return bare_size
    pointed = text.word(at) in _THAT and text.word(at - 1) in _MULTIPLES
    if pointed and (not text.word(at + 1)[:1].isalnum() or text.listed(at + 1, "after-that")):
        return None, at + 1
    if pointed and form(text.word(at + 1)) in ("tablet", "pill", "capsule"):
        return None, at + 2
    for index in range(at + 1, at + 5):
        word = text.word(index)
        number = read(text, index) if word[:1].isdigit() else None
        if number is not None:
            return _mass_base(text, number)
        if word in text.lists["dose-noun"] or form(word) in ("tablet", "pill", "capsule"):
            return (None, index + 1) if index > at + 1 or word in text.lists["dose-noun"] else None
        if not word[:1].isalpha() or text.listed(index, "no-dose-in-between"):
            return None
    return None


def _taken(text: Reading, at: int) -> tuple[None, int] | None:
    """The base of "a fifth of what the others get": an unstated dose."""
    for index in range(at + 1, at + 6):
        if text.listed(index, "getting") and text.word(at + 1) not in ("i", "you"):
            return None, index + 1
        if not text.word(index).isalpha():
            return None
    return None


def _size(text: Reading, at: int) -> tuple[Item, int] | None:
    """The base of "a quarter of a fifty": a tablet named by its strength in milligrams."""
    number = read(text, at + 1) if text.word(at) in ("a", "one") and text.word(at - 1) == "of" else None
    if number is None or number.value < _LEAST_SIZE or not _ends_size(text, number.end):
        return None
    milligram = unit("mg")
    assert milligram is not None
    measure = Measure(milligram, number.first, number.end)
    return Item(number.value, number.value, number.first, number.end, measure, number.shape, (number,)), number.end


def _mass_base(text: Reading, number: Number) -> tuple[Item, int] | None:
    item = read_items(text, number)[-1]
    if item.measure is None or item.measure.unit.dimension != "mass":
        return None
    end = item.end
    while text.listed(end, "dose-noun") or form(text.word(end)):
        end += 1
    return item, end
