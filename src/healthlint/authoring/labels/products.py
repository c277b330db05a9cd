"""The products in the data of an SPL label: names, forms, routes, active ingredients with their strengths."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.authoring.labels.model import Amount, Ingredient, Product, Term
from healthlint.authoring.labels.tree import Chars, Element
from healthlint.span import Span

_ACTIVE = frozenset(("ACTIB", "ACTIM", "ACTIR"))
"""Classes of ingredients whose strength is that of the base, the moiety, or a reference drug."""
_PRODUCTS = ("manufacturedProduct", "manufacturedMedicine", "partProduct", "partMedicine")


def products(root: Element) -> tuple[Product, ...]:
    """Every product with an active ingredient below an element, in the order of the file; each part of a kit is one."""
    found = []
    for outer in root.walk("subject"):
        around = outer.find("manufacturedProduct") or outer
        found += [
            _product(inner, around)
            for inner in around.walk(*_PRODUCTS)
            if inner.find("name") is not None and any(_active(inner))
        ]
    return tuple(found)


def _product(element: Element, around: Element) -> Product:
    name = element.find("name")
    assert name is not None
    holder = next((each for each in around.walk("part") if element in each.elements()), around)
    return Product(
        Term(_name(name), Span(name.start, name.end)),
        _text(element.find("asEntityWithGeneric", "genericMedicine", "name")),
        shown(element.find("formCode")),
        shown(next(holder.walk("routeCode"), None)).text,
        shown(next(holder.walk("approval"), around).find("code")),
        tuple(map(_ingredient, _active(element))),
    )


def _name(element: Element) -> str:
    """The name; a `suffix` (Night Time) is separated by a space."""
    own = "".join(child.text for child in element.children if isinstance(child, Chars))
    return " ".join(" ".join((own, *(each.text() for each in element.elements()))).split())


def _active(element: Element) -> Iterator[Element]:
    for child in element.elements():
        if child.name == "activeIngredient" or (child.name == "ingredient" and child.attribute("classCode") in _ACTIVE):
            yield child


def _ingredient(element: Element) -> Ingredient:
    substance = element.find("ingredientSubstance") or element.find("activeIngredientSubstance") or element
    quantity = element.find("quantity")
    name = _text(substance.find("name"))
    placed = quantity or element
    return Ingredient(
        name,
        _text(substance.find("activeMoiety", "activeMoiety", "name")) or name,
        _amount(quantity, "numerator"),
        _amount(quantity, "denominator"),
        Span(placed.start, placed.end),
    )


def _amount(quantity: Element | None, name: str) -> Amount | None:
    found = quantity.find(name) if quantity else None
    try:
        return Amount(float(found.attribute("value")), found.attribute("unit") or "1") if found else None
    except ValueError:
        return None


def _text(element: Element | None) -> str:
    return element.text() if element else ""


def shown(element: Element | None) -> Term:
    """The display name of a code in the data, and its place."""
    return Term(element.attribute("displayName"), Span(element.start, element.end)) if element else Term()
