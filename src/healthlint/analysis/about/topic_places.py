"""What is above a place and names its topic: a row's label, a lead-in, a heading."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from healthlint.analysis.about.naming import Naming
from healthlint.document.model import Block
from healthlint.span import Span

_HEADINGS = frozenset(("title", "heading"))
_PARTS = frozenset(("item", "cell"))
_SENTENCE_ENDS = (".", "!", "?")
"""A line without one may name the topic of the text below it ("Naloxone")."""
_NONE = -1


class TopicPlaces:
    """For each block, the places above it that may name its topic; computed once."""

    def __init__(self, naming: Naming) -> None:
        self._scan = naming.scan
        self.blocks = naming.scan.document.blocks
        self._headings = [at for at, block in enumerate(self.blocks) if block.kind in _HEADINGS]

    def block(self, offset: int) -> int:
        """The index of the block that contains an offset, or of the one before it; -1 before all blocks."""
        return bisect_right(self.blocks, offset, key=_start) - 1

    def section(self, block: int) -> int:
        """The index of the block that opens the section of a block."""
        at = bisect_right(self._headings, block)
        return self._headings[at - 1] if at else 0

    def labels(self, block: int) -> tuple[int, ...]:
        """The blocks of the term above a definition, or of the row and column headings of a cell (row first)."""
        return self._labels[block]

    def lead_in(self, block: int) -> Span | None:
        """The line right above a block or its list, if it is not a sentence and may name the topic of what follows."""
        at = self._leads[block]
        if at == _NONE or self.blocks[at].kind in _HEADINGS:
            return None
        if self.blocks[at].kind in _PARTS and self.blocks[block].kind != "item":
            return None
        above = self.blocks[at].span
        return None if self._scan.text(above).rstrip().endswith(_SENTENCE_ENDS) else above

    def headings(self, block: int) -> Iterator[Span]:
        """The headings above a block, from the nearest one up."""
        at = self._above[block]
        while at != _NONE:
            yield self.blocks[at].span
            at = self._above[at]

    @cached_property
    def _labels(self) -> list[tuple[int, ...]]:
        found: list[tuple[int, ...]] = []
        last: dict[str, int] = {}
        for at, block in enumerate(self.blocks):
            terms = (at - 1,) if at and self.blocks[at - 1].kind == "term" and block.kind != "term" else ()
            names = reversed(block.labels) if block.kind == "cell" else ()
            found.append((*terms, *(last[name.strip()] for name in names if name.strip() in last)))
            if block.kind == "cell":
                last[self._scan.text(block.span).strip()] = at
        return found

    @cached_property
    def _leads(self) -> list[int]:
        """For each block the one before it; for a list item, the block before its list or the item that contains it."""
        found: list[int] = []
        for at, block in enumerate(self.blocks):
            lead = at - 1
            while block.kind == "item" and lead >= 0 and _is_beside(self.blocks[lead], block):
                lead = found[lead]
            found.append(lead)
        return found

    @cached_property
    def _above(self) -> list[int]:
        """For each block the nearest heading above it; for a heading, its parent heading."""
        found: list[int] = []
        nearest = _NONE
        for at, block in enumerate(self.blocks):
            above = nearest
            if block.kind in _HEADINGS:
                while above != _NONE and not _is_over(self.blocks[above], block):
                    above = found[above]
                nearest = at
            found.append(above)
        return found


def _is_beside(one: Block, item: Block) -> bool:
    return one.kind == "item" and one.level >= item.level


def _is_over(one: Block, heading: Block) -> bool:
    return one.level < heading.level or (one.kind == "title" and heading.kind != "title")


def _start(block: Block) -> int:
    return block.span.start
