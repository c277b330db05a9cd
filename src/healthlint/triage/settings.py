"""The settings of a run for its rules: which run, with which severity, and what they accept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from typing import TYPE_CHECKING

from healthlint.fast_dataclass import dataclass, replace

if TYPE_CHECKING:
    from healthlint.checks.base import Severity
    from healthlint.packs.model import Rule


@dataclass(frozen=True, slots=True)
class Settings:
    """Rules are named by code, name or family. `severity` overrides the rule's own, the most specific name first;
    `words` are accepted spellings; `grade` and `least_words` are the limits of readability (None: the rule's). `reader`
    enables the taught reader, `suggest` also its uncertain findings. `pages` is the address of the pages of bundled
    rules, with `{code}` for the code. `as_of` is the day (YYYY-MM-DD) whose facts count; "": the article's own date, or
    else today."""

    wanted: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    words: frozenset[str] = frozenset()
    grade: float | None = None
    least_words: int | None = None
    reader: bool = True
    suggest: bool = False
    pages: str = ""
    as_of: str = ""

    def stable_text(self) -> str:
        """The settings as text, the same for equal settings in every run."""
        severity, words = sorted(self.severity.items()), sorted(self.words)
        return repr(
            (
                self.wanted,
                self.ignored,
                self.added,
                severity,
                words,
                self.grade,
                self.least_words,
                self.reader,
                self.suggest,
                self.pages,
                self.as_of,
            )
        )

    def of(self, rule: Rule) -> Rule:
        """The rule with these settings applied."""
        from healthlint.checks.readability import Readability

        # What a former code says of one drug is more specific than what is said of the rule.
        names = (name for name in (*rule.aliases, rule.id, rule.name, rule.family) if name in self.severity)
        wanted = next(names, None)
        if wanted is not None:
            rule = replace(rule, severity=self.severity[wanted])
        if isinstance(rule.check, Readability):
            grade = rule.check.grade if self.grade is None else self.grade
            words = rule.check.words if self.least_words is None else self.least_words
            rule = replace(rule, check=replace(rule.check, grade=grade, words=words))
        return self._with_page(rule) if self.pages else rule

    def _with_page(self, rule: Rule) -> Rule:
        from healthlint.findings.rule_pages import address

        return replace(rule, page=address(self.pages, rule.id)) if _is_bundled(rule) else rule


def _is_bundled(rule: Rule) -> bool:
    """True for a rule that docs/rules has a page on."""
    from healthlint.packs.locate import pack_dirs

    return rule.pack in {folder.name for folder in pack_dirs()}
