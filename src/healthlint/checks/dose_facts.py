"""The dose facts that apply to an amount: those about the people named there, by use."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from healthlint.checks.dosing import Doses
from healthlint.checks.measures import Measures
from healthlint.checks.people import Named, People
from healthlint.reference.model import Fact

_PHASE, _START, _MAXIMUM = "phase", "start", "maximum"


def for_people(people: People, facts: Sequence[Fact], named: Named, uses: frozenset[str]) -> tuple[Fact, ...]:
    """The facts about the people named. If only a starting dose is documented for them, the other doses are those for
    everybody."""
    found = people.concerned_by_use(facts, named, uses)
    if not found or any(fact.value.get(_PHASE) != _START for fact in found):
        return found
    others = people.concerned_by_use(facts, Named(), uses)
    return found + tuple(fact for fact in others if fact.value.get(_PHASE) != _START)


def by_use(facts: Sequence[Fact], uses: Iterable[str], measures: Measures) -> dict[str, Doses]:
    """The doses for each use (by default, each use in the facts). A maximum without a use, such as that with another
    drug, applies to every use."""
    limits = [fact for fact in facts if fact.value.get(_PHASE) == _MAXIMUM and not fact.about.get("use")]
    found = [*uses] or [*dict.fromkeys(fact.about.get("use", "") for fact in facts if fact not in limits)] or [""]
    doses: dict[str, Doses] = {}
    for use in found if facts else ():
        own = [fact for fact in facts if fact.about.get("use", "") == use and fact not in limits]
        doses[use] = Doses.of((*own, *limits), measures)
    return doses
