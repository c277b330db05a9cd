"""A draft of a fact, and what could not be drafted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

NameKind = Literal["condition", "effect", "drug"]


@dataclass(frozen=True, slots=True)
class Name:
    """What the label calls a thing; which id stands for it is decided for all drafts together."""

    kind: NameKind
    text: str


Subject = Mapping[str, str | Name]
Plain = str | int | float


@dataclass(frozen=True, slots=True)
class Draft:
    """One thing that a label says. `place` counts code points of the label's file, the end exclusive.

    `statement` says it in short; `about` and `value` are those of the fact, with names in place of ids.
    """

    type: str
    about: Subject
    value: Mapping[str, Plain | Name]
    place: Span
    statement: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A stretch of the label's file that speaks of something of a kind of fact, and why it is none."""

    kind: str
    place: Span
    reason: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a label or a part of it, in the order of its text."""

    drafts: tuple[Draft, ...] = ()
    unread: tuple[Unread, ...] = ()
