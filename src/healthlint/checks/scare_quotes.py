"""Words in scare quotes: 'the leaflet speaks of a "wonder pill"', 'labelled "miracle balm"'."""

from __future__ import annotations

from healthlint.checks.base import Article
from healthlint.pattern import pattern
from healthlint.span import Span

_OPENING = pattern(r"(?<!\w)[\"“‘']((?:[\w'’-]+\s){0,2})\Z")
_CLOSING = pattern(r"((?:[\s-][\w-]+){0,2})[,.]?[\"”’'](?![\w])")
_AROUND = 40
_HEADLINES = frozenset(("title", "heading", "field"))
"""Where quotation marks only say whose word it is: "Tea is 'wonder drug', says study"."""
_WORD = pattern(r"[\w'’]+")


_QUOTES = frozenset("\"“”‘’'")


def is_quoted_alone(article: Article, at: int) -> bool:
    """True if the word at an offset stands alone between quotation marks: 'Ann says the tea "healed" her'."""
    tokens, sentence = article.analysis.scan.tokens, article.sentence_at(at)
    word = tokens.within(Span(at, at + 1)).start
    if sentence is None or not sentence.first < word < sentence.last - 1:
        return False
    return tokens.words[word - 1] in _QUOTES and tokens.words[word + 1] in _QUOTES


def in_scare_quotes(article: Article, span: Span) -> bool:
    """True for a word with hardly more than itself in quotation marks and no article in them, which would make it
    somebody's statement ("It was 'a miracle', she said")."""
    text, block = article.document.text, article.document.block_at(span.start)
    if block is None or block.kind in _HEADLINES:
        return False
    opening = _OPENING.search(text, max(0, span.start - _AROUND), span.start)
    closing = _CLOSING.match(text, span.end, span.end + _AROUND)
    if opening is None or closing is None:
        return False
    said = _WORD.findall(text, opening.start() + 1, span.start)
    determiners = article.analysis.scan.lists.get("determiner", frozenset())
    return not any(word.lower() in determiners or not word.isalpha() for word in said)
