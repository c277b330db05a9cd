"""Makes text from articles safe for terminals, and for programs that read the output of CI jobs."""

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
"""The start of a command to the runner of GitHub Actions, anywhere in a line."""


def visible(text: str) -> str:
    """`text` with every control and direction character replaced by a visible one of the same length."""
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
    """A path at the start of a line: `::error::.md` may be a file, but such a line is a command to a CI runner."""
    shown = visible(path)
    return f"./{shown}" if shown.lstrip().startswith("::") else shown


def json_text(value: Any, indent: int | None = None) -> str:
    """JSON text equivalent to `value`, with escapes for every character that could control a terminal."""
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
