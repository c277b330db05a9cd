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


KINDS: Mapping[str, tuple[Reads, str]] = MappingProxyType(
    {
        DOSES: (_of("dose-range"), "dose-range"),
        "how often it is taken": (
            lambda fact: fact.type == "frequency" or "every" in fact.value,
            "frequency",
        ),
        "strengths": (_of("strength"), "strength"),
        "uses and approval": (
            lambda fact: (
                _status(fact, "approved", "off-label", "investigational") or fact.value.get("basis") == "approved"
            ),
            "regulatory-status",
        ),
        "years of approval": (_of("approval-year"), "approval-year"),
        "prescription": (lambda fact: _status(fact, "prescription", "over-the-counter"), "regulatory-status"),
        "benefits": (_of("efficacy"), "efficacy"),
        "sizes of effects": (_of("effect-size"), "effect-size"),
        "time until it works": (_of("onset"), "onset"),
        "side effects": (_of("adverse-effect"), "adverse-effect"),
        "who must not take it": (_of("contraindication"), "contraindication"),
        "boxed warning": (_of("boxed-warning"), "boxed-warning"),
        "what it must not meet": (lambda fact: "with" in fact.about, "interaction"),
        "pregnancy and other groups": (lambda fact: "population" in fact.about, "contraindication"),
    }
)
"""The kinds of statements, with the facts they are compared with and the type that an author can add."""


@dataclass(frozen=True, slots=True)
class Covered:
    """A kind of statement, the number of facts it is compared with, and the type of a further one."""

    kind: str
    facts: int
    type: str


def coverage(reference: Reference, drug: str) -> Iterator[Covered]:
    """Each kind of statement on a drug; drafts and questions raised by a source do not count."""
    facts = [fact for fact in reference.select(drug=drug) if not fact.draft and fact.stance != "questions"]
    for kind, (reads, type_) in KINDS.items():
        yield Covered(kind, sum(map(reads, facts)), type_)


def lacking(reference: Reference, drug: str, kind: str) -> bool:
    """True if no fact on a drug is of a kind."""
    reads, _ = KINDS[kind]
    return not any(reads(fact) for fact in reference.select(drug=drug))
