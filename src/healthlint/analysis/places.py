"""Positions in an analysed article: its sentences, headings, sections and phrases, with their context."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate

from healthlint.analysis.about.resolve import About
from healthlint.analysis.model import Context, CueHit, Sentence
from healthlint.analysis.phrasebook import Phrases
from healthlint.analysis.result import Analysis
from healthlint.document.model import Document
from healthlint.pattern import pattern
from healthlint.span import Span

_ASCII_LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CLOSING = " \n\"\u201d')*_"
_PART_END = pattern(r"[,;:\u2013\u2014()|]\s*")
_TRAILING = " \n.!?"
_COLUMNS = 12
"""Of a table that is read."""


class Places:
    """The positions of one article, each computed once."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self._stretches: dict[Phrases, list[Span]] = {}

    @property
    def document(self) -> Document:
        return self.analysis.document

    def text(self, span: Span) -> str:
        """The text at `span`."""
        return self.analysis.scan.text(span)

    @cached_property
    def titles(self) -> tuple[Span, ...]:
        """The places of the titles."""
        return tuple(block.span for block in self.document.blocks if block.kind == "title")

    def heading_of(self, block: int) -> Span:
        """The nearest heading above a block (the block itself if it is one; an empty span if there is none)."""
        at = bisect_right(self._headings, block) - 1
        return self.document.blocks[self._headings[at]].span if at >= 0 else Span(0, 0)

    def row_of(self, block: int) -> Span | None:
        """The heading cell of a cell's row; None for other blocks, and for the heading cell itself."""
        blocks = self.document.blocks
        label = blocks[block].labels[-1] if blocks[block].kind == "cell" and len(blocks[block].labels) > 1 else ""
        row = range(block - 1, max(block - _COLUMNS, -1), -1) if label else ()
        return next((blocks[at].span for at in row if self.text(blocks[at].span) == label), None)

    @cached_property
    def _headings(self) -> list[int]:
        return [at for at, block in enumerate(self.document.blocks) if block.kind in ("heading", "title")]

    def section_at(self, offset: int) -> Span:
        """The text from the heading above `offset` to the next one."""
        starts = self._sections
        at = bisect_right(starts, offset)
        return Span(starts[at - 1] if at else 0, starts[at] if at < len(starts) else len(self.document.text))

    @cached_property
    def _sections(self) -> list[int]:
        return [self.document.blocks[at].span.start for at in self._headings]

    def sentence_at(self, offset: int) -> Sentence | None:
        """The sentence that contains this offset."""
        sentences = self.analysis.sentences
        index = bisect_right(sentences, offset, key=lambda sentence: sentence.span.start) - 1
        return sentences[index] if index >= 0 and offset < sentences[index].span.end else None

    def part_at(self, sentence: Sentence, place: Span) -> Span:
        """The part of a sentence between semicolons that contains a place; other parts have other subjects."""
        text = self.text(sentence.span)
        at = place.start - sentence.span.start
        end = text.find(";", place.end - sentence.span.start)
        return Span(
            sentence.span.start + text.rfind(";", 0, at) + 1,
            sentence.span.end if end < 0 else sentence.span.start + end,
        )

    def carrier(self, span: Span) -> Span:
        """The words at `span`; a single word is widened to the part of its sentence between commas and similar
        marks."""
        sentence = self.sentence_at(span.start)
        if sentence is None:
            return span
        if " " in self.text(span).strip():
            # An underline never starts inside "needn't".
            before = self.text(Span(sentence.span.start, span.start))
            return Span(span.start - len(before) + len(before.rstrip(_ASCII_LETTERS)), span.end)
        text, at = self.text(sentence.span), span.start - sentence.span.start
        cuts = [0, *(match.end() for match in _PART_END.finditer(text)), len(text)]
        first = max(cut for cut in cuts if cut <= at)
        part = text[first : min(cut for cut in cuts if cut > at)]
        start = sentence.span.start + first + len(part) - len(part.lstrip())
        return Span(start, max(span.end, start + len(part.strip().rstrip(_TRAILING + ",;:\u2013\u2014(|"))))

    def asks(self, sentence: Sentence) -> bool:
        """True for a sentence that ends with a question mark."""
        return self.text(sentence.span).rstrip(_CLOSING).endswith("?")

    def statement_at(self, offset: int) -> tuple[int, int]:
        """The start of the sentence at this offset, and which of its statements between semicolons contains it."""
        sentence = self.sentence_at(offset)
        start = sentence.span.start if sentence else 0
        return start, self.document.text.count(";", start, offset)

    def statements_from(self, span: Span) -> tuple[tuple[int, int], ...]:
        """The statement that a span begins, and the one that opens the next sentence."""
        sentence = self.sentence_at(span.start)
        following = self.sentence_at(sentence.span.end + 1) if sentence else None
        return self.statement_at(span.start), *([(following.span.start, 0)] if following else ())

    def conditions(self, area: Span) -> Iterator[frozenset[str]]:
        """For every condition named in a span: its id and its classes."""
        for mention in self.analysis.mentions_in(area):
            if mention.kind == "condition" and area.contains(mention.span):
                yield frozenset((mention.concept, *mention.classes))

    def context(self, span: Span) -> Context:
        """The context of a span."""
        return self.analysis.context_of(span)

    @property
    def about(self) -> About:
        """Tells what any place in the article is about."""
        return self.analysis.about

    def holds(self, states: Iterable[str], span: Span, context: Context) -> bool:
        """True if a span with this context is in one of these states (denied, asked, quoted ...)."""
        found = {context.polarity, context.certainty, context.voice, *(cue.category for cue in context.cues)}
        found |= {cue.category for cue in self._cues.around(span.start) if _opens(cue, span)}
        return not found.isdisjoint(states)

    def matches(self, phrases: Phrases) -> Iterator[Span]:
        """The underlined part of every match of `phrases`."""
        scan = self.analysis.scan
        for match in scan.matches.get(phrases, ()):
            first = match.mark_first
            # An underline never starts inside "it's".
            if scan.tokens.words[first] == "'s" and first and scan.tokens.ends[first - 1] == scan.tokens.starts[first]:
                first -= 1
            yield scan.tokens.span(first, match.mark_last)

    def matches_in(self, phrases: Phrases, area: Span) -> Iterator[Span]:
        """The matches that lie entirely within a span, in order."""
        if phrases not in self._stretches:
            self._stretches[phrases] = sorted(self.matches(phrases))
        spans = self._stretches[phrases]
        for at in range(bisect_left(spans, area.start, key=_start), len(spans)):
            if spans[at].start > area.end:
                break
            if spans[at].end <= area.end:
                yield spans[at]

    def says(self, phrases: Phrases, area: Span) -> bool:
        """True if one of `phrases` occurs in a span."""
        return next(self.matches_in(phrases, area), None) is not None

    @cached_property
    def _cues(self) -> _Cues:
        return _Cues(self.analysis.cues)


class _Cues:
    """Index of all cues by place. Cues may contain one another, so the furthest end so far is stored."""

    def __init__(self, cues: Iterable[CueHit]) -> None:
        self._cues = sorted(cues, key=lambda cue: cue.span)
        self._starts = [cue.span.start for cue in self._cues]
        self._furthest = list(accumulate((cue.span.end for cue in self._cues), max))

    def around(self, offset: int) -> Iterator[CueHit]:
        """The cues that begin before this offset and may end after it."""
        at = bisect_left(self._starts, offset) - 1
        while at >= 0 and self._furthest[at] > offset:
            yield self._cues[at]
            at -= 1


def _start(span: Span) -> int:
    return span.start


def _opens(cue: CueHit, span: Span) -> bool:
    # "not proven" in "not proven to be safe" overlaps "proven to be safe" and still negates it; an answer ("You will
    # not ...") applies to its question, not to its own words.
    return cue.span.start < span.start < cue.span.end and cue.scope.end > span.start
