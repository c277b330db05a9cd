"""A drug, condition or medical word that is within a slip of the right one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from healthlint.analysis.spelling import Token, misspellings, shared_speller
from healthlint.checks.base import Article, Check, Hit
from healthlint.document.model import Block
from healthlint.span import Span

_CHUNK = re.compile(r"\S+")
_WORD = re.compile(r"[^\W_]+(?:['’ʼ‘-][^\W_]+)*")
_ADDRESS = re.compile(r"://|www\.|@|\w\.\w+/|\.(?:com|org|net|gov|edu|html?)\b", re.IGNORECASE)


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
    openings = {sentence.span.start for sentence in article.analysis.sentences}
    for block in article.document.blocks:
        text = article.text(block.span)
        titled = _title_case(text)
        for chunk in _CHUNK.finditer(text):
            if _ADDRESS.search(chunk[0]):
                continue
            yield from _words(block, chunk, titled, openings)


def _words(block: Block, chunk: re.Match[str], titled: bool, openings: set[int]) -> Iterator[Token]:
    opens = block.span.start + chunk.start() in openings
    for number, word in enumerate(_WORD.finditer(chunk[0])):
        start = block.span.start + chunk.start() + word.start()
        yield word[0], start, start + len(word[0]), titled or (opens and number == 0), False


def _title_case(text: str) -> bool:
    # In "New Hope Without Opoids" a capital says nothing about a name.
    words = [word for word in _WORD.findall(text) if word[0].isalpha() and len(word) > 3]
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= 0.6 * len(words)
