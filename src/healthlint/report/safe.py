"""Text of an article made fit for a terminal, and for the machine that reads what a CI job prints."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any

from healthlint.pattern import pattern
from healthlint.report.emoji import JOINED

_UNSAFE = frozenset(("Cc", "Cf", "Cs", "Zl", "Zp"))
_BEYOND_JSON = pattern(r"[^\x00-\x7e]")
_RUNNER = "##["
"""How a command to the runner of GitHub Actions begins, anywhere in a line."""


def visible(text: str) -> str:
    """`text` with every control and direction character replaced by a sign of the same length."""
    if _RUNNER in text:
        text = text.replace(_RUNNER, "##⟦")
    if text.isascii() and text.isprintable():
        return text
    parts, at = [], 0
    for joined in JOINED.finditer(text):
        parts += [*map(_sign, text[at : joined.start()]), joined[0]]
        at = joined.end()
    return "".join([*parts, *map(_sign, text[at:])])


def visible_path(path: str) -> str:
    """A path to begin a line with: `::error::.md` is a file, but a line that begins so is a command to a CI runner."""
    shown = visible(path)
    return f"./{shown}" if shown.lstrip().startswith("::") else shown


def json_text(value: Any, indent: int | None = None) -> str:
    """A JSON text that holds just what `value` does, with escapes for every letter that could steer a terminal."""
    return _BEYOND_JSON.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=indent))


def _escaped(match: re.Match[str]) -> str:
    letter = match.group()
    return json.dumps(letter)[1:-1] if letter == "\x7f" or unicodedata.category(letter) in _UNSAFE else letter


def _sign(letter: str) -> str:
    if letter == "\t":
        return " "
    code = ord(letter)
    if code < 0x20:
        return chr(0x2400 + code)
    return "\ufffd" if unicodedata.category(letter) in _UNSAFE else letter
