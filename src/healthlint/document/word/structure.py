"""The containers of a Word file's paragraphs (tables, text boxes, notes, lists), and the kind of each paragraph."""

from __future__ import annotations

from collections.abc import Callable

from healthlint.document.containers import Containers
from healthlint.document.model import BlockKind
from healthlint.document.tables import Table
from healthlint.document.word.numbering import Numbering
from healthlint.document.word.paragraph import Paragraph
from healthlint.document.word.places import Grid, Region
from healthlint.document.word.styles import Look, Styles

Attributes = Callable[[], dict[str, str]]
_NO_LIST = "0"
_MOST_COLUMNS = 100


class _Cell:
    """An open table cell; its width is known only after it has begun."""

    __slots__ = ("labels", "region")

    def __init__(self, region: Region) -> None:
        self.region = region
        self.labels: tuple[str, ...] | None = None


class Structure:
    """Receives every start and end that is not part of a run; `paragraphs` are in order of their starts."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self.paragraphs: list[Paragraph] = []
        self._styles = styles
        self._numbering = numbering
        self._open: list[Paragraph] = []
        self._region = Region()
        self._regions: list[Region] = []
        self._containers = Containers()
        self._tables: list[tuple[Table, Grid]] = []
        self._cells: list[_Cell | None] = []
        self._is_head = False
        self._label: tuple[str, ...] = ()

    @property
    def paragraph(self) -> Paragraph | None:
        """The paragraph that is being read."""
        return self._open[-1] if self._open else None

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        if name in _STARTS:
            _STARTS[name](self)
        elif name in _VALUES:
            _VALUES[name](self, attributes().get("val", ""))

    def end(self, name: str) -> None:
        """An element ends."""
        if name in _ENDS:
            _ENDS[name](self)

    # Paragraphs

    def start_paragraph(self) -> None:
        """A paragraph begins."""
        cell = self._cells[-1] if self._cells else None
        if cell is not None:
            self._begin_cell(cell)
        region = self._region
        region.paragraphs += 1
        region.boxes = 0
        labels = cell.labels if cell is not None else None
        paragraph = Paragraph(region, region.paragraphs, labels, self._containers.names)
        self._open.append(paragraph)
        self.paragraphs.append(paragraph)

    def end_paragraph(self) -> None:
        """The paragraph ends; its properties and its text are now known."""
        paragraph = self._open.pop()
        self._classify(paragraph)
        if paragraph.cell is not None:
            self._tables[-1][0].add(paragraph.text().strip())

    def _classify(self, paragraph: Paragraph) -> None:
        look = self._styles.look(paragraph.style)
        listed = self._list_label(paragraph, look)
        kind, level = look.kind, look.level
        if paragraph.outline is not None:
            kind, level = ("heading", paragraph.outline + 1) if paragraph.outline < 6 else (None, 0)
        if look.contents:
            paragraph.within = (*paragraph.within, "nav")
            kind = None
        if self._containers.depth("footnote"):
            self._write_down(paragraph, "reference", 0, self._label)
            self._label = ()
        elif kind is not None:
            self._write_down(paragraph, kind, level, listed or (), "quote" if kind == "quote" else "")
        elif listed is not None:
            self._write_down(paragraph, "item", (paragraph.depth or 0) + 1, listed, "list")
        elif paragraph.cell is not None:
            self._write_down(paragraph, "cell", 0, paragraph.cell)

    def _write_down(
        self, paragraph: Paragraph, kind: BlockKind, level: int, labels: tuple[str, ...], within: str = ""
    ) -> None:
        paragraph.kind, paragraph.level, paragraph.labels = kind, level, labels
        if within and within not in paragraph.within:
            paragraph.within = (*paragraph.within, within)

    def _list_label(self, paragraph: Paragraph, look: Look) -> tuple[str, ...] | None:
        """The label of a list item; None for anything else."""
        number = paragraph.number_id if paragraph.number_id is not None else look.number
        if number is None or number == _NO_LIST:
            return None
        if paragraph.depth is None:
            by_style = self._numbering.depth_of(number, paragraph.style or self._styles.default)
            paragraph.depth = look.depth if look.depth is not None else by_style
        return self._numbering.label(number, paragraph.depth or 0)

    # Properties of the paragraph

    def _set_style(self, value: str) -> None:
        if self._open:
            self._open[-1].style = value

    def _set_number(self, value: str) -> None:
        if self._open:
            self._open[-1].number_id = value

    def _set_depth(self, value: str) -> None:
        if self._open:
            self._open[-1].depth = _count(value, 0)

    def _set_outline(self, value: str) -> None:
        if self._open:
            self._open[-1].outline = _count(value, 9)

    # Tables

    def _start_table(self) -> None:
        cell = self._cells[-1] if self._cells else None
        if cell is not None:
            self._begin_cell(cell)
        self._region.tables += 1
        self._tables.append((Table(), Grid(self._region, self._region.tables)))
        self._cells.append(None)
        self._containers.enter("table")

    def _end_table(self) -> None:
        self._tables.pop()
        self._cells.pop()
        self._containers.leave("table")

    def _start_row(self) -> None:
        if self._tables:
            table, grid = self._tables[-1]
            table.start_row()
            grid.row += 1
            grid.column = 1
            # The first row names the columns, and so do further ones that Word repeats on every page.
            self._is_head = grid.row == 1

    def _set_head(self, value: str) -> None:
        self._is_head = self._is_head or value.lower() not in ("0", "false", "off")

    def _skip_columns(self, value: str) -> None:
        if self._tables:
            self._tables[-1][1].column += min(_count(value, 0), _MOST_COLUMNS)

    def _end_row(self) -> None:
        if self._tables:
            self._tables[-1][0].end_row()

    def _start_cell(self) -> None:
        if self._tables:
            grid = self._tables[-1][1]
            grid.width = 1
            cell = _Cell(grid.cell())
            self._enter(cell.region)
            self._cells.append(cell)

    def _set_width(self, value: str) -> None:
        if self._tables:
            self._tables[-1][1].width = min(max(_count(value, 1), 1), _MOST_COLUMNS)

    def _begin_cell(self, cell: _Cell) -> None:
        if cell.labels is None:
            table, grid = self._tables[-1]
            cell.labels = table.start_cell(self._is_head, grid.width)

    def _end_cell(self) -> None:
        cell = self._cells[-1] if self._cells else None
        if cell is not None:
            self._begin_cell(cell)
            self._cells.pop()
            self._leave()
            table, grid = self._tables[-1]
            table.end_cell()
            grid.column += grid.width

    # Text boxes and notes

    def _start_box(self) -> None:
        outer = self._region
        outer.boxes += 1
        self._enter(Region(f"paragraph {outer.paragraphs}, text box {outer.boxes}", outer))
        self._cells.append(None)
        self._containers.enter("aside")

    def _end_box(self) -> None:
        self._leave()
        self._cells.pop()
        self._containers.leave("aside")

    def start_note(self, kind: str, number: int, label: str) -> None:
        """A footnote or endnote begins; its first paragraph carries the label."""
        self._enter(Region(f"{kind} {number}", self._region))
        self._label = (f"^{label}",)
        self._containers.enter("footnote")

    def end_note(self) -> None:
        """The note ends."""
        self._leave()
        self._containers.leave("footnote")

    def _enter(self, region: Region) -> None:
        self._regions.append(self._region)
        self._region = region

    def _leave(self) -> None:
        self._region = self._regions.pop()


def _count(value: str, default: int) -> int:
    return int(value) if value.isdecimal() and len(value) < 7 else default


_STARTS: dict[str, Callable[[Structure], None]] = {
    "tbl": Structure._start_table, "tr": Structure._start_row, "tc": Structure._start_cell,
    "txbxContent": Structure._start_box,
}  # fmt: skip
_ENDS: dict[str, Callable[[Structure], None]] = {
    "tbl": Structure._end_table, "tr": Structure._end_row, "tc": Structure._end_cell,
    "txbxContent": Structure._end_box,
}  # fmt: skip
_VALUES: dict[str, Callable[[Structure, str], None]] = {
    "pStyle": Structure._set_style, "numId": Structure._set_number, "ilvl": Structure._set_depth,
    "outlineLvl": Structure._set_outline, "gridSpan": Structure._set_width, "gridBefore": Structure._skip_columns,
    "tblHeader": Structure._set_head,
}  # fmt: skip
