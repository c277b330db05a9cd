"""Colours for a terminal."""

from __future__ import annotations

from collections.abc import Callable

Paint = Callable[[str, str], str]
"""Styles a text; styles are the names of severities and `strong`, `quiet`, `good`."""

_CODES = {
    "error": "1;31",
    "warning": "1;33",
    "suggestion": "1;36",
    "strong": "1",
    "quiet": "2",
    "good": "32",
}


def painter(color: bool) -> Paint:
    """A function that styles text, or leaves it as it is."""
    return _painted if color else _plain


def linked(text: str, address: str) -> str:
    """A text that opens an address in a terminal (OSC 8)."""
    return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\" if address else text


def _painted(text: str, style: str) -> str:
    return f"\x1b[{_CODES[style]}m{text}\x1b[0m"


def _plain(text: str, _style: str) -> str:
    return text
