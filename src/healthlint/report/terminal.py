"""How wide the terminal is: COLUMNS, else what the terminal itself says."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Mapping
from typing import TextIO

_LEAST = 20
"""Columns that are used whatever the terminal says: in fewer, no word would fit."""


def columns(stream: TextIO | None = None, environ: Mapping[str, str] = os.environ) -> int:
    """The columns of the terminal behind a stream (default: standard output); 0 where there is none, as in a pipe, and
    COLUMNS does not say."""
    told = environ.get("COLUMNS", "")
    if told.isascii() and told.isdigit() and int(told):
        return max(int(told), _LEAST)
    stream = stream or sys.stdout
    try:
        found = os.get_terminal_size(stream.fileno()).columns if stream is not None and stream.isatty() else 0
    except (OSError, ValueError):
        found = 0
    return max(found, _LEAST) if found else 0


def room(most: int, stream: TextIO | None = None) -> int:
    """The columns for text that is easiest to read in `most` of them, fewer where the terminal has fewer."""
    return min(columns(stream) or most, most)


def fitted(line: str, columns: int) -> str:
    """A line broken between words into as many as a terminal needs; as it is where there is none (0)."""
    if not columns or len(line) <= columns:
        return line
    indent = line[: len(line) - len(line.lstrip())]
    broken = textwrap.wrap(
        line,
        columns,
        subsequent_indent=indent + "  ",
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(broken)
