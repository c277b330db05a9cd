"""The rows of the table: an attribute of a subject with its value, its qualifiers, its scope and its place."""

from __future__ import annotations

from typing import Literal

from healthlint.analysis.attributes import Attribute
from healthlint.analysis.model import Context, Quantity
from healthlint.analysis.phrasebook import Phrases
from healthlint.fast_dataclass import dataclass
from healthlint.measure import to_days
from healthlint.span import Span

Sort = Literal["range", "number", "dose", "count", "digits", "name", "date", "stance"]
"""How two values are compared; each has its comparator."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a base unit (days, milligrams a day, ...), or the `words` of a name or of what is said for something.

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
    """A value of an attribute where the text gives it.

    `subject` names whose it is ((): the article's own); the last word of it may be of `classes`. `qualifiers` are those
    of population and time. `scope` is the stretch that a heading speaks for. One that is no `reply` is only there to be
    contradicted: "90 adults", where only "the 80 adults" speaks of the same ones. `value_place` is the value alone,
    where `place`, what an editor would underline, is more than that; `said` in words, where it is only counted.
    """

    attribute: Attribute
    value: Value
    place: Span
    context: Context
    subject: tuple[str, ...] = ()
    classes: frozenset[str] = frozenset()
    qualifiers: frozenset[str] = frozenset()
    scope: Span | None = None
    sentence: int = -1
    block: int = -1
    reply: bool = True
    value_place: Span | None = None
    said: str = ""

    @property
    def named(self) -> str:
        """Its subject as a message names it."""
        return " ".join(self.subject).replace("-", " ")


def phrases(attribute: Attribute, part: str) -> Phrases:
    """The phrases that play this part."""
    return Phrases(attribute.words.get(part, ()))


def size(quantity: Quantity) -> tuple[float, float] | None:
    """The ends of a quantity, of a duration in days; one for both where the other is open, None where both are."""
    ends = [quantity.low, quantity.high]
    if quantity.kind == "duration":
        ends = [to_days(end, quantity.unit) for end in ends]
    known = [end for end in ends if end is not None]
    return (min(known), max(known)) if known else None
