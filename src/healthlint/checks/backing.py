"""What may support a relative effect: figures on the same outcome elsewhere in the article, or a fact."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article
from healthlint.checks.verdict import MOST
from healthlint.reference.ranges import Range, range_of
from healthlint.span import Span


def is_backed(article: Article, span: Span, partners: Phrases, outcomes: Phrases) -> bool:
    """True if one of `partners` occurs in the section of `span`, or anywhere in (or right after) a sentence that names
    an outcome from the sentence of `span`."""
    if article.says(partners, article.section_at(span.start)):
        return True
    here = frozenset(_outcomes_in(article, outcomes, _sentence(article, span)))
    return bool(here) and any(
        not here.isdisjoint(_outcomes_in(article, outcomes, _with_before(article, place)))
        for place in article.matches(partners)
    )


def is_documented(article: Article, area: Span) -> bool:
    """True if a percentage in `area` is a documented effect of a drug that the article names."""
    shares = [each for each in article.analysis.quantities_in(area) if each.unit == "percent"]
    known = (
        found
        for drug in article.concepts.intersection(article.reference.drugs)
        for fact in article.reference.select("effect-size", drug=drug)
        if (found := range_of(fact)) is not None
    )
    sizes = [found.loosened(MOST - 1) for found in known]
    said = (Range(each.low, each.high) for each in shares if each.low is not None and each.high is not None)
    return any(size.contains(share) for share in said for size in sizes)


def _outcomes_in(article: Article, outcomes: Phrases, area: Span) -> Iterator[str]:
    return (article.text(place).casefold().rstrip("s") for place in article.matches_in(outcomes, area))


def _sentence(article: Article, span: Span) -> Span:
    sentence = article.sentence_at(span.start)
    return span if sentence is None else sentence.span


def _with_before(article: Article, place: Span) -> Span:
    """The sentence at a place together with the one before it."""
    sentence = _sentence(article, place)
    before = article.sentence_at(sentence.start - 2) if sentence.start > 1 else None
    return sentence if before is None else before.span.cover(sentence)
