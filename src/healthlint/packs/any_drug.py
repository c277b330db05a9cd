"""The checks that a rule runs: its own or, for a rule on any drug, one for each drug with facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from healthlint.analysis.lexicon import Drug, Lexicon, merged_drugs
from healthlint.checks.base import Check
from healthlint.packs.model import Rule
from healthlint.reference.model import Reference


def covered(lexicon: Lexicon, reference: Reference) -> dict[str, Drug]:
    """The drugs that have facts, by id, with everything that the packs say of each."""
    return {name: drug for name, drug in merged_drugs(lexicon).items() if name in reference.drugs}


def classes_by_drug(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """The classes that each drug belongs to, by its id."""
    return {name: drug.classes for name, drug in merged_drugs(lexicon).items()}


def checks(rule: Rule, rules: Iterable[Rule], drugs: Mapping[str, Drug]) -> tuple[Check, ...]:
    """The rule's check, or one for each of `drugs` that none of the `rules` covers in place of this one."""
    if not rule.check.for_any:
        return (rule.check,)
    instead = {other.check.spoken_of for other in rules if {rule.id, rule.name} & {*other.replaces}}
    return tuple(check for name, drug in drugs.items() if name not in instead for check in rule.check.each(drug))
