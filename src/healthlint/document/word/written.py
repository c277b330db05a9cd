"""Where the characters of a Word file stand in its XML, for changes to them."""

from __future__ import annotations

from dataclasses import field

from healthlint.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class TextElement:
    """A w:t element: where its content stands, whether white space at its edges counts, what of it is CDATA."""

    start: int
    end: int
    preserved: bool
    cdata: tuple[tuple[int, int], ...] = ()


@dataclass(slots=True)
class Written:
    """The characters of the file as a change would have to treat them, in the order of the file."""

    texts: list[TextElement] = field(default_factory=list)
    elements: list[tuple[int, int]] = field(default_factory=list)
