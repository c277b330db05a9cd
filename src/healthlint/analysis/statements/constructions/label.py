"""A label and its value: "Side effects: none", a cell in its row and column, a verdict under its heading."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.statements.text import Occurrence, Text

_MARKS = frozenset((":", "|", "—", "–", "="))
_LABEL = 14
_ABOVE = frozenset(("heading", "title", "term"))


def read(text: Text) -> Iterator[Occurrence]:
    """Verdicts that open a value, with the last words of a frame in its label."""
    for verdict, denied in text.verdicts():
        yield from _valued(text, verdict, denied)


def _valued(text: Text, verdict: range, denied: bool) -> Iterator[Occurrence]:
    sentence = text.sentence(verdict.start)
    for label in _labels(text, verdict.start, sentence.first):
        found = list(text.within(label))
        for words in (each for each in found if each.last == found[-1].last):
            inside = sentence.first <= words.first
            place = range(words.first if inside else verdict.start, verdict.stop)
            yield Occurrence(words, "label", place, denied, asserted=True)
        if found:
            return


def _labels(text: Text, index: int, first: int) -> Iterator[range]:
    """The possible labels of the value that opens at `index`, nearest first."""
    words = text.tokens.words
    if index > first:
        run_in = words[index - 1].isalnum() and text.scan.document.text[text.tokens.starts[index]].isupper()
        if words[index - 1] in _MARKS or run_in:
            yield range(max(first, index - _LABEL), index)
        if not text.opens(index):
            return
    number = text.scan.sentence_of[index]
    block = text.scan.sentences[number].block
    if number == 0 or text.scan.sentences[number - 1].block != block:
        yield from _above(text, block)


def _above(text: Text, block: int) -> Iterator[range]:
    """The row and column names of a cell, or the heading right above a paragraph."""
    blocks = text.scan.document.blocks
    labels = frozenset(blocks[block].labels) if blocks[block].kind in ("cell", "definition") else frozenset()
    for at in range(block - 1, -1, -1):
        named = text.scan.text(blocks[at].span) in labels
        if named or (blocks[at].kind in _ABOVE and block - at <= 1):
            inside = text.tokens.within(blocks[at].span)
            yield range(inside.start, inside.stop)
        if not labels:
            return
