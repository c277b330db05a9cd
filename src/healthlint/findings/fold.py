"""Findings that say the same of several places of an article, as one finding with its places."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace

from healthlint.findings.model import Edit, Finding, Fix


def folded(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In their order, each at the first of its places; the others are `related` to it.

    Give the findings of one article. Fixes, baselines and comments that silence are about places: fold after them.
    """
    alike: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(_said(finding), []).append(finding)
    return tuple(replace(first, related=tuple(others)) if others else first for first, *others in alike.values())


def _said(finding: Finding) -> Hashable:
    """What a finding says: of a claim that it is wrong, of a word that it is. A suggestion that no fact stands behind
    is about style, and the same whatever the words are."""
    facts = tuple(item.fact for item in finding.evidence)
    style = finding.severity == "suggestion" and not facts
    return finding.code, finding.severity, facts, "" if style else finding.message.casefold()


def whole_fix(finding: Finding) -> Fix | None:
    """One fix for all places of a finding, for a reader who takes or leaves it as one."""
    fixes = [fix for each in finding.places if (fix := each.repair) is not None]
    if not fixes:
        return None
    edits = sorted({edit for fix in fixes for edit in fix.edits}, key=_start)
    return Fix(all(fix.safe for fix in fixes), tuple(edits))


def _start(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def number_of_places(findings: Sequence[Finding]) -> int:
    """How many places all these findings have."""
    return sum(len(finding.places) for finding in findings)
