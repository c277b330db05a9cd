"""What a product inherits from its substance and a drug from its class, and what takes its place."""

from __future__ import annotations

from typing import Any

from healthlint.reference.model import Fact, Reference
from healthlint.reference.products import for_any_of, for_product, inherited, with_products
from healthlint.span import Span


def fact(id: str, type: str = "dose-range", value: dict[str, Any] | None = None, **about: str) -> Fact:
    subject = {"drug": "examplin", **{key.rstrip("_"): name for key, name in about.items()}}
    if "class" in subject:
        del subject["drug"]
    return Fact(id, type, subject, value or {"high": 5, "unit": "mg"}, "asserts", "label", id, Span(0, 1), "0" * 64)


def ids(reference: Reference) -> list[str]:
    return [each.id for each in reference.facts]


FACTS = Reference(
    (),
    (
        fact("substance"),
        fact("exala", product="exala"),
        fact("exavo", product="exavo"),
        fact("prescription", "regulatory-status", {"status": "prescription"}),
        fact("exala-approved", "regulatory-status", {"status": "approved"}, product="exala"),
        fact("nausea", "adverse-effect", {"effect": "nausea"}),
        fact("exala-rash", "adverse-effect", {"effect": "rash"}, product="exala"),
        fact("elsewhere", drug="other"),
    ),
)


def test_a_product_has_its_own_facts_and_those_of_the_substance_that_none_replaces() -> None:
    assert ids(for_product(FACTS, "examplin", "exala")) == [
        "exala",
        "prescription",
        "exala-approved",
        "nausea",
        "exala-rash",
        "elsewhere",
    ]
    assert ids(for_product(FACTS, "examplin", "unheard-of")) == ["substance", "prescription", "nausea", "elsewhere"]


def test_several_products_stand_side_by_side() -> None:
    assert with_products(FACTS, "examplin") == {"exala", "exavo"}
    assert "exavo" not in ids(for_any_of(FACTS, "examplin", ["exala"]))
    assert set(ids(for_any_of(FACTS, "examplin", ["exala", "exavo"]))) == set(ids(FACTS))


def test_facts_on_a_class_apply_to_drugs_that_do_not_override_them() -> None:
    shared = fact("most", class_="examplins")
    caution = fact("alcohol", "interaction", {"advice": "avoid"}, class_="examplins", with_="alcohol")
    reference = Reference((), (fact("own", drug="one"), shared, caution))
    found = inherited(reference, {"one": ("examplins",), "two": ("examplins",), "three": ()})
    assert [(each.id, each.about["drug"]) for each in found.facts] == [
        ("own", "one"),
        ("most", "two"),
        ("alcohol", "one"),
        ("alcohol", "two"),
    ]


def test_a_dataset_without_classes_stays_the_same() -> None:
    assert inherited(FACTS, {"examplin": ()}) is FACTS
