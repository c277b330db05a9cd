"""Reconstructs the rows and columns of a table from the headings of its cells."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.document.model import Block, Document

Cell = list[Block]
"""The blocks of one cell; empty for an empty cell."""


def rows(document: Document, cells: Sequence[Block]) -> tuple[list[Cell], list[list[Cell]]]:
    """The row of column headings (empty if the table has none) and the other rows.

    A document records the headings of cells, not the grid; empty cells are restored where the headings show them."""
    found: list[list[Cell]] = []
    heading = ""
    for cell in cells:
        column, row = _labels(cell)
        if row and row != heading and _is_head_of(row, document, found):
            # A row heading looked like another column heading until a cell named it.
            found.append([found[-1].pop()])
            heading = row
        if found and _continues(found[-1][-1], cell):
            found[-1][-1].append(cell)
        elif found and _joins(cell, column, row, heading, found, _texts(document, found[0])):
            found[-1].append([cell])
        else:
            found.append([[cell]])
            heading = row or document.text[cell.span.start : cell.span.end]
    names = _names(document, found)
    if not names:
        return [], found
    return found[0], [_spread(row, names) for row in found[1:]]


def _labels(cell: Block) -> tuple[str, str]:
    return (cell.labels[0], cell.labels[1]) if len(cell.labels) > 1 else ("", "")


def _is_head_of(row: str, document: Document, found: list[list[Cell]]) -> bool:
    last = found[-1] if found else []
    return len(last) > 1 and not last[-1][0].labels and _texts(document, last)[-1] == row


def _continues(last: Cell, cell: Block) -> bool:
    """Another paragraph of the same cell."""
    return bool(_labels(cell)[0]) and last[-1].labels == cell.labels


def _joins(cell: Block, column: str, row: str, heading: str, found: list[list[Cell]], names: Sequence[str]) -> bool:
    last = found[-1][-1][-1]
    if not cell.labels:
        return len(found) == 1 and not last.labels
    if row:
        return row == heading
    # A row whose first cell is empty has no heading of its own: it ends where the columns start again.
    before = _labels(last)[0]
    return not _labels(last)[1] and {column, before} <= set(names) and names.index(column) > names.index(before)


def _texts(document: Document, row: list[Cell]) -> list[str]:
    return [" ".join(document.text[block.span.start : block.span.end] for block in cell) for cell in row]


def _names(document: Document, found: list[list[Cell]]) -> list[str]:
    """The column headings, if later cells name them."""
    first = _texts(document, found[0])
    used = {_labels(cell[0])[0] for row in found[1:] for cell in row} - {""}
    return first if used and used <= set(first) and len(set(first)) == len(first) else []


def _spread(row: list[Cell], names: Sequence[str]) -> list[Cell]:
    named = {_labels(cell[0])[0]: cell for cell in row}
    if len(named) < len(row) or "" in named:
        return row
    return [named.get(name, []) for name in names]
