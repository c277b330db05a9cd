"""Codes of former rules, which remain valid for the rules that replaced them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from healthlint.fast_dataclass import replace
from healthlint.packs.model import Former, Loaded, Rule


def parts(loaded: Loaded) -> tuple[Rule, ...]:
    """All rules. A rule that replaced one on a single drug comes in two parts, of which the part for that drug also
    answers to the old code."""
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
    """The parts of each rule joined again, for listings of rules."""
    found: dict[str, Rule] = {}
    for rule in rules:
        known = found.get(rule.id, rule)
        found[rule.id] = replace(known, formerly=tuple(dict.fromkeys((*known.formerly, *rule.formerly))))
    return tuple(found.values())
