"""Drugs that no lexicon lists: the words beside their names are about them, and not about the article's drug."""

from __future__ import annotations

from healthlint.analysis.model import Analysis
from healthlint.span import Span

_REACH = 6
"""Words between such a name and what is said of it: "zolpidem is a Schedule IV controlled substance"."""
_RELATIVES = frozenset(("which", "that"))
_PRONOUNS = frozenset(("it", "this"))
_PARTED = frozenset(";:()—–")
# "With zolpidem it is ..." and "effects of zolpidem" speak of something else.
_OBLIQUE = frozenset(
    "with unlike than to from over alongside against for like without stop stopping instead versus on off by of and or "
    "as into in".split()
)


def unlisted_at(analysis: Analysis, span: Span) -> str:
    """The name of the unlisted drug that the words at `span` are said of, in small letters; "" when there is none.

    It opens what is said ("zolpidem is ..."), is described by it (", which ...") or is named within it ("has approved
    zolpidem"), and no listed drug stands between.
    """
    tokens = analysis.scan.tokens
    within = tokens.within(span)
    number = analysis.scan.sentence_of[within.start] if within else -1
    if number < 0:
        return ""
    opening = analysis.sentences[number].first
    first = max(opening, within.start - _REACH)
    for index in range(within.stop - 1, first - 1, -1):
        word = tokens.words[index]
        if word in _PARTED or (word == "," and index < within.start and _parts(analysis, index, first)):
            return ""
        if _listed(analysis, index):
            return ""
        if analysis.names.listed(word) and not _beside(analysis, index):
            return word
    return _meant(analysis, number) if first == opening and tokens.words[first] in _PRONOUNS else ""


def _parts(analysis: Analysis, comma: int, first: int) -> bool:
    """True for a comma behind which something else is spoken of: neither a description of the name before it nor the
    close of an apposition ("a rival, zolpidem, is ...")."""
    words = analysis.scan.tokens.words
    return words[comma + 1] not in _RELATIVES and not (comma > first and analysis.names.listed(words[comma - 1]))


def _meant(analysis: Analysis, number: int) -> str:
    """What "it" means behind a sentence of the same paragraph in which such a drug is the last that is named."""
    before = analysis.sentences[number - 1] if number else None
    if before is None or before.block != analysis.sentences[number].block:
        return ""
    words = analysis.scan.tokens.words
    for index in range(before.last - 1, before.first - 1, -1):
        if _listed(analysis, index):
            return ""
        if analysis.names.listed(words[index]):
            return "" if _beside(analysis, index) else words[index]
    return ""


def names_unlisted(analysis: Analysis, area: Span) -> bool:
    """True where such a drug is named in a stretch of the text."""
    tokens = analysis.scan.tokens
    return any(analysis.names.listed(tokens.words[at]) and not _listed(analysis, at) for at in tokens.within(area))


def _listed(analysis: Analysis, index: int) -> bool:
    """True inside the name of a drug that a lexicon knows."""
    start, end = analysis.scan.tokens.starts[index], analysis.scan.tokens.ends[index]
    sentence = analysis.sentences[analysis.scan.sentence_of[index]]
    named = analysis.mentions_in(Span(sentence.span.start, end))
    return any(mention.kind == "drug" and mention.span.start <= start < mention.span.end for mention in named)


def _beside(analysis: Analysis, index: int) -> bool:
    words, first = analysis.scan.tokens.words, analysis.sentences[analysis.scan.sentence_of[index]].first
    if index > first + 1 and words[index - 1] == "and" and words[index - 2] == ",":
        return False
    return index > first and words[index - 1] in _OBLIQUE
