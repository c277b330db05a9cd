"""The facts of all packs as valid on a given day, with or without drafts, and the checks for each drug they cover."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from healthlint.analysis.lexicon import Lexicon
from healthlint.checks.base import Check
from healthlint.fast_dataclass import dataclass, replace
from healthlint.packs.any_drug import checks, classes_by_drug, covered
from healthlint.packs.model import Rule
from healthlint.reference.model import Reference
from healthlint.reference.products import inherited


@dataclass(frozen=True, slots=True)
class Dataset:
    """`each` are the checks of rules for any drug, by the code of the rule."""

    reference: Reference
    each: Mapping[str, tuple[Check, ...]]


class Datasets:
    """Builds the dataset of a day on first use."""

    def __init__(self, whole: Reference, lexicon: Lexicon, rules: Sequence[Rule]) -> None:
        """`whole` are the facts of the packs, without any selection."""
        self.all = inherited(whole, classes_by_drug(lexicon))
        self.drafts = frozenset(fact.id for fact in self.all.facts if fact.draft)
        self.dated = any(fact.since or fact.until for fact in self.all.facts)
        self._lexicon, self._rules = lexicon, rules
        self._known: dict[tuple[str, bool], Dataset] = {}

    def at(self, day: str = "", drafts: bool = False) -> Dataset:
        """The facts valid on a day (YYYY-MM-DD; "": today), with unreviewed ones if `drafts`."""
        key = (day if self.dated else "", drafts)
        if key not in self._known:
            self._known[key] = self._made(*key)
        return self._known[key]

    def drafted(self, drugs: frozenset[str]) -> bool:
        """True if one of these drugs has a draft."""
        return any(fact.draft and fact.about.get("drug") in drugs for fact in self.all.facts) if self.drafts else False

    def _made(self, day: str, drafts: bool) -> Dataset:
        held = (fact for fact in self.all.facts if fact.held(day) and (drafts or not fact.draft))
        reference = replace(self.all, facts=tuple(held))
        drugs = covered(self._lexicon, reference)
        on_any = (rule for rule in self._rules if rule.check.for_any)
        return Dataset(reference, {rule.id: checks(rule, self._rules, drugs) for rule in on_any})
