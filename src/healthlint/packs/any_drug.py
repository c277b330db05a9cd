"""What a rule runs as: itself, or, written for any drug, one check for each drug that has facts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from healthlint.analysis.lexicon import Drug, Lexicon, merged_drugs
from healthlint.checks.base import Check
from healthlint.packs.model import Rule
from healthlint.reference.model import Reference


def covered(lexicon: Lexicon, reference: Reference) -> dict[str, Drug]:
    """By their ids the drugs that have facts, with everything that the packs say of each."""
    return {name: drug for name, drug in merged_drugs(lexicon).items() if name in reference.drugs}


def classes_by_drug(lexicon: Lexicon) -> dict[str, tuple[str, ...]]:
    """The classes that each drug belongs to, by its id."""
    return {name: drug.classes for name, drug in merged_drugs(lexicon).items()}


def checks(rule: Rule, rules: Iterable[Rule], drugs: Mapping[str, Drug]) -> tuple[Check, ...]:
    """The check of a rule, or one about each of the `drugs` that has none of the `rules` in the place of this one."""
    if not rule.check.for_any:
        return (rule.check,)
    instead = {other.check.spoken_of for other in rules if {rule.id, rule.name} & {*other.replaces}}
    return tuple(check for name, drug in drugs.items() if name not in instead for check in rule.check.each(drug))
