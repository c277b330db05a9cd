"""A drug, condition or medical word within a slip of the right spelling."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import ClassVar

from healthlint.analysis.spelling import Misspelling, Speller, Token, misspellings, plain, shared_speller
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.slips import hit
from healthlint.checks.standing import WORD, Standings
from healthlint.fast_dataclass import dataclass, replace
from healthlint.pattern import pattern
from healthlint.span import Span

_LETTER_IN_BRACKETS = pattern(r"[(\[]\w[)\]]$")
"""Text before the rest of a word that begins an acronym: "(L)entigines"."""


@dataclass(frozen=True, slots=True)
class Spelling(Check):
    """Reports words unknown to `vocabulary` (a folder of the pack) that are close to a known one.

    Words in a lexicon are right, and names of people, places and products are skipped: a capitalised word inside a
    sentence, next to a title, initials or a trade mark, or in a reference list. A fix is safe if one correction is far
    ahead of the next, and only shown if the word may be a name or may stand for another drug. The replacement keeps the
    case and the ending. In the message: {text}, {right}.
    """

    kind: ClassVar[str] = "spelling"
    vocabulary: str = "vocabulary"

    def run(self, article: Article) -> Iterator[Hit]:
        speller = shared_speller(article.resource(self.vocabulary))
        standings = Standings(article, speller.vocabulary)
        for found in misspellings(_tokens(article, speller), speller, article.accepted):
            reported = hit(_through_hyphen(found, article.document.joints), standings)
            if reported is not None:
                yield reported


def _tokens(article: Article, speller: Speller) -> Iterator[Token]:
    document, right = article.document, speller.right_among(article.accepted)
    for block in document.blocks:
        for word in WORD.finditer(document.text, block.span.start, block.span.end):
            if (word[0], True) in right and not document.joints:
                # Most words are known and need no further test.
                continue
            if document.identifiers.overlaps(Span(*word.span())):
                continue
            joint = _joint(document.joints, *word.span())
            if _LETTER_IN_BRACKETS.search(document.text, max(0, word.start() - 3), word.start()):
                continue
            if joint is None:
                yield word[0], word.start(), word.end(), True, False
            else:
                yield from _broken(document.text, word.start(), joint, word.end(), speller)


def _broken(text: str, start: int, joint: int, end: int, speller: Speller) -> Iterator[Token]:
    """The slips in a word that the file breaks, read as one word or, if both halves are words, as two."""
    first, second = text[start:joint], text[joint + 1 : end]
    left, right = first.rpartition("-")[2], second.partition("-")[0]
    one, two = plain(left), plain(right)
    if speller.listed(one + two):
        return
    if speller.listed(one) and speller.listed(two):
        yield text[start:end], start, end, True, False
    else:
        yield left + right, joint - len(left), joint + 1 + len(right), True, False


def _joint(joints: Sequence[int], start: int, end: int) -> int | None:
    at = bisect_left(joints, start)
    return joints[at] if at < len(joints) and joints[at] < end else None


def _through_hyphen(slip: Misspelling, joints: Sequence[int]) -> Misspelling:
    """The slip with the hyphen inside it, which is not a letter of the word."""
    return slip if _joint(joints, slip.start, slip.end) is None else replace(slip, end=slip.end + 1)
