"""Which rules run, and which of several findings on one span is shown."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable

from healthlint.errors import UsageError, did_you_mean
from healthlint.findings.model import SEVERITIES, Finding
from healthlint.packs.model import Rule
from healthlint.span import Span
from healthlint.triage.one_problem import one_problem


def select(
    rules: Iterable[Rule],
    wanted: Iterable[str] = (),
    ignored: Iterable[str] = (),
    added: Iterable[str] = (),
    none: bool = False,
) -> tuple[Rule, ...]:
    """The rules that `wanted` names (all, if it names none) and those that `added` names, without those that `ignored`
    names. An empty result is an error unless `none` allows it, for some files of many.

    All accept codes (`EFF201`), names (`cure-claim`), families (`EFF`), and former codes; an optional rule must be
    named by its code or name. Raises UsageError for an unknown one.
    """
    rules = tuple(rules)
    names = {name for rule in rules for name in selectors(rule)}
    present = {name for rule in rules for name in (rule.id, rule.name, rule.family)}
    wanted, ignored, added = set(wanted), set(ignored), set(added)
    for name in sorted(wanted | ignored | added):
        if name not in names:
            hint = did_you_mean(name, present)
            raise UsageError(f"no rule, name or family '{name}'{hint}; `healthlint rules` lists them all")
    chosen = tuple(rule for rule in rules if _chosen(rule, wanted, added) and not ignored & selectors(rule))
    if rules and not chosen and not none:
        raise UsageError("every selected rule is also ignored, so nothing would be checked")
    return chosen


def _chosen(rule: Rule, wanted: set[str], added: set[str]) -> bool:
    named = wanted | added
    if rule.optional:
        return bool(named & (selectors(rule) - {rule.family}))
    return not wanted or bool(named & selectors(rule))


def selectors(rule: Rule) -> set[str]:
    """The selectors of a rule: its code, its name, its family, and former codes and names."""
    return {rule.id, rule.name, rule.family, *rule.aliases}


def one_per_stretch(findings: Iterable[Finding]) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """Of overlapping findings of one family and kind, the most severe stays (then the narrower, then the first code).

    Findings of different kinds say different things unless both are about one problem: that a dose is too high does not
    make `5.0 mg` any easier to read.
    """
    taken: dict[tuple[str, str], _ShownFindings] = defaultdict(_ShownFindings)
    shown: list[Finding] = []
    silenced: list[tuple[Finding, str]] = []
    for finding in sorted(findings, key=_gravity):
        rival = (
            None
            if finding.kind == _MISSING
            else taken[finding.family, _SORTS.get(finding.kind, finding.kind)].take(finding)
        )
        if rival is None:
            shown.append(finding)
        else:
            silenced.append((finding, f"{rival.code} is already reported there"))
    shown, spoken = _without_echoes(shown)
    shown, repeated = one_problem(shown)
    silenced += [*spoken, *repeated]
    shown.sort(key=lambda finding: (finding.span.start, finding.code, finding.span.end))
    return shown, silenced


def _without_echoes(findings: Iterable[Finding]) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """If several kinds of a family report one sentence, the most severe stays; of equals, the most certain kind."""
    findings = list(findings)
    first: dict[tuple[str, str], Finding] = {}
    for finding in findings:
        key = (finding.family, finding.sentence)
        if key not in first or _voice(finding) < _voice(first[key]):
            first[key] = finding
    shown: list[Finding] = []
    echoes: list[tuple[Finding, str]] = []
    for finding in findings:
        other = first[finding.family, finding.sentence]
        rivals = _sureness(finding) != _sureness(other) and finding.sentence
        if rivals:
            echoes.append((finding, f"{other.code} is already reported there"))
        else:
            shown.append(finding)
    return shown, echoes


def _voice(finding: Finding) -> tuple[int, int]:
    return SEVERITIES.index(finding.severity), _sureness(finding)


def _sureness(finding: Finding) -> int:
    """Sort key: phrases of a rule's own first, then frames, then the reader."""
    return _SURENESS.get(finding.kind, 0)


_SURENESS = {"stated": 1, "reading": 2}
_SORTS = {"misspelling": "spelling", "outcome": "claim", "remedy": "claim", "rhythm": "amount"}
"""Kinds that say the same as another one."""
_MISSING = "caveat"
"""Findings of this kind all point to the title, and each misses something else."""
_SURER = "misspelling"
"""The name of a drug in a pack takes precedence over other words that a slip may stand for."""


class _ShownFindings:
    """The findings shown of one family and kind. None overlap, so sorted by start they are sorted by end too."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []

    def take(self, finding: Finding) -> Finding | None:
        """The finding that already occupies its span; if there is none, this one does from now on."""
        first = bisect_right(self._findings, finding.span.start, key=_end)
        if first < len(self._findings) and self._findings[first].span.overlaps(finding.span):
            return self._findings[first]
        self._findings.insert(bisect_left(self._findings, finding.span, key=_span), finding)
        return None


def _end(finding: Finding) -> int:
    return finding.span.end


def _span(finding: Finding) -> Span:
    return finding.span


def _gravity(finding: Finding) -> tuple[int, bool, bool, str, int, int]:
    return (
        SEVERITIES.index(finding.severity),
        finding.kind != _SURER,
        not finding.narrow,
        finding.code,
        finding.span.start,
        finding.span.end,
    )
