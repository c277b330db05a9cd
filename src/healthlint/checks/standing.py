"""The role of a word that looks misspelled: an ordinary word, or the name of somebody or something."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from functools import cached_property
from typing import Literal

from healthlint.analysis.vocabulary import Vocabulary
from healthlint.checks.base import Article
from healthlint.document.model import Block
from healthlint.pattern import pattern
from healthlint.span import Span

Standing = Literal["word", "first", "inside", "listed", "name"]
"""`word`: in lower case. `first`: capitalised, perhaps only because it begins a sentence or heading. `inside`:
capitalised inside a sentence; `listed`, the same with drugs next to it as in a list. `name`: a proper name."""

WORD = pattern(r"[^\W_]+(?:['’ʼ‘-][^\W_]+)*")
_CHUNK = pattern(r"\S+")
_POSSESSIVE = pattern("['’ʼ‘]s$")
_MARK = pattern(r"\s?(?:[™®©℠]|\((?:tm|r|c|sm)\))", re.IGNORECASE)
_BEFORE = pattern(r"(?<![^\W_])(?:[A-Z]\.[ -]?){1,3}$")
_BEHIND = pattern(
    r",? (?:[A-Z]\.[ -]?){1,3}| ([A-HJ-Z]|[A-Z]{2,3})\b(?![-'’])|\s?,?\s?\(?(?:et al\b|(?:1[89]|20)\d\d\b)"
)
_COPYRIGHT = pattern(r"(?:[™®©]|\(c\))\s?(?:\d{4}\s)?$", re.IGNORECASE)
_HOST = pattern(r"(?:https?://|www\.|[\w.+-]+@)([\w.-]+)", re.IGNORECASE)
_QUOTED = pattern(r"(?<![^\s(])[\"'“‘«„](?=([^\W\d_])[^\s\"”»“]*\s\w)")
_LETTER = pattern(r"(?!a)[^\W\d_A-Z]")
_AROUND = 80
"""Characters examined on either side of a word."""


class Standings:
    """The roles of words in an article."""

    def __init__(self, article: Article, vocabulary: Vocabulary) -> None:
        self._article = article
        self._vocabulary = vocabulary
        self._text = article.document.text

    def of(self, span: Span) -> Standing:
        """The role of the word at a span of the text."""
        word = _bare(self._text[span.start : span.end])
        block = self._article.document.block_at(span.start)
        if self._marked(span) or word.lower() in self._hosts or self._spoken_of(span):
            return "name"
        if block is None or not word[:1].isupper():
            return "word"
        return self._capital(word, span, block)

    def _capital(self, word: str, span: Span, block: Block) -> Standing:
        if block.kind == "reference" or self._next_to_name(span):
            return "name"
        first = span.start in self._first or self._titled(block)
        if first and not self._inside[word] and word == self._text[span.start : span.end]:
            return "name" if self._names_somebody(span) else self._first_standing(span, block)
        return "listed" if not first and self._in_a_list(span) else self._inside_standing(span)

    def _first_standing(self, span: Span, block: Block) -> Standing:
        """The role of a first word; one that is alone, or names the speaker, does not begin a sentence."""
        if block.kind in ("title", "heading"):
            return "first"
        line = WORD.findall(self._text, block.span.start, block.span.end)
        if len(line) == 1 and block.kind != "paragraph":
            before = WORD.findall(self._text, max(0, span.start - _AROUND), span.start)
            words = (*before[-1:], *WORD.findall(self._text, span.end, span.end + _AROUND)[:1])
            return "listed" if any(map(self._drug, words)) else "inside"
        return "inside" if self._text[span.end : span.end + 2] == ": " else "first"

    def _inside_standing(self, span: Span) -> Standing:
        before, behind = self._neighbour(span, -1), self._neighbour(span, 1)
        capitals = [word for word, start in (before, behind) if word[:1].isupper() and start not in self._first]
        doubled = self._text[span.start - 1 : span.start] == "-" and before[0][:1].isupper()
        return "name" if capitals or doubled else "inside"

    def cited(self, span: Span) -> bool:
        """True in an entry of a reference list."""
        block = self._article.document.block_at(span.start)
        return block is not None and block.kind == "reference" and "footnote" not in block.within

    def repeated(self, span: Span) -> bool:
        """True for a capitalised word that recurs, always with a capital."""
        return self._repeated(_bare(self._text[span.start : span.end]))

    # The text around it

    def _marked(self, span: Span) -> bool:
        """True next to a trade mark sign."""
        before = self._text[max(0, span.start - 8) : span.start]
        return bool(_MARK.match(self._text, span.end) or _COPYRIGHT.search(before))

    def _spoken_of(self, span: Span) -> bool:
        """True in a sentence about the spelling of a word."""
        sentence = self._article.sentence_at(span.start)
        area = sentence.span if sentence else span
        said = WORD.findall(self._text, max(area.start, span.start - _AROUND), min(area.end, span.end + _AROUND))
        return any(self._vocabulary.sign("spelling", word) for word in said)

    def _next_to_name(self, span: Span) -> bool:
        """True next to a title or initials, and before the year of a citation."""
        before = self._text[max(0, span.start - _AROUND) : span.start]
        behind = _BEHIND.match(self._text, span.end)
        if _BEFORE.search(before) or (behind and not self._vocabulary.sign("form", behind[1] or "")):
            return True
        last = _CHUNK.findall(before)[-1:] if before[-1:].isspace() else []
        bare = last[0].lstrip("(\"'“‘") if last else ""
        return self._vocabulary.sign("title", bare) or (bare[:1].isupper() and self._vocabulary.sign("given", bare))

    def _names_somebody(self, span: Span) -> bool:
        """True for a first word that is followed by a verb of speech, or is the first of a name of several words."""
        word, start = self._neighbour(span, 1)
        if not word:
            return False
        if self._vocabulary.sign("speech", word):
            return True
        block = self._article.document.block_at(span.start)
        titled = block is not None and self._titled(block)
        return word[0].isupper() and not word.isupper() and not titled and start not in self._first

    def _in_a_list(self, span: Span) -> bool:
        """True if the next name before or after, joined as in a list or put in brackets, is a drug."""
        text = self._text
        before = text[max(0, span.start - _AROUND) : span.start]
        behind = text[span.end : span.end + _AROUND]
        words = [*WORD.finditer(before)]
        while words and self._vocabulary.sign("join", words[-1][0]):
            words.pop()
        last = words[-1] if words else None
        if last is not None and self._joins(before[last.end() :]) and self._drug(last[0]):
            return True
        following = (match for match in WORD.finditer(behind) if not self._vocabulary.sign("join", match[0]))
        next_ = next(following, None)
        return next_ is not None and self._joins(behind[: next_.start()]) and self._drug(next_[0])

    def _joins(self, between: str) -> bool:
        """True for text between two members of a list, or between a name and its other name in brackets."""
        rest = WORD.sub("", between)
        joined = any(self._vocabulary.sign("join", word) for word in WORD.findall(between))
        return (joined or any(mark in rest for mark in ",/(;&")) and not rest.strip(" ,/();&*\n")

    def _drug(self, word: str) -> bool:
        found = self._vocabulary.offered(word.lower())
        return found is not None and found.kind == "drug" and found.commonness >= 3

    def _neighbour(self, span: Span, side: int) -> tuple[str, int]:
        """The word separated from this one by only a space or hyphen, before (-1) or after it (1), and its start."""
        text = self._text
        if side < 0:
            found = [*WORD.finditer(text, max(0, span.start - _AROUND), span.start)][-1:]
            parted = [match for match in found if text[match.end() : span.start] in (" ", "-", ". ", " & ")]
        else:
            found = [match for match in [WORD.search(text, span.end, span.end + _AROUND)] if match]
            parted = [match for match in found if text[span.end : match.start()] in (" ", "-", ", ", " & ")]
        return (parted[0][0], parted[0].start()) if parted else ("", -1)

    # The whole article

    def _repeated(self, word: str) -> bool:
        return self._counts[word] > 1 and not self._counts[word.lower()]

    @cached_property
    def _counts(self) -> Counter[str]:
        """Counts of each word in the article, by capitalisation."""
        return Counter(_bare(match[0]) for match in WORD.finditer(self._text))

    @cached_property
    def _inside(self) -> Counter[str]:
        """Counts of each capitalised word inside sentences."""
        words = (match for block in self._article.document.blocks for match in self._words(block))
        return Counter(_bare(match[0]) for match in words if match[0][0].isupper() and match.start() not in self._first)

    def _words(self, block: Block) -> Iterator[re.Match[str]]:
        if not self._titled(block):
            yield from WORD.finditer(self._text, block.span.start, block.span.end)

    @cached_property
    def _first(self) -> frozenset[int]:
        """Where sentences begin, including quotations of several words."""
        openings = sorted({sentence.span.start for sentence in self._article.analysis.sentences})
        blocks = self._article.document.blocks
        quoted = (match.start(1) for match in _QUOTED.finditer(self._text))
        return frozenset(
            (*quoted, *(start for block in blocks for start in first_words(self._text, block.span, openings)))
        )

    @cached_property
    def _hosts(self) -> frozenset[str]:
        """The parts of the host names of sites and mailboxes that the article names, its own and others."""
        targets = [target for _, target in self._article.document.links]
        sources = (self._article.document.source, *targets)
        return frozenset(
            part.lower() for source in sources for host in _HOST.findall(source) for part in re.split(r"[.-]", host)
        )

    def _titled(self, block: Block) -> bool:
        return block.kind in ("title", "field", "heading", "cell", "term") and title_case(
            self._text[block.span.start : block.span.end]
        )


def first_words(text: str, block: Span, openings: list[int]) -> Iterator[int]:
    """Where the first words of the sentences beginning in a block stand."""
    for place in openings[bisect_left(openings, block.start) : bisect_left(openings, block.end)]:
        if place == block.start or text[place - 1].isspace():
            yield from _first_word(text, place, block.end)


def _first_word(text: str, start: int, end: int) -> Iterator[int]:
    """Where the first word is, after punctuation and a list letter ("b)")."""
    for chunk in _CHUNK.finditer(text, start, end):
        word = WORD.search(text, *chunk.span())
        if word is not None and not _LETTER.fullmatch(word[0]):
            yield word.start()
            return


def title_case(text: str) -> bool:
    """True if capitals show nothing about names, as in "New Hope Without Opoids"."""
    words = [word for word in WORD.findall(text) if word[0].isalpha() and len(word) > 3]
    return len(words) > 1 and sum(word[0].isupper() for word in words) >= 0.6 * len(words)


def _bare(word: str) -> str:
    return _POSSESSIVE.sub("", word)
