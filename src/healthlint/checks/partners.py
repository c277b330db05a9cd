"""What else a place of an article speaks of beside a drug: other substances, and what it is used for."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from healthlint.analysis.model import Mention, Sentence
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article
from healthlint.checks.warnings import warns_of
from healthlint.reference.model import Fact
from healthlint.span import Span

_COMPARED, _NEAR = "say-compared", 4
_PAIRED = frozenset(("and", "with", "plus", "+"))


def warned_at(
    article: Article, drug: str, warnings: Sequence[Fact], named: Mapping[str, Phrases], offset: int
) -> tuple[Fact, ...]:
    """The warnings of what the sentence at `offset` names beside the drug or, if it names nothing, of what it answers
    or goes on about: the sentence before it in its paragraph, or its heading. `named` are other words for what facts
    warn of, under the fact's name for it."""
    if _is_for_use(article, drug, offset):
        return ()
    for area in _areas(article, offset):
        others = [m for m in article.analysis.mentions_in(area) if m.kind == "drug" and m.concept != drug]
        others = [mention for mention in others if not _compared(article, mention)]
        facts = [fact for mention in others for fact in warns_of(mention, warnings)]
        if _of_themselves(article, others, drug, area):
            return ()
        names = {name for name, phrases in named.items() if article.says(phrases, area)}
        facts += [fact for fact in warnings if fact.about["with"] in names]
        if facts or others:
            return tuple({fact.id: fact for fact in facts}.values())
    return ()


def names_another_use(article: Article, offset: int, facts: Sequence[Fact]) -> bool:
    """True where the sentence at `offset`, or what it goes on about, names a condition and none that facts cover."""
    covered = {fact.about[key] for fact in facts for key in ("use", "condition") if key in fact.about}
    for area in _areas(article, offset):
        if area in article.titles:
            continue
        named = list(article.conditions(area))
        if named:
            return any(covered.isdisjoint(each) for each in named)
    return False


def _is_for_use(article: Article, drug: str, offset: int) -> bool:
    """True where the approved use of the drug is spoken of: whoever has that disorder may be "still drinking"."""
    types = ("indication", "regulatory-status")
    approved = (fact for name in types for fact in article.reference.select(name, drug=drug))
    uses = {
        fact.about["use"]
        for fact in approved
        if "use" in fact.about and fact.stance == "asserts" and "approved" in fact.value.values()
    }
    return any(not uses.isdisjoint(each) for area in _areas(article, offset) for each in article.conditions(area))


def _areas(article: Article, offset: int) -> Iterator[Span]:
    """The sentence, the one before it in its paragraph, and its heading."""
    sentences = article.analysis.sentences
    at = bisect_right(sentences, offset, key=_start) - 1
    yield sentences[at].span
    if at and sentences[at - 1].block == sentences[at].block:
        yield sentences[at - 1].span
    if article.document.blocks[sentences[at].block].kind not in ("heading", "title"):
        yield article.heading_of(sentences[at].block)


def _compared(article: Article, mention: Mention) -> bool:
    """True for what stands behind "compared with" or "not"."""
    scan = article.analysis.scan
    index = scan.tokens.within(mention.span).start
    compared = scan.classes.get(_COMPARED, {})
    return any(index in compared.get(start, ()) for start in range(max(0, index - _NEAR), index))


def _of_themselves(article: Article, others: Sequence[Mention], drug: str, area: Span) -> bool:
    """True for two other substances named as a pair: "codeine and wine"."""
    named = article.analysis.mentions_in(area)
    if len({mention.concept for mention in others}) != 2 or any(mention.concept == drug for mention in named):
        return False
    between = article.document.text[others[0].span.end : others[1].span.start].split()
    return bool(between) and between[0] in _PAIRED


def _start(sentence: Sentence) -> int:
    return sentence.span.start
