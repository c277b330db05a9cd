"""Splits blocks into sentences, with exact offsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from healthlint.analysis.model import Sentence
from healthlint.analysis.tokens import Tokens
from healthlint.document.model import Document
from healthlint.pattern import pattern
from healthlint.span import Span

_SURROGATE = pattern("[\ud800-\udfff]")
_LONGEST = 500
"""Words. A longer one is a text without full stops rather than a sentence, and tests of whole sentences take time in
proportion to length."""

# The splitter takes "me", "may" or "ill" before an I for an abbreviation and an initial.
_BEFORE_I = pattern(r"(?<=[a-z][a-z])(?<!\bfig)(?<!\bvol)(?<!\bvs)(?<!\bch)\.(?=\s+I(?:['’]|\s+[a-z]))")


def split(document: Document, tokens: Tokens) -> tuple[Sentence, ...]:
    """The sentences of every block; a sentence never crosses a block."""
    from sentencex import get_sentence_boundaries  # a compiled module, loaded only when there is something to split

    sentences: list[Sentence] = []
    text = document.text
    for index, block in enumerate(document.blocks):
        # The splitter takes only UTF-8; a lone surrogate is replaced by another single character.
        piece = _SURROGATE.sub("\ufffd", text[block.span.start : block.span.end])
        for start, end in _bounds(piece, get_sentence_boundaries("en", piece)):
            span = Span(block.span.start + start, block.span.start + end)
            first = bisect_left(tokens.starts, span.start)
            last = bisect_left(tokens.starts, span.end)
            if first < last:
                sentences += _short(Sentence(span, index, first, last), tokens)
    return tuple(sentences)


def _short(sentence: Sentence, tokens: Tokens) -> Iterator[Sentence]:
    start, first = sentence.span.start, sentence.first
    while sentence.last - first > _LONGEST:
        last = first + _LONGEST
        yield Sentence(Span(start, tokens.ends[last - 1]), sentence.block, first, last)
        start, first = tokens.starts[last], last
    yield Sentence(Span(start, sentence.span.end), sentence.block, first, sentence.last)


def _parted(text: str, found: list[dict[str, int]]) -> Iterator[tuple[int, int]]:
    for item in found:
        start, end = item["start_index"], item["end_index"]
        for stop in _BEFORE_I.finditer(text, start, end):
            yield start, stop.end()
            start = stop.end()
        yield start, end


def _bounds(text: str, found: list[dict[str, int]]) -> Iterator[tuple[int, int]]:
    for start, end in _parted(text, found):
        while start < end and text[start].isspace():
            start += 1
        while end > start and text[end - 1].isspace():
            end -= 1
        if start < end:
            yield start, end
