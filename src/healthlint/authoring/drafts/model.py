"""A draft of a fact, and what could not be drafted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

NameKind = Literal["condition", "effect", "drug"]


@dataclass(frozen=True, slots=True)
class Name:
    """The label's name for a thing; ids are assigned for all drafts together."""

    kind: NameKind
    text: str


Subject = Mapping[str, str | Name]
Plain = str | int | float


@dataclass(frozen=True, slots=True)
class Draft:
    """One statement of a label. `place` counts code points in the label's file, the end exclusive.

    `statement` is a short form of it; `about` and `value` are those of the fact, with names in place of ids.
    """

    type: str
    about: Subject
    value: Mapping[str, Plain | Name]
    place: Span
    statement: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A stretch of the label's file that concerns a kind of fact but could not be drafted, and why."""

    kind: str
    place: Span
    reason: str


@dataclass(frozen=True, slots=True)
class LabelDrafts:
    """What was found in a label or a part of it, in text order."""

    drafts: tuple[Draft, ...] = ()
    unread: tuple[Unread, ...] = ()
