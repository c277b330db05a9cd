"""Which drug an article, or a place in it, speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from healthlint.analysis.model import Analysis, Mention
from healthlint.analysis.referents import Referents
from healthlint.document.model import Block
from healthlint.reference.model import Fact
from healthlint.span import Span

_WEIGHTS = {"title": 5, "heading": 2, "field": 3}
_LEAST = 2
_HEADINGS = frozenset(("title", "heading"))
_SENTENCE_ENDS = (".", "!", "?")
"""A line without one may name what is said below it ("Naloxone")."""
# What other drugs are compared with, warned of or replaced; an article is about one only if it has facts on it.
GENERAL = frozenset({"opioid", "painkiller", "alcohol", "nsaid"})
# A drug behind one of these stands beside what is spoken of ("unlike tramadol, it is ...", "safe with codeine").
# What is denied is not spoken of either ("it is not a narcotic").
_OBLIQUE = frozenset(
    "not with unlike than to from over alongside against for like without stop stopping instead versus on off by "
    "any".split()
)
# "A spray of nalmefene" is spoken of; "because of opioids" is beside.
_OBLIQUE_OF = frozenset(
    "instead because clear rid short free out place ahead regardless outside effects effect spite lack use end "
    "kind".split()
)
_RELATIVES = frozenset(("which", "that"))
# May stand between the two ("unlike most painkillers").
_DETERMINERS = frozenset("a an the most many some all other my your his her our their these those such".split())


def main_drug(analysis: Analysis, candidates: Collection[str]) -> str:
    """The one of `candidates` that the article is about: named most, in title and headings above all; "" when none.

    An article that names the drug in passing is not about it: no other single drug may be named more. Once is enough
    where its form is named ("low-dose") and every other drug merely stands beside something: what follows says "it".
    """
    weights: Counter[str] = Counter()
    spoken_of = set()
    formed = {mention.concept for mention in analysis.mentions if mention.form}
    blocks = analysis.document.blocks
    for mention in analysis.mentions:
        if mention.kind == "drug" and not set(mention.classes) & GENERAL:
            weights[mention.concept] += _WEIGHTS.get(blocks[analysis.sentences[mention.sentence].block].kind, 1)
            if mention.concept in formed or not beside(analysis, mention):
                spoken_of.add(mention.concept)
    ranked = weights.most_common(2)
    if ranked and ranked[0][1] < _LEAST:
        only = next(iter(spoken_of)) if len(spoken_of) == 1 else ""
        return only if only in formed and only in candidates else ""
    if not ranked or ranked[0][0] not in candidates:
        return ""
    return "" if len(ranked) > 1 and ranked[0][1] == ranked[1][1] else ranked[0][0]


def drug_at(analysis: Analysis, referents: Referents, span: Span, main: str) -> str:
    """The drug that the words at `span` are about; "" when that is unclear.

    The nearest one named before it in its sentence that does not merely stand beside something; else what a pronoun
    would mean there; else the only one its sentence names; else the article's.
    """
    index = analysis.scan.tokens.within(span)
    number = analysis.scan.sentence_of[index.start] if index else -1
    if number < 0:
        return main
    named = analysis.mentions_in(analysis.sentences[number].span)
    here = [m for m in named if m.kind == "drug" and m.sentence == number and not _predicated(analysis, m, span)]
    if (described := _described(analysis, here, span)) is not None:
        return described.concept
    before = [m for m in here if m.span.start <= span.start and not beside(analysis, m)]
    if before:
        return before[-1].concept
    after = {m.concept for m in here if m.span.start > span.start and not beside(analysis, m)}
    meant = referents.resolve(analysis.sentences[number].span.start)
    if len(after) == 1 and meant not in after and not any(m.concept == meant for m in here):
        return after.pop()
    return main if main and _in_passing(analysis, meant, span) else meant or main


def _predicated(analysis: Analysis, mention: Mention, span: Span) -> bool:
    """True for a class of drugs inside the words themselves: "is a narcotic" is said of something else."""
    return span.start < mention.span.start < span.end and bool(set(mention.classes) & GENERAL)


def _described(analysis: Analysis, mentions: list[Mention], span: Span) -> Mention | None:
    """The drug whose relative clause the words open: "unlike tramadol, which is a controlled substance"."""
    text = analysis.document.text
    for mention in mentions:
        if mention.span.end <= span.start and text[mention.span.end : span.start].strip(" ,") in _RELATIVES:
            return mention
    return None


def _in_passing(analysis: Analysis, concept: str, span: Span) -> bool:
    """True for something that neither the paragraph of `span` has named nor what stands above it: "it" or "the pen" is
    what the article is about."""
    block = analysis.document.block_at(span.start)
    if block is None or not any(mention.concept == concept for mention in analysis.mentions):
        return False
    areas = [Span(block.span.start, span.start), *_heading_above(analysis, block)]
    return not any(
        mention.kind == "drug" and mention.concept == concept and not beside(analysis, mention)
        for area in areas
        for mention in analysis.mentions_in(area)
    )


def _heading_above(analysis: Analysis, block: Block) -> Iterator[Span]:
    """The places of the nearest heading before a block, and of a line right above it that is no more than a label."""
    blocks = analysis.document.blocks
    at = bisect_left(blocks, block.span.start, key=lambda other: other.span.start)
    if at and not analysis.scan.text(blocks[at - 1].span).rstrip().endswith(_SENTENCE_ENDS):
        yield blocks[at - 1].span
    above = (blocks[back].span for back in range(at - 1, -1, -1) if blocks[back].kind in _HEADINGS)
    yield from islice(above, 1)


def warns_of(mention: Mention, warnings: Iterable[Fact]) -> list[Fact]:
    """Those of the warnings (facts with a `with`) that speak of the drug of a mention, or of a class it belongs to."""
    names = {mention.concept, *mention.classes}
    return [fact for fact in warnings if fact.about["with"] in names or fact.about["with"].rstrip("s") in names]


def beside(analysis: Analysis, mention: Mention) -> bool:
    """True for a drug that stands beside what is spoken of: "unlike tramadol, it is", "longer than naltrexone"."""
    tokens = analysis.scan.tokens
    index = tokens.within(mention.span).start
    sentence = analysis.sentences[mention.sentence]
    while index > sentence.first + 1 and tokens.words[index - 1] in _DETERMINERS:
        index -= 1
    if index <= sentence.first:
        return False
    if tokens.words[index - 1] == "of":
        return index > sentence.first + 1 and tokens.words[index - 2] in _OBLIQUE_OF
    return tokens.words[index - 1] in _OBLIQUE
