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
    brackets after a product counts. In the message: {text}, {product}, {substance}.
    """

    kind: ClassVar[str] = "brand"
    drug: str = ""
    holds: Phrases = Phrases(())
    sold_as: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        facts = self.documented(article.reference)
        for sentence in article.analysis.sentences if facts else ():
            named = [each for each in article.analysis.mentions_in(sentence.span) if each.kind == "drug"]
            for one, other in pairwise(named):
                if self.drug in (one.concept, other.concept) and self._is_wrong(article, one, other):
                    product, substance = (one, other) if one.product else (other, one)
                    span = one.span.cover(other.span)
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
        if one.product and article.text(between).strip() == _BRACKET:
            return True
        phrases = self.holds if one.product else self.sold_as
        return any(len(article.text(span)) == words for span in article.matches_in(phrases, between))


def _of(facts: tuple[Fact, ...], product: Mention, drug: str) -> tuple[str, ...]:
    """The fact on the product itself, or else those on the products that the drug does have."""
    own = [fact.id for fact in facts if product.concept == drug and fact.about.get("product") == product.product]
    return tuple(own or (fact.id for fact in facts))
