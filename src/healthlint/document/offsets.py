"""UTF-8 byte offsets -> code points."""

from __future__ import annotations

from bisect import bisect_right

from healthlint.pattern import pattern

_WIDE = pattern(r"[^\x00-\x7f]")


class Offsets:
    """Converts offsets that fall between two characters, in logarithmic time each."""

    def __init__(self, text: str) -> None:
        self._bytes = [0]
        self._points = [0]
        extra = 0
        for match in _WIDE.finditer(text):
            extra += len(match.group().encode()) - 1
            self._points.append(match.end())
            self._bytes.append(match.end() + extra)

    def point(self, byte: int) -> int:
        """The code point offset of a byte offset."""
        index = bisect_right(self._bytes, byte) - 1
        return self._points[index] + byte - self._bytes[index]
