"""The forms that a drug is given in, as facts of type administration have them."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.reference.model import AFFIRMING, Fact, Reference


def given_as(reference: Reference, drug: str) -> Iterator[Fact]:
    """The facts on the forms in which the drug is given."""
    for fact in reference.select("administration", drug=drug):
        if fact.value.get("aspect") == "form" and fact.stance in AFFIRMING:
            yield fact


def forms(reference: Reference, drug: str) -> set[str]:
    """Those forms as single words: a "depot-injection" is an injection."""
    return {word for fact in given_as(reference, drug) for word in str(fact.value["choice"]).split("-")}
