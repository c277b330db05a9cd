"""An article as it applies to each product of a drug, with the facts for that product."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.products import product_at, products_of
from healthlint.checks.base import Article, Hit
from healthlint.fast_dataclass import dataclass
from healthlint.reference.products import for_any_of, for_product, with_products


@dataclass(frozen=True, slots=True)
class View:
    """The article with the facts for one product ("": for the substance). `places`: show only hits at a place;
    `on_article`: show only hits on the whole article."""

    article: Article
    drug: str
    product: str = ""
    places: bool = True
    on_article: bool = True

    @property
    def name(self) -> str:
        """The name in messages: the product as the article first names it, or else the drug."""
        named = (each.text for each in self.article.analysis.mentions if each.product == self.product)
        return next(named, self.product) if self.product else self.drug.replace("-", " ")

    def shows(self, hit: Hit) -> bool:
        """True for a hit that this view covers."""
        if hit.span is None or self.on_article:
            return self.on_article and (hit.span is None or self.places)
        return product_at(self.article, self.drug, hit.span) == self.product


class Views:
    """The views of one article, each made when its drug is first needed."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._known: dict[str, tuple[View, ...]] = {}

    def of(self, drug: str) -> tuple[View, ...]:
        """One view for a drug without products whose facts differ; otherwise one for each product that the article
        names, one for the substance, and one for the article as a whole."""
        if drug not in self._known:
            self._known[drug] = tuple(self._views(drug))
        return self._known[drug]

    def _views(self, drug: str) -> Iterator[View]:
        reference, named = self._article.reference, products_of(self._article, drug)
        if not named or not with_products(reference, drug):
            yield View(self._article, drug)
            return
        yield View(self._article, drug, on_article=False)
        for product in named:
            yield View(
                self._article.with_reference(for_product(reference, drug, product)), drug, product, on_article=False
            )
        owed = for_product(reference, drug, named[0]) if len(named) == 1 else for_any_of(reference, drug, named)
        yield View(self._article.with_reference(owed), drug, places=False)
