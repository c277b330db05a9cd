"""What the reader makes of each sentence of one article."""

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
"""Between the headings of a cell, as tables are written in the data that the reader was taught on."""


class Readings:
    """Reads all sentences of an article when the first of them is asked about; `problem` says why it could not."""

    def __init__(self, analysis: Analysis, reader: Reader | None) -> None:
        """Without a reader, nothing is known of any sentence."""
        self._analysis, self._reader = analysis, reader
        self._made: dict[int, Reading] | None = None
        self._contexts: dict[int, str] = {}
        self.problem = ""

    def of(self, index: int) -> Reading | None:
        """The reading of a sentence of the analysis; None where there is none."""
        return self._all().get(index)

    def over(self, span: Span) -> list[Reading]:
        """The readings of the sentences that a stretch touches."""
        sentences = self._analysis.sentences
        return [reading for at, reading in self._all().items() if sentences[at].span.overlaps(span)]

    def each(self) -> Iterator[tuple[Sentence, Reading]]:
        """Every sentence that was read."""
        return ((self._analysis.sentences[at], reading) for at, reading in self._all().items())

    def again(self, sentence: Sentence, texts: Sequence[str]) -> list[Reading]:
        """Readings of other texts in the place of a sentence: what would it say with fewer words?"""
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
        """Every sentence that is prose of the article, with what stands before it: in a table, its headings; before an
        item of a list, what leads in to the list."""
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
