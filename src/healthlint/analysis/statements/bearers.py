"""What contains the name of an illness without being one: people who have it, and clinics and tablets named after
it."""

from __future__ import annotations

from typing import Literal

from healthlint.analysis.statements.grammar import Grammar

Bearer = Literal["person", "thing", ""]


class Bearers:
    """Tells what the name of an illness is part of."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._persons, self._things = grammar.starts("sufferer"), grammar.starts("named-after")
        self._had = {end for ends in grammar.starts("having").values() for end in ends}

    def of(self, ill: range) -> tuple[Bearer, int]:
        """Who or what is named with the illness in the tokens `ill` ("" if the illness itself is meant), and the index
        after it: "arthritis patients", "people with arthritis", "an arthritis clinic"."""
        inside = ill.stop < self._grammar.scan.limits[ill.stop - 1]
        if inside and ill.stop in self._things:
            return "thing", max(self._things[ill.stop])
        if inside and ill.stop in self._persons:
            return "person", max(self._persons[ill.stop])
        return ("person" if ill.start in self._had else ""), ill.stop
