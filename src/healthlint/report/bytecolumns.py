"""Columns counted in UTF-8 bytes of the visible line."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate

from healthlint.document.model import line_starts

_STEP = 1024


class ByteColumns:
    """The lines of a text; a query costs little, however long its line is."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._lines = line_starts(text)
        steps = (_size(text[at : at + _STEP]) for at in range(0, len(text), _STEP))
        self._sizes = list(accumulate(steps, initial=0))

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of an offset of the text."""
        line = bisect_right(self._lines, offset) - 1
        return line + 1, self._bytes(offset) - self._bytes(self._lines[line]) + 1

    def _bytes(self, offset: int) -> int:
        step = offset // _STEP
        return self._sizes[step] + _size(self._text[step * _STEP : offset])


def _size(text: str) -> int:
    # A lone surrogate is shown as U+FFFD, which takes three bytes, as surrogatepass gives it.
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))
