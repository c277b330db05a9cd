"""The rows of the attribute table: subject, attribute, value, qualifiers, scope and place."""

from __future__ import annotations

from typing import Literal

from healthlint.analysis.attributes import Attribute
from healthlint.analysis.model import Context, Quantity
from healthlint.analysis.phrasebook import Phrases
from healthlint.fast_dataclass import dataclass
from healthlint.measure import to_days
from healthlint.span import Span

Sort = Literal["range", "number", "dose", "count", "digits", "name", "date", "stance"]
"""How two values are compared; each sort has its comparator."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a base unit (days, milligrams a day, ...), or the `words` of a name or a stance.

    `bound` is that of a quantity: exact, about, at-least, ...
    """

    sort: Sort
    low: float = 0.0
    high: float = 0.0
    unit: str = ""
    bound: str = "exact"
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One value of an attribute at its place in the text.

    `subject` names what it belongs to ((): the article itself); its last word may belong to `classes`. `qualifiers` are
    those of population and time, `purposes` what a dose is for. `scope` is the text that a heading covers. A row with
    `reply` unset can only be contradicted, never contradict: "90 adults", where only "the 80 adults" refers to the same
    ones. `value_place` is the value alone, if `place`, what an editor would underline, is longer; `said` is the value
    in words, if it was only counted.
    """

    attribute: Attribute
    value: Value
    place: Span
    context: Context
    subject: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()
    qualifiers: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    scope: Span | None = None
    sentence: int = -1
    block: int = -1
    reply: bool = True
    value_place: Span | None = None
    said: str = ""

    @property
    def named(self) -> str:
        """The subject as a message names it."""
        return " ".join(self.subject).replace("-", " ")


def phrases(attribute: Attribute, part: str) -> Phrases:
    """The phrases with this role."""
    return Phrases(attribute.words.get(part, ()))


def size(quantity: Quantity) -> tuple[float, float] | None:
    """The ends of a quantity, of a duration in days. An open end takes the value of the other; None if both are
    open."""
    ends = [quantity.low, quantity.high]
    if quantity.kind == "duration":
        ends = [to_days(end, quantity.unit) for end in ends]
    known = [end for end in ends if end is not None]
    return (min(known), max(known)) if known else None
