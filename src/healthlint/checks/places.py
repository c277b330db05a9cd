"""Where things stand in an analysed article: its sentences, headings and sections, and what is named in a stretch."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from healthlint.analysis.model import Sentence
from healthlint.analysis.result import Analysis
from healthlint.document.model import Document
from healthlint.span import Span

_CLOSING = " \n\"\u201d')*_"


class Places:
    """The places of one article, worked out once."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis

    @property
    def document(self) -> Document:
        return self.analysis.document

    def text(self, span: Span) -> str:
        """What stands at `span` of the text."""
        return self.analysis.scan.text(span)

    @cached_property
    def titles(self) -> tuple[Span, ...]:
        """Where its titles stand."""
        return tuple(block.span for block in self.document.blocks if block.kind == "title")

    def heading_of(self, block: int) -> Span:
        """The nearest heading above a block (the block itself, if it is one; an empty span if there is none)."""
        at = bisect_right(self._headings, block) - 1
        return self.document.blocks[self._headings[at]].span if at >= 0 else Span(0, 0)

    @cached_property
    def _headings(self) -> list[int]:
        return [at for at, block in enumerate(self.document.blocks) if block.kind in ("heading", "title")]

    def section_at(self, offset: int) -> Span:
        """The stretch of the text from the heading above `offset` to the next one."""
        starts = self._sections
        at = bisect_right(starts, offset)
        return Span(starts[at - 1] if at else 0, starts[at] if at < len(starts) else len(self.document.text))

    @cached_property
    def _sections(self) -> list[int]:
        return [self.document.blocks[at].span.start for at in self._headings]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that holds this offset of the text."""
        sentences = self.analysis.sentences
        index = bisect_right(sentences, offset, key=lambda sentence: sentence.span.start) - 1
        return sentences[index] if index >= 0 and offset < sentences[index].span.end else None

    def asks(self, sentence: Sentence) -> bool:
        """True for a sentence that ends with a question mark."""
        return self.text(sentence.span).rstrip(_CLOSING).endswith("?")

    def statement_at(self, offset: int) -> tuple[int, int]:
        """Where the sentence of this offset begins, and which of the statements between its semicolons holds it."""
        sentence = self.sentence_at(offset)
        start = sentence.span.start if sentence else 0
        return start, self.document.text.count(";", start, offset)

    def conditions(self, area: Span) -> Iterator[frozenset[str]]:
        """For every condition that is named in a stretch of the text: its id and the classes that it belongs to."""
        for mention in self.analysis.mentions_in(area):
            if mention.kind == "condition" and area.contains(mention.span):
                yield frozenset((mention.concept, *mention.classes))
