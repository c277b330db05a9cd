"""Whether facts document the status that a sentence gives a drug."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthlint.analysis.model import Sentence
from healthlint.checks.base import Article
from healthlint.checks.deciding import opposed
from healthlint.checks.warnings import areas_near
from healthlint.reference.model import Fact

_APPROVED = "approved"


def is_upheld(article: Article, sentence: Sentence, facts: Sequence[Fact], status: str) -> bool:
    """True if they document it for every condition that the sentence names or, if it names none, for the drug in
    general, for a product that the sentence names or, as an approval, for the uses that the words around it name."""
    drugs = sorted({fact.about.get("drug", "") for fact in facts})
    uses = list(_uses(article, drugs))
    supporting = [fact for fact in (*facts, *_named(article, sentence, uses)) if _tells(fact, status)] if status else []
    named = list(article.conditions(sentence.span))
    if any("use" not in fact.about and "product" not in fact.about for fact in supporting):
        return True
    if named:
        return bool(supporting) and all(any(fact.about.get("use") in names for fact in supporting) for names in named)
    products = {mention.product for mention in article.analysis.mentions_in(sentence.span) if mention.product}
    if products and supporting:
        return True
    return status == _APPROVED and not _of_a_form(article, drugs) and _holds_around(article, sentence, uses)


def _uses(article: Article, drugs: Sequence[str]) -> Iterator[Fact]:
    for drug in drugs:
        yield from article.reference.select("indication", drug=drug)


def _named(article: Article, sentence: Sentence, uses: Sequence[Fact]) -> Iterator[Fact]:
    """The facts on exactly the uses that the sentence names, as labels list approvals by use."""
    named = {mention.concept for mention in article.analysis.mentions_in(sentence.span)}
    return (fact for fact in uses if fact.about.get("use") in named)


def _of_a_form(article: Article, drugs: Sequence[str]) -> bool:
    """True in an article on a form of the drug: that one is not the product that is approved."""
    return any(each.concept in drugs and each.form for each in article.analysis.mentions)


def _holds_around(article: Article, sentence: Sentence, uses: Sequence[Fact]) -> bool:
    """True if a label tells of an approval and the words before the sentence name no use that it does not tell of."""
    approved = {fact.about.get("use") for fact in uses if _tells(fact, _APPROVED)}
    around = (names for area in areas_near(article, sentence) for names in article.conditions(area))
    return bool(approved) and not any(names.isdisjoint(approved) for names in around)


def _tells(fact: Fact, status: str) -> bool:
    """True for a fact that asserts a status, or denies its opposite."""
    known = fact.value.get("status", fact.value.get("basis"))
    return (known == status and fact.stance == "asserts") or (known in opposed(status) and fact.stance == "denies")
