"""A product that is said to contain another substance than it does."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import ClassVar

from healthlint.analysis.model import Mention
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import Fact, Reference
from healthlint.span import Span

_BRACKET = "("


@dataclass(frozen=True, slots=True)
class Brand(Check):
    """Reports a product together with a substance that it does not contain, one of them of `drug`, if one of `holds`
    stands between them ("Exala is a brand of"), or one of `sold_as` if the substance comes first. A substance in
    brackets after a product counts, and so does a product in brackets after a substance, alone or behind one of `named`
    ("brand name"). In the message: {text}, {product}, {substance}.
    """

    kind: ClassVar[str] = "brand"
    drug: str = ""
    holds: Phrases = Phrases(())
    sold_as: Phrases = Phrases(())
    named: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        facts = self.documented(article.reference)
        for sentence in article.analysis.sentences if facts else ():
            named = [each for each in article.analysis.mentions_in(sentence.span) if each.kind == "drug"]
            for one, other in pairwise(named):
                if self.drug in (one.concept, other.concept) and self._is_wrong(article, one, other):
                    product, substance = (one, other) if one.product else (other, one)
                    closed = article.text(one.span.cover(other.span)).count(_BRACKET) and _closes(article, other)
                    span = Span(one.span.start, other.span.end + int(bool(closed)))
                    values = {"text": article.text(span), "product": product.text, "substance": substance.text}
                    yield Hit(span, values, facts=_of(facts, product, self.drug))

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts on the drug's products."""
        return tuple(fact for fact in reference.select("product", drug=self.drug) if fact.stance == "asserts")

    def _is_wrong(self, article: Article, one: Mention, other: Mention) -> bool:
        if one.concept == other.concept or bool(one.product) == bool(other.product):
            return False
        between = Span(one.span.end, other.span.start)
        words = len(article.text(between).strip())
        opening = article.text(between).find(_BRACKET)
        if opening == 0 or article.text(between)[:opening].isspace():
            return self._is_gloss(article, one, other, Span(between.start + opening + 1, between.end))
        phrases = self.holds if one.product else self.sold_as
        return any(len(article.text(span)) == words for span in article.matches_in(phrases, between))

    def _is_gloss(self, article: Article, one: Mention, other: Mention, between: Span) -> bool:
        """True for the other name of a drug in brackets: "Exala (examplin", "examplin (brand name Exala)"."""
        words = article.text(between).strip()
        if not words and one.product:
            return True
        named = any(article.text(span) == words for span in article.matches_in(self.named, between))
        return (not words or named) and _closes(article, other)


def _closes(article: Article, last: Mention) -> bool:
    """True if nothing else follows in the brackets."""
    return article.document.text[last.span.end : last.span.end + 1] == ")"


def _of(facts: tuple[Fact, ...], product: Mention, drug: str) -> tuple[str, ...]:
    """The fact on the product itself, or else those on the products that the drug does have."""
    own = [fact.id for fact in facts if product.concept == drug and fact.about.get("product") == product.product]
    return tuple(own or (fact.id for fact in facts))
