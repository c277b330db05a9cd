"""The visible text of a file whose source nobody reads: one paragraph a line, mapped back to the source."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import field
from typing import Protocol

from healthlint.document.prose import Piece, Prose
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span


class Place(Protocol):
    """The place of a paragraph."""

    @property
    def runs(self) -> tuple[int, ...]:
        """The offsets, in the page's text, at which its runs begin."""

    def describe(self) -> str:
        """The place in words."""


@dataclass(frozen=True, slots=True)
class Page:
    """`prose.text` has one line for each paragraph, empty ones too; `places` has one place for each line."""

    prose: Prose
    places: tuple[Place, ...]
    _pieces: list[Piece] = field(default_factory=list, compare=False, repr=False)
    _lines: list[int] = field(default_factory=list, compare=False, repr=False)

    @property
    def text(self) -> str:
        """The visible text."""
        return self.prose.text

    def offset(self, source: int) -> int:
        """The place of a source offset in the text; an offset in markup maps between two characters."""
        pieces = self._in_source_order()
        index = bisect_right(pieces, source, key=_source_start) - 1
        if index < 0 or source > pieces[index].source.end:
            index += 1
        if index == len(pieces):
            return len(self.text)
        return _offset(pieces[index], source)

    def stretch(self, source: Span) -> Span:
        """The visible part of a source span, from its first character to its last."""
        pieces = self._in_source_order()
        first = bisect_right(pieces, source.start, key=_source_end)
        last = bisect_left(pieces, source.end, key=_source_start) - 1
        if first > last:
            at = self.offset(source.start)
            return Span(at, at)
        return Span(_offset(pieces[first], source.start), _last(pieces[last], source.end))

    def position(self, source: int) -> tuple[int, int]:
        """The number of the paragraph and the column in it, both from 1."""
        offset = self.offset(source)
        line = self._line(offset)
        return line + 1, offset - self._lines[line] + 1

    def describe(self, source: Span) -> str:
        """The paragraph in which a source span begins, and its runs in that paragraph."""
        seen = self.stretch(source)
        if not self.places:
            return "the document"
        place = self.places[self._line(seen.start)]
        first, last = bisect_right(place.runs, seen.start), bisect_left(place.runs, seen.end)
        if not first:
            return place.describe()
        return f"{place.describe()}, " + (f"runs {first}-{last}" if last > first else f"run {first}")

    def _line(self, offset: int) -> int:
        if not self._lines:
            self._lines.append(0)
            at = -1
            while (at := self.text.find("\n", at + 1)) >= 0:
                self._lines.append(at + 1)
        return bisect_right(self._lines, offset) - 1

    def _in_source_order(self) -> list[Piece]:
        # A text box is shown after the paragraph that it is anchored in, but written in the middle of it.
        if not self._pieces:
            written = (piece for piece in self.prose.pieces if len(piece.source))
            self._pieces.extend(sorted(written, key=_source_start))
        return self._pieces


def _source_start(piece: Piece) -> int:
    return piece.source.start


def _source_end(piece: Piece) -> int:
    return piece.source.end


def _offset(piece: Piece, source: int) -> int:
    if source <= piece.source.start:
        return piece.text.start
    if source >= piece.source.end:
        return piece.text.end
    return piece.text.start + (source - piece.source.start if len(piece.text) == len(piece.source) else 0)


def _last(piece: Piece, source: int) -> int:
    if source < piece.source.end and len(piece.text) != len(piece.source):
        return piece.text.end
    return _offset(piece, source)
