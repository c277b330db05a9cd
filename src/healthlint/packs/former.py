"""Codes that rules no longer have: what stands in their place answers to them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from healthlint.packs.model import Former, Loaded, Rule


def parts(loaded: Loaded) -> tuple[Rule, ...]:
    """All rules; one that took the place of a rule on a single drug in two parts, of which the one on that drug answers
    to the old code as well."""
    formers = tuple(loaded.formerly)
    return tuple(part for rule in loaded.rules for part in _parts(rule, formers))


def _parts(rule: Rule, formers: Sequence[Former]) -> Iterator[Rule]:
    mine = [former for former in formers if rule.id in former.now]
    drugs = tuple(dict.fromkeys(former.drug for former in mine if former.drug)) if rule.check.for_any else ()
    everywhere = tuple(former for former in mine if former.drug not in drugs)
    yield replace(rule, formerly=everywhere, but=drugs) if mine else rule
    for drug in drugs:
        yield replace(rule, formerly=(*everywhere, *(former for former in mine if former.drug == drug)), only=drug)


def joined(rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The parts of each rule as one again, for whoever lists rules."""
    found: dict[str, Rule] = {}
    for rule in rules:
        known = found.get(rule.id, rule)
        found[rule.id] = replace(known, formerly=tuple(dict.fromkeys((*known.formerly, *rule.formerly))))
    return tuple(found.values())
