"""How English states a thing, one file a construction; each is for every frame, and found by lying here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from healthlint.analysis.statements.constructions import answer, clause, label
from healthlint.analysis.statements.text import Found, Text

CONSTRUCTIONS: tuple[Callable[[Text], Iterator[Found]], ...] = (clause.read, label.read, answer.read)
