"""The places of a Word file's characters in its XML, for edits."""

from __future__ import annotations

from dataclasses import field

from healthlint.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class TextElement:
    """A w:t element: the place of its content, whether white space at its ends is kept, and which part is CDATA."""

    start: int
    end: int
    preserved: bool
    cdata: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Written:
    """The characters of the file as edits need them, in the order of the file."""

    texts: list[TextElement] = field(default_factory=list)
    elements: list[tuple[int, int]] = field(default_factory=list)
