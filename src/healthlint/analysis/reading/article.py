"""The reader's labels for each sentence of one article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from healthlint.analysis.reading.model import ReaderError
from healthlint.span import Span

if TYPE_CHECKING:
    from healthlint.analysis.model import Sentence
    from healthlint.analysis.reading.reader import Pair, Reader, Reading
    from healthlint.analysis.result import Analysis
    from healthlint.document.model import Block

_AROUND = frozenset({"nav", "footer", "form"})
_NO_PROSE = frozenset({"alt", "reference"})
_BETWEEN = " | "
"""Separates the headings of a cell, as in the training data."""


class Readings:
    """Reads all sentences of an article on first use; `problem` is the reason if that failed."""

    def __init__(self, analysis: Analysis, reader: Reader | None) -> None:
        """Without a reader, no sentence has labels."""
        self._analysis, self._reader = analysis, reader
        self._made: dict[int, Reading] | None = None
        self._contexts: dict[int, str] = {}
        self.problem = ""

    def of(self, index: int) -> Reading | None:
        """The reading of a sentence; None if there is none."""
        return self._all().get(index)

    def over(self, span: Span) -> list[Reading]:
        """The readings of the sentences that a span touches."""
        sentences = self._analysis.sentences
        return [reading for at, reading in self._all().items() if sentences[at].span.overlaps(span)]

    def each(self) -> Iterator[tuple[Sentence, Reading]]:
        """Every sentence that was read."""
        return ((self._analysis.sentences[at], reading) for at, reading in self._all().items())

    def again(self, sentence: Sentence, texts: Sequence[str]) -> list[Reading]:
        """Readings of other texts in place of a sentence, to see what it says with fewer words."""
        if self._reader is None:
            return []
        context = self._contexts.get(sentence.span.start, "")
        return self._reader.read([(context, text) for text in texts])

    def _all(self) -> dict[int, Reading]:
        if self._made is None:
            self._made = self._read()
        return self._made

    def _read(self) -> dict[int, Reading]:
        if self._reader is None:
            return {}
        pairs = list(self._pairs())
        sentences = self._analysis.sentences
        self._contexts = {sentences[at].span.start: context for at, (context, _) in pairs}
        try:
            return dict(zip((at for at, _ in pairs), self._reader.read([pair for _, pair in pairs]), strict=True))
        except ReaderError as problem:
            self.problem, self._reader = str(problem), None
            return {}

    def _pairs(self) -> Iterator[tuple[int, Pair]]:
        """Every prose sentence of the article with its context: in a table, the headings of the cell; for a list item,
        the lead-in to the list."""
        blocks, before, lead = self._analysis.document.blocks, "", ""
        opened = -1
        for at, sentence in enumerate(self._analysis.sentences):
            block = blocks[sentence.block]
            if not _is_prose(block):
                continue
            text = " ".join(self._analysis.scan.text(sentence.span).split())
            if not text:
                continue
            if "list" not in block.within:
                lead = text
            elif sentence.block != opened:
                before = lead
            opened = sentence.block
            yield at, (_BETWEEN.join(block.labels) if block.kind == "cell" and block.labels else before, text)
            before = text


def _is_prose(block: Block) -> bool:
    return block.kind not in _NO_PROSE and _AROUND.isdisjoint(block.within)
