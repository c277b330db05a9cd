"""Whether two rows of one attribute are compatible, by the type of their values."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Hashable, Mapping, Sequence

from healthlint.analysis.statements.attributes.model import Row, Sort, Value

_ABOUT = 0.15
_MORE = 1.5
"""The tolerance of "about twelve years" and "more than twelve years"."""
_ROUND = 1.1
_OF_A_SIZE = 3.0
_APART = 2.5
_PLURAL = "s"
_COMPARED = 200
"""Rows that a row is compared with; more of one thing make a table of data."""


def contradicted(row: Row, rows: Sequence[Row]) -> Row | None:
    """The earlier row of the attribute that a row contradicts; None if it agrees with one of them."""
    if not row.reply:
        return None
    known = [each for each in rows if _together(row, each)]
    at = COMPARATORS[row.value.sort](row.value, [each.value for each in known])
    return None if at is None else known[at]


class Earlier:
    """The rows of an attribute so far, indexed by what comparable rows share; of a long table only the last."""

    def __init__(self) -> None:
        self._rows: dict[Hashable, deque[Row]] = {}

    def of(self, row: Row) -> Sequence[Row]:
        """The rows that `row` could contradict, in reading order."""
        return self._rows.get(_alike(row), ())

    def add(self, row: Row) -> None:
        self._rows.setdefault(_alike(row), deque(maxlen=_COMPARED)).append(row)


def _alike(row: Row) -> Hashable:
    """What two comparable rows must share, as far as it can be indexed."""
    value = row.value
    subject = row.subject if row.attribute.same == "equal" else None
    block = row.block if row.attribute.within == "paragraph" else None
    digits = "".join(sorted(f"{value.low:g}")) if value.sort == "digits" else None
    return row.qualifiers, value.sort, subject, block, digits


def _together(row: Row, other: Row) -> bool:
    """True if two rows are about one subject, population and time; two values in one sentence are a comparison."""
    if row.qualifiers != other.qualifiers or row.sentence == other.sentence or not _same(row, other):
        return False
    if row.purposes and other.purposes and row.purposes.isdisjoint(other.purposes):
        return False
    if row.value.sort == "number" and row.value.unit != other.value.unit:
        return False
    if row.attribute.within == "paragraph":
        return row.block == other.block
    if row.attribute.within == "heading":
        return other.scope is not None and row.scope is None and other.scope.contains(row.place)
    return True


def _same(row: Row, other: Row) -> bool:
    mode, one, two = row.attribute.same, row.subject, other.subject
    if mode == "equal" or one == two:
        return one == two
    if mode == "member":
        return one[:-1] == two[:-1] and (_holds(row, other) or _holds(other, row))
    return bool(set(one) & set(two)) or (mode == "open" and not (one and two))


def _holds(row: Row, other: Row) -> bool:
    """True if the subject of `row` is a class of the other's: opioids, tramadol."""
    return row.subject[-1].removesuffix(_PLURAL) in other.classes


def _range(value: Value, known: Sequence[Value]) -> int | None:
    return 0 if known and all(_apart(value, each) for each in known) else None


def _apart(one: Value, two: Value) -> bool:
    """Eight weeks are two months."""
    slack = _ROUND if one.unit != two.unit else 1.0
    (low, high), (least, most) = _loose(one), _loose(two)
    return high * slack < least or most * slack < low


def _loose(value: Value) -> tuple[float, float]:
    """The range that the writer's words cover: nearly twelve years includes eleven and a half."""
    if value.bound == "about":
        return value.low * (1 - _ABOUT), value.high * (1 + _ABOUT)
    if value.bound in ("at-least", "more-than"):
        return value.low, value.high * _MORE
    return value.low, value.high


def _number(value: Value, known: Sequence[Value]) -> int | None:
    ends = value.low, value.high
    return 0 if known and ends not in [(each.low, each.high) for each in known] else None


def _dose(value: Value, known: Sequence[Value]) -> int | None:
    """Ranges that differ by a factor are for different uses."""
    near = [at for at, each in enumerate(known) if _of_a_size(value, each)]
    at = _number(value, [known[at] for at in near])
    return None if at is None else near[at]


def _of_a_size(one: Value, two: Value) -> bool:
    return one.low <= two.high * _OF_A_SIZE and two.low <= one.high * _OF_A_SIZE


def _count(value: Value, known: Sequence[Value]) -> int | None:
    """A miscount is small and is not the sum of several groups; the last count is the one meant."""
    sizes = {each.low for each in known if each.unit == value.unit}
    near = any(max(each, value.low) <= _APART * min(each, value.low) for each in sizes)
    fits = value.low in sizes or (value.unit != "duration" and any(value.low - each in sizes for each in sizes))
    return len(known) - 1 if near and not fits else None


def _digits(value: Value, known: Sequence[Value]) -> int | None:
    """The digits of an earlier figure in another order."""
    return next((at for at, each in enumerate(known) if _swapped(value, each)), None)


def _swapped(one: Value, two: Value) -> bool:
    left, right = f"{one.low:g}", f"{two.low:g}"
    return one.unit == two.unit and left != right and len(left) > 1 and sorted(left) == sorted(right)


def _name(value: Value, known: Sequence[Value]) -> int | None:
    return 0 if known and value.words not in [each.words for each in known] else None


def _date(value: Value, known: Sequence[Value]) -> int | None:
    """A date without a year is in the year that another date gives."""
    fits = any(each.words == value.words and (0 in (each.low, value.low) or each.low == value.low) for each in known)
    return None if fits or not known else 0


def _stance(value: Value, known: Sequence[Value]) -> int | None:
    return next((at for at, each in enumerate(known) if each.words != value.words), None)


COMPARATORS: Mapping[Sort, Callable[[Value, Sequence[Value]], int | None]] = {
    "range": _range,
    "number": _number,
    "dose": _dose,
    "count": _count,
    "digits": _digits,
    "name": _name,
    "date": _date,
    "stance": _stance,
}
"""For each type of value, a function that finds the earlier value that a value contradicts."""
