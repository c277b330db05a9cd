"""A question and its answer: "What are the dangers? There are none."."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from healthlint.analysis.statements.text import Occurrence, Text, Words

_WITHIN = 2
"""How many sentences after its question an answer may come."""
_QUOTED = 2
"""An answer may open with quotation marks."""


def read(text: Text) -> Iterator[Occurrence]:
    """The frame's words in a question, with the verdict that the next sentences open with."""
    opening = {verdict.start: (verdict, denied) for verdict, denied in text.verdicts() if text.opens(verdict.start)}
    for words in text.words:
        number = text.scan.sentence_of[words.first]
        if text.asks(text.scan.sentences[number]):
            yield from _answered(text, words, number, opening)


def _answered(text: Text, words: Words, number: int, opening: Mapping[int, tuple[range, bool]]) -> Iterator[Occurrence]:
    sentences = text.scan.sentences
    for later in range(number + 1, min(number + 1 + _WITHIN, len(sentences))):
        if sentences[later].block - sentences[number].block > 1 or text.asks(sentences[later]):
            return
        for index in range(sentences[later].first, min(sentences[later].first + _QUOTED, sentences[later].last)):
            if index in opening:
                verdict, denied = opening[index]
                yield Occurrence(words, "answer", verdict, denied, asserted=True)
                return
