"""An article as it applies to each product of a drug and each country, with the facts for that one."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.jurisdictions import Jurisdictions
from healthlint.analysis.products import product_at, products_of
from healthlint.checks.base import Article, Hit
from healthlint.fast_dataclass import dataclass, replace
from healthlint.reference.jurisdictions import held_in
from healthlint.reference.products import for_any_of, for_product, with_products


@dataclass(frozen=True, slots=True)
class View:
    """The article with the facts for one product ("": for the substance). `places`: show only hits at a place;
    `on_article`: show only hits on the whole article. With `named`, show only hits that speak of one `country` ("": of
    no particular one)."""

    article: Article
    drug: str
    product: str = ""
    places: bool = True
    on_article: bool = True
    named: Jurisdictions | None = None
    country: str = ""

    @property
    def name(self) -> str:
        """The name in messages: the product as the article first names it, or else the drug."""
        named = (each.text for each in self.article.analysis.mentions if each.product == self.product)
        return next(named, self.product) if self.product else self.drug.replace("-", " ")

    def shows(self, hit: Hit) -> bool:
        """True for a hit that this view covers."""
        if hit.span is None:
            return self.on_article and not self.country
        if self.named is not None and self.country not in (self.named.at(hit.span) or ("",)):
            return False
        if self.on_article:
            return self.places
        return product_at(self.article, self.drug, hit.span) == self.product


class Views:
    """The views of one article, each made when its drug is first needed."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._known: dict[tuple[str, bool], tuple[View, ...]] = {}

    def of(self, drug: str, placed: bool = False) -> tuple[View, ...]:
        """One view for a drug without products whose facts differ; otherwise one for each product that the article
        names, one for the substance, and one for the article as a whole. If the facts are `placed`, each of these for
        no country and for every country that the article names."""
        key = (drug, placed and bool(self._article.jurisdictions.named))
        if key not in self._known:
            self._known[key] = tuple(self._placed(drug) if key[1] else self._views(drug))
        return self._known[key]

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

    def _placed(self, drug: str) -> Iterator[View]:
        agencies = {each.id: each.agencies for each in self._article.analysis.lexicon.jurisdictions}
        named = self._article.jurisdictions
        for view in self.of(drug):
            yield replace(view, named=named)
            for country in named.ids:
                held = held_in(view.article.reference, drug, country, agencies[country])
                yield replace(view, article=view.article.with_reference(held), named=named, country=country)
