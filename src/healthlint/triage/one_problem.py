"""Findings of several families on one span about one problem: the most severe is shown, then the most certain."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from healthlint.findings.model import SEVERITIES, Finding

_OF_HARM = frozenset(("efficacy", "safety", "interaction", "advice"))
"""Families whose findings on the same words are about one promise or one piece of advice."""
_READ = "reading"
_NAMED_WRONGLY = "swap"
_MOST = 0.5
"""The overlap with the reader's underline, as a share of it, from which another finding has already said the same."""


def one_problem(findings: Iterable[Finding]) -> tuple[list[Finding], list[tuple[Finding, str]]]:
    """The findings to show, in order, and the others with the reason. A wrong name makes a claim about it moot; what
    the reader reports is redundant in the words of another finding, as is a finding inside a more severe one."""
    by_sentence: dict[str, list[Finding]] = defaultdict(list)
    found = list(findings)
    for finding in found:
        by_sentence[finding.sentence].append(finding)
    shown: list[Finding] = []
    echoes: list[tuple[Finding, str]] = []
    for finding in found:
        others = by_sentence[finding.sentence] if finding.sentence else []
        rival = next((other for other in others if _says_it(other, finding)), None)
        if rival is None:
            shown.append(finding)
        else:
            echoes.append((finding, f"{rival.code} is already reported there"))
    return shown, echoes


def _says_it(other: Finding, finding: Finding) -> bool:
    if other is finding or other.family == finding.family or not other.span.overlaps(finding.span):
        return False
    if finding.kind == _READ and other.kind == _NAMED_WRONGLY:
        return True
    if not _OF_HARM.issuperset((other.family, finding.family)):
        return False
    graver = SEVERITIES.index(finding.severity) - SEVERITIES.index(other.severity)
    if finding.kind == _READ and other.kind != _READ and graver >= 0:
        shared = min(other.span.end, finding.span.end) - max(other.span.start, finding.span.start)
        return shared > _MOST * len(finding.span)
    return graver > 0 and other.kind != _READ and other.span.contains(finding.span)
