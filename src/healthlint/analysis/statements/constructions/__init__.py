"""How English states a thing, one file a construction; each is for every frame, and found by lying here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from healthlint.analysis.statements.constructions import answer, clause, label, nominal, transitive, undergone
from healthlint.analysis.statements.grammar import Grammar
from healthlint.analysis.statements.targets import Targets
from healthlint.analysis.statements.text import Found, Text

CONSTRUCTIONS: tuple[Callable[[Text], Iterator[Found]], ...] = (clause.read, label.read, answer.read)
"""Of words that speak for a matter or against it."""
EFFECTS: tuple[Callable[[Text, Grammar, Targets], Iterator[Found]], ...] = (
    transitive.read,
    undergone.read,
    nominal.read,
)
"""Of words that do something to an illness."""
