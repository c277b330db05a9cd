"""What facts warn of in combination with a drug, and where the text names it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from healthlint.analysis.model import Mention
from healthlint.reference.model import Fact
from healthlint.span import Span

if TYPE_CHECKING:
    from healthlint.analysis.model import Sentence
    from healthlint.checks.base import Article

_HEADINGS = frozenset(("field", "heading", "title"))
_FEW = 4
"""Words and punctuation of a sentence that says no more than "That is fine."."""


def is_warning(fact: Fact) -> bool:
    """True for a fact that speaks against a combination, or for care with it."""
    safe = fact.value.get("advice") == "safe"
    return bool(fact.about.get("with")) and (safe if fact.stance == "denies" else not safe)


def warns_of(mention: Mention, warnings: Iterable[Fact]) -> list[Fact]:
    """The warnings (facts with a `with`) that concern the drug of a mention or one of its classes."""
    names = {mention.concept, *mention.classes}
    return [fact for fact in warnings if fact.about["with"] in names or fact.about["with"].rstrip("s") in names]


def applicable_facts(article: Article, facts: Sequence[Fact], areas: Iterable[Span]) -> list[Fact]:
    """The facts on a drug alone, and those on its combination with another drug named in these spans."""
    pairs = [fact for fact in facts if "with" in fact.about]
    if not pairs:
        return list(facts)
    mentions = [mention for area in areas for mention in article.analysis.mentions_in(area) if mention.kind == "drug"]
    named = {fact.id for mention in mentions for fact in warns_of(mention, pairs)}
    return [fact for fact in facts if "with" not in fact.about or fact.id in named]


def warned_near(article: Article, sentence: Sentence, drug: str, warnings: Sequence[Fact]) -> bool:
    """True if what facts warn of is named in a sentence or just before it, or if more than a few words of prose name no
    other drug. A title that names nothing ("the tablet with nothing to hide") gives no leave to combine."""
    if not warnings:
        return False
    for area in areas_near(article, sentence):
        others = [m for m in article.analysis.mentions_in(area) if m.kind == "drug" and m.concept != drug]
        if others:
            return any(warns_of(mention, warnings) for mention in others)
    named_no_other = article.document.blocks[sentence.block].kind not in _HEADINGS
    return named_no_other and sentence.last - sentence.first > _FEW


def warned_of(article: Article, drug: str, warnings: Sequence[Fact]) -> bool:
    """True if the warnings concern a drug that the article names, or a class that it belongs to."""
    mention = next((each for each in article.analysis.mentions if each.concept == drug), None)
    return mention is not None and bool(warns_of(mention, warnings))


def areas_near(article: Article, sentence: Sentence) -> Iterator[Span]:
    """The sentence, the one before it, the heading of its row, and its heading."""
    yield sentence.span
    at = bisect_left(article.analysis.sentences, sentence.span, key=lambda other: other.span)
    if at and article.analysis.sentences[at - 1].block == sentence.block:
        yield article.analysis.sentences[at - 1].span
    row = article.row_of(sentence.block)
    if row is not None:
        yield row
    yield article.heading_of(sentence.block)
