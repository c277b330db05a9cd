"""Positions as clients of the protocol count them: lines from 0, and columns in units of UTF-8, -16 or -32."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping

from lsprotocol.types import Position, PositionEncodingKind, Range

from healthlint.document.model import line_starts
from healthlint.span import Span

Encoding = PositionEncodingKind | str
_WIDTHS: Mapping[Encoding, Callable[[str], int]] = {
    PositionEncodingKind.Utf8: lambda letter: len(letter.encode("utf-8", "surrogatepass")),
    PositionEncodingKind.Utf16: lambda letter: 1 + (letter > "\uffff"),
    PositionEncodingKind.Utf32: lambda letter: 1,
}
_ENDS = "\r\n"


class Lines:
    """Converts offsets of one text (code points) to positions and back.

    An invalid position becomes the nearest one before it: clients may be a keystroke behind, and some have bugs.
    """

    def __init__(self, text: str, encoding: Encoding = PositionEncodingKind.Utf16) -> None:
        self.text = text
        self._starts = line_starts(text)
        self._width = _WIDTHS.get(encoding, _WIDTHS[PositionEncodingKind.Utf16])

    def offset(self, position: Position) -> int:
        """The offset of a position; inside a character, that of the character."""
        if position.line >= len(self._starts):
            return len(self.text)
        start, end = self._line(position.line)
        if self.text[start:end].isascii():
            return min(start + position.character, end)
        return self._counted(start, end, position.character)

    def _counted(self, start: int, end: int, units: int) -> int:
        for at in range(start, end):
            units -= self._width(self.text[at])
            if units < 0:
                return at
        return end

    def _line(self, number: int) -> tuple[int, int]:
        """The start and end of a line, without its line break."""
        start = self._starts[number]
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self.text)
        while end > start and self.text[end - 1] in _ENDS:
            end -= 1
        return start, end

    def position(self, offset: int) -> Position:
        """The position of an offset."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        before = self.text[self._starts[line] : offset]
        return Position(line, len(before) if before.isascii() else sum(map(self._width, before)))

    def range(self, span: Span) -> Range:
        """The range of a span of the text."""
        return Range(self.position(span.start), self.position(span.end))

    def span(self, range_: Range) -> Span:
        """The span of a range; reversed ends are swapped."""
        start, end = self.offset(range_.start), self.offset(range_.end)
        return Span(min(start, end), max(start, end))

    def edited(self, range_: Range, text: str) -> str:
        """The text with the range replaced."""
        span = self.span(range_)
        return self.text[: span.start] + text + self.text[span.end :]
