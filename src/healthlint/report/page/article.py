"""An article as a reader sees it, block by block, with its findings marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from healthlint.document.model import Block, Document
from healthlint.fast_dataclass import dataclass
from healthlint.report.page.marks import Placed, by_block, marked, number
from healthlint.report.page.markup import element, text
from healthlint.report.page.tables import Cell, rows

# A file may nest to any depth; Python and readers give up earlier.
_DEEPEST = 12
_HINTS = {"alt": "Image description", "caption": "Caption"}


def prose(document: Document, placed: Sequence[Placed]) -> str:
    """The article as markup: headings, paragraphs, lists, tables and quotations."""
    found = by_block(document, placed)
    lost = element("p", (number(item) for item in found.get(None, ())))
    empty = element("p", "This article has no text.", class_="hint") + lost
    return "".join(_Writer(document, found).blocks(document.blocks, 0)) if document.blocks else empty


@dataclass(frozen=True, slots=True)
class _Writer:
    document: Document
    found: Mapping[Block | None, Sequence[Placed]]

    def blocks(self, blocks: Sequence[Block], depth: int) -> Iterator[str]:
        """Blocks that share the containers down to `depth`."""
        for name, group in groupby(blocks, lambda block: _container(block, depth)):
            members = list(group)
            yield self._contained(name, members, depth + 1) if name else "".join(map(self._block, members))

    def _contained(self, name: str, blocks: list[Block], depth: int) -> str:
        if name == "table":
            return self._table(blocks)
        if name == "list":
            return self._list(blocks, depth)
        inside = "".join(self.blocks(blocks, depth))
        if name == "quote":
            return element("blockquote", inside)
        hint = element("p", text(name), class_="hint")
        return element("div", hint + inside, class_="aside")

    def _list(self, blocks: list[Block], depth: int, deep: int = 0) -> str:
        """The items of one level; deeper ones are inside the item before them."""
        entries = self._entries(blocks, depth, deep)
        parts = []
        for ordered, group in groupby(entries, lambda entry: _number(entry[0]) is not None):
            parts.append(element("ol" if ordered else "ul", [self._item(entry, depth, deep) for entry in group]))
        return "".join(parts)

    def _entries(self, blocks: list[Block], depth: int, deep: int) -> list[list[Block]]:
        level = blocks[0].level
        items: list[list[Block]] = []
        for block in blocks:
            if not items or (block.level <= level and not block.within[depth:]) or deep > _DEEPEST:
                items.append([block])
            else:
                items[-1].append(block)
        return items

    def _item(self, blocks: list[Block], depth: int, deep: int) -> str:
        first, rest = blocks[0], blocks[1:]
        inside = [*self.blocks([first], depth)] if first.within[depth:] else [self._block(first, "div")]
        for loose, group in groupby(rest, lambda block: bool(block.within[depth:])):
            members = list(group)
            inside += self.blocks(members, depth) if loose else [self._list(members, depth, deep + 1)]
        plain = None if first.kind in ("item", "reference") or "footnote" in first.within else "plain"
        return element("li", inside, value=_number(first), class_=plain)

    def _table(self, blocks: list[Block]) -> str:
        cells = [block for block in blocks if block.kind == "cell"]
        others = "".join(self._block(block) for block in blocks if block.kind != "cell")
        if not cells:
            return others
        head, body = rows(self.document, cells)
        parts = [self._row(head, "col")] if head else []
        table = element("table", [*parts, *(self._row(row, "row" if head else None) for row in body)])
        return others + element("div", table, class_="table", role="group", aria_label="Table", tabindex=0)

    def _row(self, cells: Sequence[Cell], scope: str | None) -> str:
        return element("tr", (self._cell(cell, scope, first=not at) for at, cell in enumerate(cells)))

    def _cell(self, blocks: Cell, scope: str | None, *, first: bool) -> str:
        inside = (element("div", self._words(block), dir="auto") for block in blocks)
        if scope == "col" or (scope == "row" and first and blocks):
            return element("th", inside, scope=scope)
        return element("td", inside)

    def _block(self, block: Block, plain: str = "p") -> str:
        if block.kind in ("title", "heading"):
            name = "h3" if block.kind == "title" else f"h{min(6, max(4, block.level + 2))}"
            return element(name, self._words(block), dir="auto")
        label = _HINTS.get(block.kind) or (block.labels[0] if block.kind == "field" and block.labels else "")
        hint = element("span", text(label) + ": ", class_="hint") if label else ""
        return element(plain, hint + self._words(block), class_=block.kind, dir="auto")

    def _words(self, block: Block) -> str:
        return marked(self.document, block, self.found.get(block, ()))


def _container(block: Block, depth: int) -> str:
    return block.within[depth] if depth < min(len(block.within), _DEEPEST) else ""


def _number(block: Block) -> int | None:
    numbered = block.labels and (block.kind in ("item", "reference") or "footnote" in block.within)
    label = block.labels[0].strip("[](). ^") if numbered else ""
    return int(label) if label.isascii() and label.isdigit() and len(label) < 7 else None
