"""The constructions of English, one file each. A construction applies to every frame."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from healthlint.analysis.statements.constructions import answer, clause, label, nominal, transitive, undergone
from healthlint.analysis.statements.grammar import Grammar
from healthlint.analysis.statements.targets import Targets
from healthlint.analysis.statements.text import Occurrence, Text

CONSTRUCTIONS: tuple[Callable[[Text], Iterator[Occurrence]], ...] = (clause.read, label.read, answer.read)
"""For words that speak for or against a matter."""
EFFECTS: tuple[Callable[[Text, Grammar, Targets], Iterator[Occurrence]], ...] = (
    transitive.read,
    undergone.read,
    nominal.read,
)
"""For words of an effect on an illness."""
