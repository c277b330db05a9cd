"""A product has the facts of its substance until it has its own, and a finding names the product."""

from __future__ import annotations

from collections.abc import Callable

import pytest

FindingsOf = Callable[[str, str], list[tuple[str, str]]]


def test_a_dose_is_held_against_the_product_that_is_named(found: FindingsOf) -> None:
    text = "# Two pens\n\nInject 2.4 mg of {} once a week."
    assert found(text.format("Veskala"), "DOS201") == []
    ((excerpt, message),) = found(text.format("Dorvika"), "DOS201")
    assert excerpt == "2.4 mg of Dorvika once a week"
    assert "range of Dorvika" in message
    assert "Veskala" not in message


def test_the_substance_has_what_any_of_its_products_has(found: FindingsOf) -> None:
    assert found("# Tirvelane\n\nInject 2.4 mg of tirvelane once a week.", "DOS201") == []
    assert len(found("# Tirvelane\n\nInject 24 mg of tirvelane once a week.", "DOS201")) == 1


@pytest.mark.parametrize(
    ("text", "product"),
    [
        ("# Pens\n\nDorvika is a pen. Inject 2.4 mg once a week.", "Dorvika"),
        ("# Pens\n\nDorvika (tirvelane) is given at 2.4 mg once a week.", "Dorvika"),
        ("# Dorvika\n\nInject 2.4 mg once a week.", "Dorvika"),
        ("# Pens\n\nVeskala is stronger. With Dorvika the dose is 2.4 mg once a week.", "Dorvika"),
        ("# Pens\n\nDorvika is older than Veskala. Its doses go up to 2.4 mg a week.", "Dorvika"),
        ("# Pens\n\nVeskala is newer than Dorvika. Its doses go up to 2.4 mg a week.", ""),
        ("# Pens\n\nDorvika came first. Veskala is given at 2.4 mg once a week.", ""),
    ],
)
def test_the_nearest_product_is_meant(found: FindingsOf, text: str, product: str) -> None:
    messages = [message for _, message in found(text, "DOS201")]
    assert [f"range of {product}" in message for message in messages] == ([True] if product else [])


def test_an_approval_and_its_year_are_the_products(found: FindingsOf) -> None:
    text = "# Two pens\n\nThe FDA approved {} in 2021. {} is approved for weight loss."
    assert found(text.format("Veskala", "Veskala"), "FIG204") == []
    assert found(text.format("Veskala", "Veskala"), "REG202") == []
    assert [excerpt for excerpt, _ in found(text.format("Dorvika", "Dorvika"), "FIG204")] == ["2021"]
    assert len(found(text.format("Dorvika", "Dorvika"), "REG202")) == 1


def test_an_article_owes_what_its_own_products_owe(found: FindingsOf) -> None:
    text = "# {0}\n\n{0} is a pen for overweight. {0} is injected. Many people like {0}."
    assert found(text.format("Veskala"), "CAV001") == []
    assert len(found(text.format("Dorvika"), "CAV001")) == 1
    both = "# Veskala and Dorvika\n\nVeskala is a pen for overweight. Dorvika is one, too. Many people like Dorvika."
    assert len(found(both, "CAV001")) == 1


def test_a_fact_on_a_class_is_one_on_each_drug_of_it(found: FindingsOf) -> None:
    for name in ("Veskala", "tirvelane", "nelvelane"):
        assert len(found(f"# Pens\n\nYou can drink alcohol with {name}.", "INT201")) == 1


def test_a_finding_on_some_people_takes_precedence_over_a_general_one(found: FindingsOf) -> None:
    text = "# Veskala\n\nVeskala is safe for pregnant women."
    assert len(found(text, "SAF202")) == 1
    assert found(text, "SAF201") == []
