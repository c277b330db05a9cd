"""Text of an article made fit for a terminal."""

from __future__ import annotations

import unicodedata


def visible(text: str) -> str:
    """`text` with every control and direction character replaced by a sign of the same length."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_sign(letter) for letter in text)


def _sign(letter: str) -> str:
    if letter == "\t":
        return " "
    code = ord(letter)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\ufffd" if unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp") else letter
