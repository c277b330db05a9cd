"""The narrative of a section of an SPL label: paragraphs, lists and tables as blocks of one text."""

from __future__ import annotations

from collections.abc import Iterable

from healthlint.authoring.labels.flow import Flow
from healthlint.authoring.labels.model import Table
from healthlint.authoring.labels.tree import Chars, Element
from healthlint.span import Span

_SKIPPED = ("footnote", "footnoteRef", "renderMultiMedia")
"""Not part of the running text: a footnote would split a sentence."""
_NOTHING = Span(0, 0)


class Narrative:
    """Writes the `text` elements of sections into a Flow, and keeps their tables."""

    def __init__(self, flow: Flow) -> None:
        self._flow = flow
        self._lists = 0
        self.tables: list[Table] = []

    def write(self, element: Element) -> None:
        """Everything in a `text` element."""
        self._flow.open("paragraph", 0)
        self._children(element, False)
        self._flow.close()

    def line(self, element: Element | None) -> Span:
        """A title or caption as a separate span; empty if there is none."""
        if element is None:
            return _NOTHING
        self._flow.open("caption", 0)
        self._children(element, False)
        span = self._flow.close()
        if span:
            self._flow.blocks.pop()
        return span

    def _children(self, element: Element, head: bool) -> None:
        for child in element.children:
            if isinstance(child, Chars):
                self._flow.add(child.text, child.start, child.end, head)
            elif child.name not in _SKIPPED:
                self._element(child, head)

    def _element(self, element: Element, head: bool) -> None:
        name = element.name
        if name == "list":
            self._list(element)
        elif name == "table":
            self._table(element)
        elif name in ("paragraph", "caption"):
            self._block(element, head)
        elif name == "br":
            self._flow.space(element.start)
        else:
            self._children(element, head or bool(element.attribute("styleCode")))

    def _block(self, element: Element, head: bool) -> None:
        kind, depth = self._flow.within
        # In an item, a paragraph after the item's own words is nested below them.
        deeper = depth + 1 if kind == "item" and not self._flow.empty else depth
        self._flow.open("caption" if element.name == "caption" else kind, deeper)
        self._children(element, head)
        self._flow.open(kind, deeper if kind == "item" else depth)

    def _list(self, element: Element) -> None:
        outside = self._flow.within
        self._lists += 1
        for child in element.elements():
            self._flow.open("caption" if child.name == "caption" else "item", self._lists)
            self._children(child, False)
        self._lists -= 1
        self._flow.open(*outside)

    def _table(self, element: Element) -> None:
        outside = self._flow.within
        self._flow.close()
        kept, self._flow.blocks = self._flow.blocks, []
        caption = self.line(element.find("caption"))
        head = self._rows(element.elements("thead"))
        rows = self._rows([*element.elements("tbody"), *element.elements("tfoot")])
        self.tables.append(Table(caption, head, rows))
        self._flow.close()
        self._flow.blocks = kept
        self._flow.open(*outside)

    def _rows(self, parts: Iterable[Element]) -> tuple[tuple[Span, ...], ...]:
        rows = (row for part in parts for row in part.elements("tr"))
        return tuple(tuple(self._cell(cell) for cell in row.elements()) for row in rows)

    def _cell(self, cell: Element) -> Span:
        self._flow.open("paragraph", 0)
        before = len(self._flow.blocks)
        self._children(cell, False)
        self._flow.close()
        written = self._flow.blocks[before:]
        return written[0].span.cover(written[-1].span) if written else _NOTHING
