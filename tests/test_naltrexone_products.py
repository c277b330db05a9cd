"""The products of naltrexone and naloxone: one may be the drug in a form, and keeps both."""

from __future__ import annotations

import pytest

from healthlint.document.read import read_text
from healthlint.engine import default_engine


@pytest.mark.parametrize(
    ("name", "drug", "product", "form"),
    [
        ("Vivitrol", "naltrexone", "vivitrol", "injection"),
        ("ReVia", "naltrexone", "revia", ""),
        ("Narcan", "naloxone", "narcan", ""),
        ("LDN", "naltrexone", "", "low-dose"),
    ],
)
def test_a_name_says_product_and_form(name: str, drug: str, product: str, form: str) -> None:
    analysis = default_engine().analyse(read_text(f"{name} is a medicine.", "a.md"))
    (mention,) = (each for each in analysis.mentions if each.kind == "drug")
    assert (mention.concept, mention.product, mention.form) == (drug, product, form)


def test_an_injection_is_not_held_against_tablets() -> None:
    text = "# Vivitrol\n\nVivitrol is naltrexone. A nurse injects 380 mg of Vivitrol once a month."
    codes = [each.code for each in default_engine().check(read_text(text, "a.md")).findings]
    assert "DOS201" not in codes


def test_who_must_not_take_it_is_a_contraindication_that_an_article_owes() -> None:
    facts = default_engine().reference.select("contraindication", drug="naltrexone")
    assert {fact.about["with"] for fact in facts} == {"opioids", "alcohol"}
    text = "# LDN\n\nLDN is taken against pain. You can drink alcohol with LDN. Many people like LDN."
    findings = default_engine().check(read_text(text, "a.md")).findings
    assert {"INT201", "CAV004"} <= {each.code for each in findings}
