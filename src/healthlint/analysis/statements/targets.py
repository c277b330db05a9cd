"""The illness that words of effect act on: the nearest one in their clause, before or after them.

A thing named after an illness ("a cancer charity") is no illness. People who have it count, but not for words whose
object must be an illness ("ends", "halts"), nor if they are kept from something.
"""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.statements.bearers import Bearers
from healthlint.analysis.statements.grammar import Grammar

_FAR = 10
_ILL = ("condition", "illness", "say-ailment", "claim-ailing")
"""Groups whose words name a disease, a symptom, or a defect of an organ."""
_JOINING = frozenset((",", "and", "or", "/", "&"))


class Targets:
    """Finds the illness on either side of some words."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar, self._bearers = grammar, Bearers(grammar)
        self._ends: dict[int, int] = {}
        for name in _ILL:
            for first, ends in grammar.scan.classes.get(name, {}).items():
                self._ends[first] = max(self._ends.get(first, 0), *ends)
        self._last = {end - 1: first for first, end in sorted(self._ends.items(), reverse=True)}

    def __bool__(self) -> bool:
        return bool(self._ends)

    def after(self, index: int, least: int = 0, far: int = _FAR, persons: bool = True) -> range | None:
        """The illness that starts at `index` or a few words after it in the same clause; up to `least`, any words may
        come between. Without `persons`, not one that somebody is said to have."""
        grammar, passed = self._grammar, index
        stop = min(grammar.scan.limits[index - 1], index + far)
        for at in range(index, stop):
            if at in self._ends and at >= passed:
                ill = range(at, self._ends[at])
                bearer, passed = self._bearers.of(ill)
                if bearer == "thing":
                    return None
                if not bearer or (persons and not self._kept_from(passed)):
                    return ill
            if at >= least and self._parts(at, index):
                return None
            if at >= least and grammar.is_a(at, "effect-end"):
                return None
        return None

    def _kept_from(self, at: int) -> bool:
        """True after "protects patients": what they are kept from is the illness."""
        return at < self._grammar.scan.limits[at - 1] and self._grammar.words[at] == "from"

    def before(self, index: int) -> range | None:
        """The illness that ends a few words before `index`, in the same clause or before a colon or bar."""
        grammar, words = self._grammar, self._grammar.words
        first = grammar.sentence(index).first
        if grammar.is_a(index - 1, "coordinator"):
            return None
        for at in range(index - 1, max(first, index - _FAR) - 1, -1):
            if at in self._last:
                ill = range(self._last[at], at + 1)
                return None if self._bearers.of(ill)[0] == "thing" else ill
            if words[at] in (";", "(", ")", "but", "because", "if", "when") or grammar.is_a(at, "relative"):
                return None
            if at < index - 1 and words[at] == ",":
                return None
        return None

    def within(self, first: int, stop: int) -> Iterator[range]:
        """The illnesses that start in a stretch."""
        found = (range(at, self._ends[at]) for at in range(first, stop) if at in self._ends)
        return (ill for ill in found if self._bearers.of(ill)[0] != "thing")

    def _parts(self, at: int, first: int) -> bool:
        """True for words that begin another clause; a comma may join one illness with the next."""
        grammar, word = self._grammar, self._grammar.words[at]
        if word in _JOINING and at > first:
            return not any(later in self._ends for later in range(at + 1, at + 4))
        broken = grammar.is_a(at, "break") or word in ("(", ")", ",")
        return broken or (at > first and any(grammar.is_a(at, name) for name in ("modal", "be", "relative")))
