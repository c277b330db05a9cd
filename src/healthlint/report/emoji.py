"""Sequences of characters that a terminal shows as one: joined emoji, and letters shaped by a joiner."""

from __future__ import annotations

import unicodedata

from healthlint.document.invisible import EMOJI
from healthlint.pattern import pattern

_TONES = "\U0001f3fb-\U0001f3ff"
_ONE = rf"[{EMOJI}\u00a9\u00ae\u203c\u2049\u2122\u2139][\ufe0f\u20e3{_TONES}]*"
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]+\U000e007f"
# Arabic and Indic scripts, and those between them: a joiner affects how two letters are written.
_SHAPED = "\u0600-\u0dff\u1000-\u109f\u1780-\u17ff"
_EMOJI = pattern(rf"{_FLAG}|{_ONE}(?:\u200d{_ONE})+|{_ONE}(?<=[{_TONES}])")
JOINED = pattern(rf"{_FLAG}|{_ONE}(?:\u200d{_ONE})+|(?<=[{_SHAPED}])[\u200c\u200d](?=[{_SHAPED}])")
"""A sequence in which a joiner or tag belongs to what is visible, and is harmless."""
_ANY = "\U0001f600"
_EXTENDING = pattern(rf"[\u200d\ufe00-\ufe0f\u20e3{_TONES}\U000e0020-\U000e007f]")


def columns(text: str) -> int:
    """The number of columns that a printable text takes on a terminal."""
    if text.isascii() and text.isprintable():
        return len(text)
    return sum(_width(letter) for letter in _EMOJI.sub(_ANY, text))


def _width(letter: str) -> int:
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def splits(text: str, at: int) -> bool:
    """True if a cut before the character at `at` would split a sequence."""
    return 0 < at < len(text) and (text[at - 1] == "\u200d" or _EXTENDING.match(text, at) is not None)
