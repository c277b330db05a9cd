"""What only bears the name of an illness: those who have it, and the clinics and tablets that are named after it."""

from __future__ import annotations

from typing import Literal

from healthlint.analysis.statements.grammar import Grammar

Bearer = Literal["person", "thing", ""]


class Bearers:
    """Asked what a name of an illness is part of."""

    def __init__(self, grammar: Grammar) -> None:
        self._grammar = grammar
        self._persons, self._things = grammar.starts("sufferer"), grammar.starts("named-after")
        self._had = {end for ends in grammar.starts("having").values() for end in ends}

    def of(self, ill: range) -> tuple[Bearer, int]:
        """Who or what bears the name in the tokens `ill` ("" where it stands for the illness), and the index behind
        it: "arthritis patients", "people with arthritis", "an arthritis clinic"."""
        inside = ill.stop < self._grammar.scan.limits[ill.stop - 1]
        if inside and ill.stop in self._things:
            return "thing", max(self._things[ill.stop])
        if inside and ill.stop in self._persons:
            return "person", max(self._persons[ill.stop])
        return ("person" if ill.start in self._had else ""), ill.stop
