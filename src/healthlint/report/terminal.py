"""The width and abilities of the terminal."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Mapping
from typing import TextIO

_OPENS = {
    "TERM_PROGRAM": ("iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"),
    "TERM": ("xterm-kitty", "alacritty", "foot", "foot-extra", "xterm-ghostty", "wezterm", "contour"),
}
"""Terminals that open addresses (OSC 8), by how they identify themselves."""
_TELLS = ("KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM")
"""Variables that only such terminals set."""
_FIRST_VTE = 5000
_LEAST = 20
"""The fewest columns used, whatever the terminal says: in less, no word would fit."""


def columns(stream: TextIO | None = None, environ: Mapping[str, str] = os.environ) -> int:
    """The columns of the terminal behind a stream (default: standard output), or of COLUMNS; 0 if there is none, as in
    a pipe."""
    columns = environ.get("COLUMNS", "")
    if columns.isascii() and columns.isdigit() and int(columns):
        return max(int(columns), _LEAST)
    stream = stream or sys.stdout
    try:
        found = os.get_terminal_size(stream.fileno()).columns if stream is not None and stream.isatty() else 0
    except (OSError, ValueError):
        found = 0
    return max(found, _LEAST) if found else 0


def opens_links(environ: Mapping[str, str] = os.environ) -> bool:
    """True in a terminal that opens addresses; FORCE_HYPERLINK decides for an unknown one (0: no)."""
    if forced := environ.get("FORCE_HYPERLINK"):
        return forced != "0"
    if environ.get("TERM") == "dumb":
        return False
    version = environ.get("VTE_VERSION", "")
    if version.isascii() and version.isdigit() and int(version) >= _FIRST_VTE:
        return True
    return any(map(environ.get, _TELLS)) or any(environ.get(name) in known for name, known in _OPENS.items())


def room(most: int, stream: TextIO | None = None) -> int:
    """The columns for text that is best read in `most` columns; fewer on a narrower terminal."""
    return min(columns(stream) or most, most)


def fitted(line: str, columns: int) -> str:
    """A line broken between words to fit a terminal; unchanged if there is none (0)."""
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
