"""What an article on a drug can be checked for, given the types of facts on it, and what not."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import Fact, Reference

Reads = Callable[[Fact], bool]
DOSES = "doses"


def _of(*types: str) -> Reads:
    return lambda fact: fact.type in types


def _status(fact: Fact, *names: str) -> bool:
    return fact.type == "regulatory-status" and fact.value.get("status") in names


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of statement: the facts that it is compared with, the type that an author can add, and what a report calls
    it, with {} for the drug."""

    reads: Reads
    type: str
    words: str


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        DOSES: Kind(_of("dose-range"), "dose-range", "doses of {}"),
        "how often it is taken": Kind(
            lambda fact: fact.type == "frequency" or "every" in fact.value, "frequency", "how often {} is taken"
        ),
        "strengths": Kind(_of("strength"), "strength", "strengths of {}"),
        "uses and approval": Kind(
            lambda fact: (
                _status(fact, "approved", "off-label", "investigational") or fact.value.get("basis") == "approved"
            ),
            "regulatory-status",
            "uses and approval of {}",
        ),
        "years of approval": Kind(_of("approval-year"), "approval-year", "the year {} was approved"),
        "prescription": Kind(
            lambda fact: _status(fact, "prescription", "over-the-counter"),
            "regulatory-status",
            "whether {} needs a prescription",
        ),
        "benefits": Kind(_of("efficacy"), "efficacy", "benefits of {}"),
        "sizes of effects": Kind(_of("effect-size"), "effect-size", "sizes of effects of {}"),
        "time until it works": Kind(_of("onset"), "onset", "how soon {} works"),
        "side effects": Kind(_of("adverse-effect"), "adverse-effect", "side effects of {}"),
        "who must not take it": Kind(_of("contraindication"), "contraindication", "who must not take {}"),
        "boxed warning": Kind(_of("boxed-warning"), "boxed-warning", "boxed warnings of {}"),
        "what it must not meet": Kind(
            lambda fact: "with" in fact.about, "interaction", "what {} must not be taken with"
        ),
        "pregnancy and other groups": Kind(
            lambda fact: "population" in fact.about, "contraindication", "{} in pregnancy and other groups"
        ),
    }
)
"""By their names in `pack coverage`."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A kind of statement, the number of facts it is compared with, and the type of a further one."""

    kind: str
    facts: int
    type: str


def coverage(reference: Reference, drug: str) -> Iterator[Covered]:
    """Each kind of statement on a drug; drafts do not count."""
    facts = [fact for fact in reference.select(drug=drug) if not fact.draft]
    for name, kind in KINDS.items():
        yield Covered(name, sum(map(kind.reads, facts)), kind.type)


def lacking(reference: Reference, drug: str) -> frozenset[str]:
    """The kinds of statements on a drug that no fact covers."""
    return frozenset(each.kind for each in coverage(reference, drug) if not each.facts)
