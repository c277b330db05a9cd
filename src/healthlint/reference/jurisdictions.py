"""Where a status holds: what is compared with words that name a country or an agency."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from healthlint.reference.fact_types import FACT_TYPES
from healthlint.reference.model import Fact, Reference

PLACED = frozenset(name for name, kind in FACT_TYPES.items() if "country" in kind.keys)
"""The types of facts that hold where somebody has decided so."""


def held_in(reference: Reference, drug: str, country: str, agencies: Collection[str]) -> Reference:
    """What holds for a drug in one country, where `agencies` decide. An approval is somebody's: one of which a fact
    does not say whose it is counts nowhere in particular; any other status holds where no fact says where."""

    def holds(fact: Fact) -> bool:
        if fact.type not in PLACED or fact.about.get("drug") != drug:
            return True
        if "country" in fact.value:
            return fact.value["country"] == country
        return fact.value["agency"] in agencies if "agency" in fact.value else not is_approval(fact)

    return replace(reference, facts=tuple(filter(holds, reference.facts)))


def is_approval(fact: Fact) -> bool:
    """True for an approval that was given."""
    given = fact.value.get("status") == "approved" or fact.value.get("basis") == "approved"
    return fact.stance != "denies" and (given or fact.type == "approval-year")
