"""The words of a text that are predicates of claims, with their arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from healthlint.analysis.frames import CLAIMS, Unit
from healthlint.analysis.model import Scan
from healthlint.analysis.phrase_walk import Match
from healthlint.analysis.statements import arguments
from healthlint.analysis.statements.arguments import Stretch
from healthlint.analysis.statements.barred import barred
from healthlint.analysis.statements.grammar import Grammar, Use
from healthlint.fast_dataclass import dataclass

_PASSIVE_WITHOUT_AGENT = frozenset(("cure",))
_NEEDS_TREATMENT = frozenset(("benefit", "cure"))
_HEAD_WORDS = 4


@dataclass(frozen=True, slots=True)
class Predicate:
    """An accepted match: its place, its use, its agent and target."""

    unit: Unit
    first: int
    last: int
    end: int
    use: Use
    agent: Stretch | None
    target: Stretch | None
    leader: Predicate | None
    """The verb whose "may" or "not" this one shares ("may ease pain and improve sleep")."""


def _matches(scan: Scan, known: Iterable[Unit]) -> list[tuple[Unit, Match]]:
    found = [
        (unit, match)
        for unit in known
        if unit.frame.kind in CLAIMS
        for match in scan.matches.get(unit.key, ())
        if scan.sentence_of[match.first] >= 0
    ]
    return sorted(found, key=lambda item: (item[1].mark_first, -item[1].mark_last))


def predicates(grammar: Grammar, known: Iterable[Unit]) -> Iterator[Predicate]:
    """The matches that are predicates and not in a barred stretch; of overlapping ones the longest."""
    closed = barred(grammar)
    taken = dict.fromkeys(CLAIMS, -1)
    earlier: Predicate | None = None
    for unit, match in _matches(grammar.scan, known):
        if closed[match.mark_first] or match.mark_first <= taken[unit.frame.kind]:
            continue
        clause = grammar.clause(match.mark_first)
        shared = earlier if earlier is not None and earlier.first >= clause.start else None
        predicate = _predicate(grammar, unit, match, shared, clause)
        if predicate is None:
            continue
        taken[unit.frame.kind] = match.mark_last
        if unit.frame.kind == "effect":
            earlier = predicate
        yield predicate


def _predicate(grammar: Grammar, unit: Unit, match: Match, shared: Predicate | None, clause: range) -> Predicate | None:
    first, last, end = match.mark_first, match.mark_last, max(match.last, match.mark_last)
    use: Use = "active"
    if unit.voice == "middle":
        use = "" if grammar.describes(first) else grammar.intransitive(first)
    elif unit.voice == "active":
        use = grammar.use(first, last + 1, shared is not None, bool(unit.frame.direction))
    if not use or (unit.voice == "whole" and grammar.is_a(first - 1, "of")):
        return None  # "half of all patients got better" is about some
    agent, target = _arguments(grammar, unit, use, (first, last), shared, clause)
    if not _plausible(grammar, unit, use, agent, target):
        return None
    leader = (shared.leader or shared) if shared is not None and _led(grammar, first, use, clause) else None
    return Predicate(unit, first, last, end, use, agent, target, leader)


def _led(grammar: Grammar, first: int, use: Use, clause: range) -> bool:
    if use == "participle":
        return True
    previous = grammar.before(first, clause.start)
    return grammar.is_a(previous, "coordinator") and grammar.form(grammar.words[first]) == "base"


def _arguments(
    grammar: Grammar, unit: Unit, use: Use, place: tuple[int, int], shared: Predicate | None, clause: range
) -> tuple[Stretch | None, Stretch | None]:
    first, last = place
    subject = _subject(grammar, first, shared, clause)
    if unit.voice == "whole":
        return subject, None
    if unit.voice == "middle":
        return None, subject
    if unit.voice == "passive":
        # "So well as" ends a clause in the middle of the predicate.
        return arguments.after(grammar, last + 1, grammar.clause(last).stop, skip=True), subject
    if use == "passive":
        return arguments.doer(grammar, last + 1, clause.stop), subject
    return subject, arguments.after(grammar, last + 1, clause.stop, skip=unit.voice != "active")


def _subject(grammar: Grammar, first: int, shared: Predicate | None, clause: range) -> Stretch | None:
    """The words before the predicate, or the agent of the verb that it is coordinated with."""
    own = arguments.before(grammar, first, clause.start)
    if shared is None or shared.agent is None:
        return own
    previous = grammar.before(first, clause.start)
    continues = grammar.is_a(previous, "coordinator") or grammar.words[previous] == ","
    return shared.agent if own is None or continues or own.first <= shared.last else own


def _plausible(grammar: Grammar, unit: Unit, use: Use, agent: Stretch | None, target: Stretch | None) -> bool:
    needs_illness = unit.voice == "middle" or unit.frame.target == "ill"
    if needs_illness and (target is None or not arguments.suffers(grammar, target)):
        return False
    if unit.voice == "middle" and target is not None and arguments.side_effect(grammar, target):
        return False
    if unit.frame.kind == "association":
        return True
    if use == "passive" and agent is None and unit.frame.strength not in _PASSIVE_WITHOUT_AGENT:
        return False
    if unit.voice == "active" and use == "active" and (target is None or grammar.is_a(target.first, "temporal")):
        return False
    if agent is not None and _acts(grammar, unit, agent):
        return False
    return target is None or not _learns(grammar, use, target)


def _learns(grammar: Grammar, use: Use, target: Stretch) -> bool:
    """True if what changes is knowledge or a study, not somebody's health."""
    if grammar.words[target.first - 1] == "to":
        return False  # "guaranteed to work": a verb, whatever noun it resembles
    head = target.first + (grammar.is_a(target.first, "determiner") and target.last > target.first)
    if (
        grammar.is_a(target.first, "knowing")
        or grammar.is_a(target.first, "study")
        or (use == "passive" and grammar.is_a(head, "study"))
    ):
        return True
    return any(
        grammar.is_a(index, "knowledge")
        for index in range(target.first, min(target.last + 1, target.first + _HEAD_WORDS))
    )


def _acts(grammar: Grammar, unit: Unit, agent: Stretch) -> bool:
    """True if the agent treats people or is a study: neither is a treatment."""
    opening = range(agent.first, min(agent.last + 1, agent.first + _HEAD_WORDS))
    if any(grammar.is_a(index, "study") for index in opening):
        return True
    if unit.voice == "active" and grammar.is_a(agent.last, "personal"):
        return True
    return unit.frame.strength in _NEEDS_TREATMENT and grammar.is_a(agent.last, "human")
