"""How wide the terminal is: COLUMNS, else what the terminal itself says."""

from __future__ import annotations

import shutil

_LEAST = 20
"""Columns that are used whatever the terminal says: in fewer, no word would fit."""


def columns() -> int:
    """The columns of the terminal; 0 where there is none, as in a pipe, and COLUMNS does not say."""
    return shutil.get_terminal_size((0, 0)).columns


def room(most: int) -> int:
    """The columns for text that is easiest to read in `most` of them, fewer where the terminal has fewer."""
    return max(min(columns() or most, most), _LEAST)
