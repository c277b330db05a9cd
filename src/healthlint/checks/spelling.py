"""A drug, condition or medical word that is within a slip of the right one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.spelling import Token, misspellings, shared_speller
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.slips import hit
from healthlint.checks.standing import WORD, Standings
from healthlint.record import dataclass
from healthlint.span import Span


@dataclass(frozen=True, slots=True)
class Spelling(Check):
    """Reports words that `vocabulary` (a folder of the pack) does not know and that are near one that it offers.

    What a lexicon names is right, and names of people, places and products are left alone: a word with a capital inside
    a sentence, beside a title, initials or a trade mark, in a list of references. A fix is safe where one right word
    lies far ahead of the next, and only shown where the word may be a name or may stand for another drug as well. The
    replacement keeps the case and the ending of what stands there. In the message: {text}, {right}.
    """

    kind: ClassVar[str] = "spelling"
    vocabulary: str = "vocabulary"

    def run(self, article: Article) -> Iterator[Hit]:
        speller = shared_speller(article.resource(self.vocabulary))
        standings = Standings(article, speller.vocabulary)
        for found in misspellings(_tokens(article), speller, article.accepted):
            told = hit(found, standings)
            if told is not None:
                yield told


def _tokens(article: Article) -> Iterator[Token]:
    identifiers = article.document.identifiers
    for block in article.document.blocks:
        for word in WORD.finditer(article.document.text, block.span.start, block.span.end):
            if not identifiers.overlaps(Span(*word.span())):
                yield word[0], word.start(), word.end(), True, False
