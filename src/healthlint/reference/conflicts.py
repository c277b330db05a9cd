"""Where sources disagree with one another or with themselves: computed from values, never from wording."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations
from typing import Literal

from healthlint.fast_dataclass import dataclass
from healthlint.reference.fact_type import FactType
from healthlint.reference.fact_types import FACT_TYPES
from healthlint.reference.model import Fact, Reference
from healthlint.reference.ranges import range_of, value_of

Scope = Literal["across", "within"]
ConflictKind = Literal["range", "figure", "stance", "verdict", "priority", "count"]

# A general statement covers a special one ("low-dose", "low-dose for pain"), but never another drug or another aspect.
_NEVER_COVERED = ("drug", "with", "topic", "only")
_SCALE_STEPS = 2
# A source that lists at least this many side effects contradicts the claim that they are few.
_MANY = 5
_ROUNDED = 0.1
"""The share by which a figure may change when converted to another unit."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Facts that cannot all be true, `across` sources or `within` one; `about` is what the facts have in common."""

    scope: Scope
    kind: ConflictKind
    type: str
    about: Mapping[str, str]
    facts: tuple[Fact, ...]
    summary: str


@dataclass(frozen=True, slots=True)
class _Clash:
    kind: ConflictKind
    one: Fact
    other: Fact

    @property
    def scope(self) -> Scope:
        return "within" if self.one.source == self.other.source else "across"

    @property
    def about(self) -> tuple[tuple[str, str], ...]:
        return tuple(item for item in self.one.about.items() if item in self.other.about.items())

    @property
    def group(self) -> tuple[object, ...]:
        source = self.one.source if self.scope == "within" else ""
        return (self.scope, source, self.kind, self.one.type, tuple(sorted(self.about)), _given(self.one))


def conflicts(reference: Reference) -> list[Conflict]:
    """Every disagreement, those across sources first; facts are in the order of the dataset."""
    order = {fact.id: number for number, fact in enumerate(reference.facts)}
    groups: dict[tuple[object, ...], list[_Clash]] = {}
    for clash in _clashes(reference.facts):
        groups.setdefault(clash.group, []).append(clash)
    found = [_conflict(clashes, order) for clashes in groups.values()]
    found += _too_many_for_few(reference.facts)
    return sorted(found, key=lambda conflict: (conflict.scope, order[conflict.facts[0].id]))


def _clashes(facts: Iterable[Fact]) -> Iterator[_Clash]:
    by_type: dict[str, list[Fact]] = {}
    for fact in facts:
        by_type.setdefault(fact.type, []).append(fact)
    for name, same_type in by_type.items():
        for one, other in combinations(same_type, 2):
            kind = _disagreement(one, other, FACT_TYPES[name])
            if kind:
                yield _Clash(kind, one, other)


def _disagreement(one: Fact, other: Fact, fact_type: FactType) -> ConflictKind | None:
    if "questions" in (one.stance, other.stance):
        return None
    if _claims_to_be_first(one, other):
        return "priority"
    if not _covers(one, other) or _given(one) != _given(other):
        return None
    if fact_type.is_range and _both(one, other, lambda fact: range_of(fact) is not None):
        return _range_disagreement(one, other)
    if (one.stance == "denies") != (other.stance == "denies"):
        return "stance" if _denied(one, other, fact_type) else None
    if one.stance == "denies":
        return None
    return _verdict_disagreement(one, other, fact_type)


def _covers(one: Fact, other: Fact) -> bool:
    if any(one.about.get(key) != other.about.get(key) for key in _NEVER_COVERED):
        return False
    return one.about.items() <= other.about.items() or other.about.items() <= one.about.items()


def _given(fact: Fact) -> tuple[object, ...]:
    return tuple(value_of(fact, key) for key in FACT_TYPES[fact.type].given)


def _range_disagreement(one: Fact, other: Fact) -> ConflictKind | None:
    # A special case may have its own figure; only identical subjects are compared.
    if one.about != other.about or not _both(one, other, lambda fact: fact.stance != "denies"):
        return None
    if FACT_TYPES[one.type].alternatives:
        return None
    unit = str(one.value.get("unit", ""))
    left, right = range_of(one, unit), range_of(other, unit)
    if left is None or right is None or left.same(right):
        return None
    if one.source == other.source and left.overlaps(right):
        return None
    if unit != other.value.get("unit") and left.loosened(_ROUNDED).overlaps(right):
        return None  # "a month" for four weeks is rounded
    return "figure" if left.low == left.high and right.low == right.high else "range"


def _denied(one: Fact, other: Fact, fact_type: FactType) -> bool:
    denial, claim = (one, other) if one.stance == "denies" else (other, one)
    if not fact_type.judged:
        return denial.value == claim.value
    refused, claimed = denial.value.get(fact_type.judged), claim.value.get(fact_type.judged)
    if fact_type.scale:
        # To deny that something works is also to deny that it works well.
        return fact_type.scale.index(str(claimed)) >= fact_type.scale.index(str(refused))
    return refused is not None and refused == claimed


def _verdict_disagreement(one: Fact, other: Fact, fact_type: FactType) -> ConflictKind | None:
    left, right = one.value.get(fact_type.judged), other.value.get(fact_type.judged)
    if left is None or right is None or left == right:
        return None
    if fact_type.scale:
        return "verdict" if abs(_level(one, fact_type) - _level(other, fact_type)) >= _SCALE_STEPS else None
    if isinstance(left, int) and isinstance(right, int):
        return "figure"
    return "verdict" if (left, right) in fact_type.opposed or (right, left) in fact_type.opposed else None


def _level(fact: Fact, fact_type: FactType) -> int:
    # "May be effective" is as strong as "promising".
    level = fact_type.scale.index(str(fact.value[fact_type.judged]))
    return max(level - 1, 0) if fact.stance == "hedges" else level


def _claims_to_be_first(one: Fact, other: Fact) -> bool:
    if one.source == other.source or one.value.get("rank") == other.value.get("rank"):
        return False
    same_kind = one.value.get("kind") == other.value.get("kind")
    return (
        same_kind and one.about.get("drug") == other.about.get("drug") and one.value.get("by") != other.value.get("by")
    )


def _conflict(clashes: list[_Clash], order: Mapping[str, int]) -> Conflict:
    first = clashes[0]
    facts = {fact.id: fact for clash in clashes for fact in (clash.one, clash.other)}
    ordered = tuple(sorted(facts.values(), key=lambda fact: order[fact.id]))
    return Conflict(first.scope, first.kind, first.one.type, dict(first.about), ordered, _summary(ordered))


def _summary(facts: tuple[Fact, ...]) -> str:
    """Each position once, with the sources that hold it."""
    holders: dict[str, list[str]] = {}
    for fact in facts:
        sources = holders.setdefault(position(fact), [])
        if fact.source not in sources:
            sources.append(fact.source)
    return "; ".join(f"{held} ({', '.join(sources)})" for held, sources in holders.items())


def position(fact: Fact) -> str:
    """The judged part of a fact in a few words: `0.1-4.5 mg`, `not curative`, `perhaps effective`."""
    fact_type = FACT_TYPES[fact.type]
    span = range_of(fact) if fact_type.is_range else None
    if span is not None:
        shown = span.text(str(fact.value.get("unit", "")))
    elif "rank" in fact_type.keys:
        shown = " ".join(str(fact.value[key]) for key in ("rank", "kind", "by", "year") if key in fact.value)
    else:
        shown = str(fact.value.get(fact_type.judged) or next(iter(fact.value.values())))
    return {"denies": f"not {shown}", "hedges": f"perhaps {shown}"}.get(fact.stance, shown)


def _too_many_for_few(facts: tuple[Fact, ...]) -> Iterator[Conflict]:
    for claim in facts:
        if claim.type != "safety" or claim.stance == "denies" or claim.value.get("verdict") != "few-side-effects":
            continue
        named = [fact for fact in facts if _names_side_effect(fact, claim)]
        effects = list(dict.fromkeys(str(fact.value["effect"]) for fact in named))
        if len(effects) >= _MANY:
            summary = f"few-side-effects against {len(effects)} by name: {', '.join(effects)} ({claim.source})"
            yield Conflict("within", "count", claim.type, claim.about, (claim, *named), summary)


def _names_side_effect(fact: Fact, claim: Fact) -> bool:
    same = fact.source == claim.source and fact.type == "adverse-effect" and fact.stance != "denies"
    return same and all(fact.about.get(key) == claim.about.get(key) for key in ("drug", "form"))


def _both(one: Fact, other: Fact, holds: Callable[[Fact], bool]) -> bool:
    return holds(one) and holds(other)
