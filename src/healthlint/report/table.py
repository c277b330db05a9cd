"""Rows as aligned columns, fitted to the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.report.terminal import columns

GAP = "  "
# The narrowest width of a column, even if the line is then too long.
_NARROWEST = 8


def table(header: Sequence[str], rows: Sequence[Sequence[str]], indent: str = "", room: int | None = None) -> str:
    """Aligned columns. If the terminal or `room` is too narrow, the widest shrink first; piped output and tables
    without `room` (0) are not cut."""
    lines = [header, *rows] if header else list(rows)
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    room = columns() if room is None else room
    spare = room - len(indent) - len(GAP) * (len(widths) - 1)
    while room and sum(widths) > spare and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return "\n".join(indent + GAP.join(map(_cell, line, widths)).rstrip() for line in lines)


def _cell(text: str, width: int) -> str:
    return text.ljust(width) if len(text) <= width else text[: width - 1] + "…"
