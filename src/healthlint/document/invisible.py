"""Invisible characters that split words: the default-ignorable code points of Unicode."""

from __future__ import annotations

# Joiners, variation selectors and tags combine several characters into one emoji; elsewhere they split words like the
# others.
_JOINERS = "\u200d\ufe00-\ufe0f\U000e0000-\U000e007f"
# Soft hyphen, fillers, directions, zero-width spaces and signs, byte-order mark, controls of musical notation.
_OTHERS = (
    "\u00ad\u034f\u061c\u115f-\u1160\u17b4-\u17b5\u180b-\u180f\u200b-\u200c\u200e-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0080-\U000e0fff"
)
EMOJI = "\u2190-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001fbff"
"""Emoji, and characters that may be shown as such, as part of a character class in a pattern."""

DROPPED = rf"(?:(?<![{EMOJI}{_JOINERS}])[{_JOINERS}{_OTHERS}]+|[{_OTHERS}]+)"
"""A pattern for a run of invisible characters, except those that hold an emoji together."""

BLANK = (
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2061\u2062\u2063\u2064\ufeff"
)
"""Characters around a text by accident, for `str.strip`."""
