"""The other substances that an article mentions together with a drug."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from healthlint.analysis.model import Mention
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article
from healthlint.checks.concerned import areas_before, is_compared
from healthlint.checks.warnings import warns_of
from healthlint.reference.model import Fact
from healthlint.span import Span

_ANY = "any"
"""The key of `named` for words that mean everything else."""
_BEHIND = 24
"""Characters after the words in which such a word may follow."""
_PAIRED = frozenset(("and", "with", "plus", "+"))


def warned_at(
    article: Article, drug: str, warnings: Sequence[Fact], named: Mapping[str, Phrases], span: Span
) -> tuple[Fact, ...]:
    """The warnings about what the sentence at `span` names together with the drug or, if it names nothing, what it
    answers or continues: the sentence before it in its paragraph, or its heading. `named` are other words for what
    facts warn of, by the facts' name for it."""
    if _is_for_use(article, drug, span):
        return ()
    own = _names_of(article, drug)
    for area in areas_before(article, span):
        others = [m for m in article.analysis.mentions_in(area) if m.kind == "drug" and m.concept not in own]
        others = [mention for mention in others if not is_compared(article, mention)]
        facts = [fact for mention in others for fact in warns_of(mention, warnings)]
        if _of_themselves(article, others, drug, area) and others[0].span.start <= span.start:
            return ()
        names = {name for name, phrases in named.items() if name != _ANY and article.says(phrases, area)}
        facts += [fact for fact in warnings if fact.about["with"] in names]
        if not (facts or others) and _of_everything(article, span, named):
            return tuple(warnings)
        if facts or others:
            return tuple({fact.id: fact for fact in facts}.values())
    return ()


def _names_of(article: Article, drug: str) -> frozenset[str]:
    """The drug and its classes; naming its own class is not a combination."""
    mentions = (mention for mention in article.analysis.mentions if mention.concept == drug)
    return frozenset((drug, *(name for mention in mentions for name in mention.classes if name != "drug")))


def _of_everything(article: Article, span: Span, named: Mapping[str, Phrases]) -> bool:
    """True if the words, or those right after them, mean everything else that may be taken."""
    return article.says(named.get(_ANY, Phrases(())), Span(span.start, span.end + _BEHIND))


def is_of_another_drug(article: Article, span: Span, warnings: Sequence[Fact]) -> bool:
    """True if the words are about a drug named before them that no fact warns of: "ibuprofen is fine with a beer"."""
    about, sentence = article.about.subject_at(span).what, article.sentence_at(span.start)
    before = Span(sentence.span.start if sentence else span.start, span.start)
    named = [mention for mention in article.analysis.mentions_in(before) if mention.kind == "drug"]
    return any(m.concept == about for m in named) and not any(warns_of(mention, warnings) for mention in named)


def _is_for_use(article: Article, drug: str, span: Span) -> bool:
    """True if the approved use of the drug is meant: people with that disorder may be "still drinking"."""
    types = ("indication", "regulatory-status")
    approved = (fact for name in types for fact in article.reference.select(name, drug=drug))
    uses = {
        fact.about["use"]
        for fact in approved
        if "use" in fact.about and fact.stance == "asserts" and "approved" in fact.value.values()
    }
    areas = [area for area in areas_before(article, span) if area not in article.titles]
    return any(not uses.isdisjoint(each) for area in areas for each in article.conditions(area))


def _of_themselves(article: Article, others: Sequence[Mention], drug: str, area: Span) -> bool:
    """True for two other substances named as a pair: "codeine and wine go together"."""
    named = article.analysis.mentions_in(area)
    if len({mention.concept for mention in others}) != 2 or any(mention.concept == drug for mention in named):
        return False
    between = article.document.text[others[0].span.end : others[1].span.start].split()
    return bool(between) and between[0] in _PAIRED
