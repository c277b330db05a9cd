"""Which facts on a drug apply at a place in an article, judging by the uses and people named there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from healthlint.analysis.model import Mention
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article
from healthlint.checks.verdict import given_for
from healthlint.reference.model import Fact
from healthlint.span import Span

_COMPARED, _NEAR = "say-compared", 4
_BARE = 12
"""The longest sentence, in characters, that is only an answer: "Certainly."."""


def names_another_use(article: Article, span: Span, facts: Sequence[Fact]) -> bool:
    """True if the words at `span`, their sentence or the one it continues name a condition, and none that the facts
    cover; a fact about no particular condition covers all."""
    return another_use(article, span, facts) is not None


def another_use(article: Article, span: Span, facts: Sequence[Fact]) -> Mention | None:
    """The condition that these words name and the facts do not cover."""
    covered = [frozenset(fact.about[key] for key in ("use", "condition") if key in fact.about) for fact in facts]
    sentence, *others = areas_before(article, span)
    before = (area for area in others if not _is_of_another(article, area, sentence))
    for area in (_last_part(article, span), span, _own_part(article, span, sentence), *before):
        named = [] if area in article.titles else list(_conditions(article, area))
        if named:
            apart = (each for each in named if all({each.concept, *each.classes}.isdisjoint(of) for of in covered))
            return next(apart, None) if all(covered) else None
    return None


def _is_of_another(article: Article, area: Span, sentence: Span) -> bool:
    """True for words that name a drug or product where the sentence names another one, and not that."""
    own, other = (
        {(each.concept, each.product) for each in article.analysis.mentions_in(place) if each.kind == "drug"}
        for place in (sentence, area)
    )
    return bool(own and other) and own.isdisjoint(other)


def _last_part(article: Article, span: Span) -> Span:
    """The part after the last drug named in a span: "approved for diabetes, Exala for weight loss" is about Exala."""
    drugs = [each for each in article.analysis.mentions_in(span) if each.kind == "drug" and span.contains(each.span)]
    return Span(drugs[-1].span.start, span.end) if drugs else span


def _own_part(article: Article, span: Span, sentence: Span) -> Span:
    """The part of a sentence before it turns from the drug or product at a span to another one."""
    drugs = [each for each in article.analysis.mentions_in(sentence) if each.kind == "drug"]
    own = [(each.concept, each.product) for each in drugs if each.span.start < span.end][-1:]
    after = (
        each.span.start for each in drugs if each.span.start >= span.end and (each.concept, each.product) not in own
    )
    return Span(sentence.start, next(after, sentence.end)) if own else sentence


def conditions_in(article: Article, area: Span) -> Iterator[frozenset[str]]:
    """The conditions named in a span, except those it only mentions in contrast: "for insomnia, not for pain"."""
    for mention in _conditions(article, area):
        yield frozenset((mention.concept, *mention.classes))


def _conditions(article: Article, area: Span) -> Iterator[Mention]:
    for mention in article.analysis.mentions_in(area):
        if mention.kind == "condition" and area.contains(mention.span) and not is_compared(article, mention):
            yield mention


def is_as_given(article: Article, span: Span, drug: str) -> bool:
    """True if the sentence names a use for which the drug is approved or conventionally given."""
    sentence = article.sentence_at(span.start)
    uses = given_for(article.reference, drug)
    return sentence is not None and any(not names.isdisjoint(uses) for names in article.conditions(sentence.span))


def is_of_another_use(article: Article, span: Span, fact: Fact) -> bool:
    """True for a fact that denies one use alone, if the sentence does not name that use: "not approved for asthma"."""
    use = fact.about.get("use", fact.about.get("condition"))
    sentence = article.sentence_at(span.start)
    if fact.stance != "denies" or use is None or sentence is None:
        return False
    return all(use not in names for names in article.conditions(sentence.span))


def concerning(
    article: Article, span: Span, facts: tuple[Fact, ...], populations: Mapping[str, Phrases]
) -> tuple[Fact, ...]:
    """The facts about the people named in the sentence, or else in the question before it."""
    sentences = article.analysis.sentences
    at = _number(article, span.start)
    for sentence in (sentences[at], *(sentences[at - 1 : at] if at and article.asks(sentences[at - 1]) else ())):
        named = {name for name, phrases in populations.items() if article.says(phrases, sentence.span)}
        if named:
            return tuple(fact for fact in facts if fact.about.get("population") in named)
    return ()


def with_condition(article: Article, span: Span, facts: Sequence[Fact]) -> tuple[Fact, ...]:
    """The facts about a condition named in the sentence, or else in the nearest preceding span that names one."""
    for area in areas_before(article, span):
        named = [{mention.concept, *mention.classes} for mention in _ills(article, area)]
        if named:
            return tuple(fact for fact in facts if any(_illness(fact) in names for names in named))
    return ()


def _ills(article: Article, area: Span) -> Iterator[Mention]:
    """The conditions and adverse effects named in a span."""
    for mention in article.analysis.mentions_in(area):
        if mention.kind != "drug" and area.contains(mention.span):
            yield mention


def _illness(fact: Fact) -> object:
    """The condition that a fact is about or warns of."""
    return fact.about.get("condition", fact.value.get("risk"))


def areas_before(article: Article, span: Span) -> Iterator[Span]:
    """The sentence at a place; the one before it in its paragraph, or the question that it answers and the sentence
    before that; and its heading."""
    sentences = article.analysis.sentences
    at = _number(article, span.start)
    yield sentences[at].span
    for back in range(at - 1, max(-1, at - 3), -1):
        asked = article.asks(sentences[back])
        if sentences[back].block == sentences[at].block or (asked and back == at - 1):
            yield sentences[back].span
        if not asked and len(sentences[back].span) > _BARE:
            break
    if article.document.blocks[sentences[at].block].kind not in ("heading", "title"):
        yield article.heading_of(sentences[at].block)


def is_compared(article: Article, mention: Mention) -> bool:
    """True for a mention after "compared with" or "not for"."""
    scan = article.analysis.scan
    index = scan.tokens.within(mention.span).start
    compared = scan.classes.get(_COMPARED, {})
    return any(index in compared.get(start, ()) for start in range(max(0, index - _NEAR), index))


def _number(article: Article, offset: int) -> int:
    return bisect_right(article.analysis.sentences, offset, key=lambda sentence: sentence.span.start) - 1


def part_around(article: Article, sentence: Span, place: Span, marks: frozenset[str]) -> Span:
    """The part of a sentence that contains a place, between these punctuation marks."""
    text = article.document.text
    starts = (at + 1 for at in range(sentence.start, place.start) if text[at] in marks)
    ends = (at for at in range(place.end, sentence.end) if text[at] in marks)
    return Span(max(starts, default=sentence.start), min(ends, default=sentence.end))
