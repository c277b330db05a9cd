"""Text in reading order: normalised white space, blocks in sequence, each character with its place."""

from __future__ import annotations

from healthlint.authoring.labels.model import Block, BlockKind
from healthlint.document.prose import Prose, ProseBuilder
from healthlint.pattern import pattern
from healthlint.span import Span

_RUN = pattern(r"\s+|\S+")
_BULLETS = "•●▪◦‣·∙"
"""Characters that begin an item when the label does not use a list."""


class Flow:
    """Builds the text of a label from left to right: `open` a block, `add` to it, `close` it."""

    def __init__(self) -> None:
        self._prose = ProseBuilder()
        self._space: Span | None = None
        self._start = 0
        self._heads = True
        self._last = 0
        self._base: tuple[BlockKind, int] = ("paragraph", 0)
        self._form: tuple[BlockKind, int] = self._base
        self.blocks: list[Block] = []

    @property
    def empty(self) -> bool:
        """True while the block has no text."""
        return self._prose.length == self._start

    def open(self, kind: BlockKind, depth: int) -> None:
        """Begin a block; one that is open ends."""
        self.close()
        self._form = self._base = kind, depth

    @property
    def within(self) -> tuple[BlockKind, int]:
        """The kind and depth of the open block."""
        return self._base

    def add(self, text: str, start: int, end: int, head: bool = False) -> None:
        """Characters of [start, end) in the file; `head` if they are bold, italic or underlined."""
        if len(text) != end - start:
            self._piece(text, Span(start, end), head)
            return
        for run in _RUN.finditer(text):
            self._piece(run.group(), Span(start + run.start(), start + run.end()), head)

    def space(self, at: int) -> None:
        """White space that is not in the file: a line break."""
        if self._space is None:
            self._space = Span(at, at)

    def close(self) -> Span:
        """End the block; returns its span in the text, empty if it has no text."""
        span = Span(self._start, self._prose.length)
        if span:
            self.blocks.append(Block(span, *self._form, heading=self._heads))
            self._prose.add("\n", Span(self._last, self._last))
        self._start, self._space, self._heads = self._prose.length, None, True
        return span

    def take(self) -> tuple[Block, ...]:
        """The blocks since the last call."""
        self.close()
        taken, self.blocks = tuple(self.blocks), []
        return taken

    def build(self) -> Prose:
        """The text of everything added."""
        return self._prose.build()

    def _piece(self, text: str, source: Span, head: bool) -> None:
        if text.isspace():
            self._space = self._space or source
            return
        if text[0] in _BULLETS:
            self.close()
            self._form = "item", self._base[1] + 1
            text, source = text[1:], Span(source.start + 1, source.end)
            if not text:
                return
        if self._space is not None and not self.empty:
            self._prose.add(" ", self._space)
        self._space = None
        self._prose.add(text, source)
        self._last = source.end
        self._heads = self._heads and head
