"""The column and row headings of table cells."""

from __future__ import annotations


class Table:
    """Follows a table cell by cell."""

    def __init__(self) -> None:
        self._columns: dict[int, str] = {}
        self._row = ""
        self._index = 0
        self._texts: list[str] = []
        self._heads = 0
        self._cells = 0
        self._names: dict[int, str] = {}
        self._width = 1
        self._is_head = False

    def start_row(self) -> None:
        """A new row."""
        self._row = ""
        self._index = self._heads = self._cells = 0
        self._names = {}

    def end_row(self) -> None:
        """A row made only of headings names the columns."""
        if self._cells and self._heads == self._cells:
            self._columns.update(self._names)

    def start_cell(self, is_head: bool, width: int = 1) -> tuple[str, ...]:
        """The labels of the cell that begins: its column's heading and its row's, or nothing."""
        self._texts = []
        self._width = width
        self._is_head = is_head
        all_heads = is_head and self._heads == self._cells
        if all_heads and (self._index == 0 or not self._columns):
            labels = ("", "")
        else:
            labels = (self._columns.get(self._index, ""), self._row)
        return labels if any(labels) else ()

    def add(self, text: str) -> None:
        """Text in the cell."""
        if text:
            self._texts.append(text)

    def end_cell(self) -> None:
        """The cell ends; its text may be a heading for others."""
        text = " ".join(self._texts)
        if self._index == 0:
            self._row = text
        self._cells += 1
        if self._is_head:
            self._heads += 1
            for column in range(self._index, self._index + self._width):
                self._names[column] = text
        self._index += self._width
