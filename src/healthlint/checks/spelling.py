"""A drug, condition or medical word that is within a slip of the right one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import ClassVar

from healthlint.analysis.spelling import Token, misspellings, shared_speller
from healthlint.checks.base import Article, Check, Hit
from healthlint.pattern import pattern
from healthlint.record import dataclass
from healthlint.span import Span

_CHUNK = pattern(r"\S+")
_WORD = pattern(r"[^\W_]+(?:['’ʼ‘-][^\W_]+)*")
_ADDRESS = pattern(r"://|www\.|@|\w\.\w+/|\.(?:com|org|net|gov|edu|html?)\b", re.IGNORECASE)

_POSSESSIVE = pattern("['’]s$")
_HONORED = pattern(r"\b(?:Mr|Mrs|Ms|Dr|Prof|Sir)\.? ([^\W\d_]+)")
_SHORT_NAME = 5
"""A capital inside a sentence is a name; so short a one is near to some drug's by chance."""


@dataclass(frozen=True, slots=True)
class Spelling(Check):
    """Reports words that `vocabulary` (a folder of the pack) does not know and that are near one that it offers.

    What a lexicon names is right. The replacement keeps the case and the ending of what stands there. In the message:
    {text}, {right}.
    """

    kind: ClassVar[str] = "spelling"
    vocabulary: str = "vocabulary"

    def run(self, article: Article) -> Iterator[Hit]:
        speller = shared_speller(article.resource(self.vocabulary))
        for found in misspellings(_tokens(article), speller, article.accepted):
            yield Hit(Span(found.start, found.end), {"text": found.text, "right": found.right}, replacement=found.right)


def _tokens(article: Article) -> Iterator[Token]:
    openings = sorted({sentence.span.start for sentence in article.analysis.sentences})
    names = _names(article, frozenset(openings))
    for block in article.document.blocks:
        text = article.text(block.span)
        titled = _title_case(text)
        first: frozenset[int] = frozenset() if titled else _first_words(text, block.span.start, openings)
        for word in _words(text):
            start, at = block.span.start + word.start(), word.start()
            initial = (titled or at in first) and _POSSESSIVE.sub("", word[0]) not in names
            short_name = not initial and word[0][0].isupper() and len(_POSSESSIVE.sub("", word[0])) <= _SHORT_NAME
            yield word[0], start, start + len(word[0]), initial, short_name


def _words(text: str) -> Iterator[re.Match[str]]:
    """The words of a text, without those of addresses."""
    if _ADDRESS.search(text) is None:
        yield from _WORD.finditer(text)
        return
    for chunk in _CHUNK.finditer(text):
        if _ADDRESS.search(chunk[0]) is None:
            yield from _WORD.finditer(text, chunk.start(), chunk.end())


def _first_words(text: str, offset: int, openings: Sequence[int]) -> frozenset[int]:
    """Where the first words of the sentences stand that begin in a block with this text, at this offset."""
    found = set()
    for place in openings[bisect_left(openings, offset) : bisect_left(openings, offset + len(text))]:
        start = place - offset
        chunk = _CHUNK.match(text, start) if not start or text[start - 1].isspace() else None
        word = _WORD.search(text, start, chunk.end()) if chunk else None
        if word is not None:
            found.add(word.start())
    return frozenset(found)


def _names(article: Article, openings: frozenset[int]) -> frozenset[str]:
    """Words that stand with a capital inside a sentence somewhere: where they open one, they are the same name."""
    found = set(_HONORED.findall(article.document.text))
    for block in article.document.blocks:
        text = article.text(block.span)
        if not _title_case(text):
            capitals = (match for match in _WORD.finditer(text) if match[0][0].isupper() and match.start())
            found.update(match[0] for match in capitals if block.span.start + match.start() not in openings)
    return frozenset(found)


def _title_case(text: str) -> bool:
    # In "New Hope Without Opoids" a capital says nothing about a name.
    words = [word for word in _WORD.findall(text) if word[0].isalpha() and len(word) > 3]
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= 0.6 * len(words)
