"""Facts on classes, substances and products: what is inherited, and what is overridden."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from healthlint.fast_dataclass import replace
from healthlint.reference.fact_types import FACT_TYPES
from healthlint.reference.model import Fact, Reference

Slot = tuple[object, ...]


def inherited(reference: Reference, classes: Mapping[str, Collection[str]]) -> Reference:
    """The reference with each fact on a class copied to every drug of the class that does not override it. `classes`
    are those of each drug, by its id."""
    shared = [fact for fact in reference.facts if "class" in fact.about]
    if not shared:
        return reference
    own = [fact for fact in reference.facts if "class" not in fact.about]
    taken = {(fact.about.get("drug", ""), _slot(fact)) for fact in own if _overrides(fact)}
    return replace(reference, facts=(*own, *_passed_on(shared, classes, taken)))


def _passed_on(
    shared: Iterable[Fact], classes: Mapping[str, Collection[str]], taken: Collection[tuple[str, Slot]]
) -> Iterator[Fact]:
    for fact in shared:
        rest = {key: value for key, value in fact.about.items() if key != "class"}
        for drug, known in classes.items():
            if fact.about["class"] in known and (drug, _slot(fact)) not in taken:
                yield replace(fact, about={"drug": drug, **rest})


def with_products(reference: Reference, drug: str) -> frozenset[str]:
    """The products of a drug that have facts of their own."""
    found = (fact.about.get("product") for fact in reference.select(drug=drug))
    return frozenset(name for name in found if name)


def for_product(reference: Reference, drug: str, product: str) -> Reference:
    """The facts for one product: its own, and those of its substance that it does not override."""
    mine = [fact for fact in reference.select(drug=drug) if fact.about.get("product") == product]
    taken = {_slot(fact) for fact in mine if _overrides(fact)}

    def holds(fact: Fact) -> bool:
        if fact.about.get("drug") != drug or fact.about.get("product") == product:
            return True
        return "product" not in fact.about and _slot(fact) not in taken

    return replace(reference, facts=tuple(filter(holds, reference.facts)))


def for_any_of(reference: Reference, drug: str, products: Collection[str]) -> Reference:
    """The facts of the substance and of these products, together."""

    def holds(fact: Fact) -> bool:
        return fact.about.get("drug") != drug or fact.about.get("product") in (None, *products)

    return replace(reference, facts=tuple(filter(holds, reference.facts)))


def _overrides(fact: Fact) -> bool:
    return FACT_TYPES[fact.type].overrides


def _slot(fact: Fact) -> Slot:
    return (fact.type, *(fact.value.get(key) for key in FACT_TYPES[fact.type].slot))
