"""Whether facts document the status that a sentence gives a drug."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthlint.analysis.model import Sentence
from healthlint.checks.base import Article
from healthlint.checks.deciding import opposed
from healthlint.reference.model import Fact


def is_upheld(article: Article, sentence: Sentence, facts: Sequence[Fact], status: str) -> bool:
    """True if they document it for every condition that the sentence names or, if it names none, for the drug in
    general or for a product that the sentence names."""
    supporting = [fact for fact in (*facts, *_uses(article, sentence, facts)) if _tells(fact, status)] if status else []
    named = list(article.conditions(sentence.span))
    if any("use" not in fact.about and "product" not in fact.about for fact in supporting):
        return True
    if named:
        return bool(supporting) and all(any(fact.about.get("use") in names for fact in supporting) for names in named)
    products = {mention.product for mention in article.analysis.mentions_in(sentence.span) if mention.product}
    return bool(products and supporting)


def _uses(article: Article, sentence: Sentence, facts: Sequence[Fact]) -> Iterator[Fact]:
    """The facts on exactly the uses that the sentence names, as labels list approvals by use."""
    named = {mention.concept for mention in article.analysis.mentions_in(sentence.span)}
    for drug in sorted({fact.about.get("drug", "") for fact in facts}):
        given = article.reference.select("indication", drug=drug)
        yield from (fact for fact in given if fact.about.get("use") in named)


def _tells(fact: Fact, status: str) -> bool:
    """True for a fact that asserts a status, or denies its opposite."""
    known = fact.value.get("status", fact.value.get("basis"))
    return (known == status and fact.stance == "asserts") or (known in opposed(status) and fact.stance == "denies")
