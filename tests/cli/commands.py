"""What tests of several command lines share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

Run = Callable[..., tuple[int, str, str]]
"""Runs a command line; gives status, standard output and standard error."""


def write(text: str, name: str = "a.md") -> None:
    """Write an article into the current folder."""
    Path(name).write_text(text, encoding="utf-8")
