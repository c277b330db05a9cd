"""The regulatory status in a country or by an agency, for comparison with words that name one."""

from __future__ import annotations

from collections.abc import Collection

from healthlint.fast_dataclass import replace
from healthlint.reference.fact_types import FACT_TYPES
from healthlint.reference.model import Fact, Reference

PLACED = frozenset(name for name, kind in FACT_TYPES.items() if "country" in kind.keys)
"""The types of facts that depend on where a decision was made."""


def held_in(reference: Reference, drug: str, country: str, agencies: Collection[str]) -> Reference:
    """The status facts of a drug in one country, where `agencies` decide. An approval belongs to an agency, so a fact
    that does not say whose it is applies nowhere in particular; any other status without a place applies everywhere."""

    def holds(fact: Fact) -> bool:
        if fact.type not in PLACED or fact.about.get("drug") != drug:
            return True
        if "country" in fact.value:
            return fact.value["country"] == country
        return fact.value["agency"] in agencies if "agency" in fact.value else not is_approval(fact)

    return replace(reference, facts=tuple(filter(holds, reference.facts)))


def is_approval(fact: Fact) -> bool:
    """True for an approval that was granted."""
    given = fact.value.get("status") == "approved" or fact.value.get("basis") == "approved"
    return fact.stance != "denies" and (given or fact.type == "approval-year")
