"""The place of a paragraph in a Word file, in the terms in which a person or python-docx would count."""

from __future__ import annotations

from healthlint.fast_dataclass import dataclass


@dataclass(slots=True)
class Region:
    """Where paragraphs are counted: the body, a table cell, a text box, a note. `name` is its own part of a place."""

    name: str = ""
    outer: Region | None = None
    paragraphs: int = 0
    tables: int = 0
    boxes: int = 0

    def path(self) -> list[str]:
        """The names of the enclosing regions and this one, from outside in."""
        names: list[str] = []
        region: Region | None = self
        while region is not None:
            if region.name:
                names.append(region.name)
            region = region.outer
        return names[::-1]


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph: the `number`-th of its region. `runs` are the offsets of its runs in the page's text."""

    region: Region
    number: int
    runs: tuple[int, ...] = ()

    def describe(self) -> str:
        """`table 1, row 2, column 3, paragraph 1`."""
        return ", ".join([*self.region.path(), f"paragraph {self.number}"])


@dataclass(slots=True)
class Grid:
    """A table while it is being read: its row and column counts so far."""

    outer: Region
    number: int
    row: int = 0
    column: int = 0
    width: int = 1

    def cell(self) -> Region:
        """The region of the cell that begins."""
        return Region(f"table {self.number}, row {self.row}, column {self.column}", self.outer)
