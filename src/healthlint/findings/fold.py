"""Merges findings that say the same at several places of an article."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence

from healthlint.fast_dataclass import replace
from healthlint.findings.model import Edit, Finding, Fix


def folded(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """In order, each at the first of its places, with the others as `related`.

    Pass the findings of one article. Fixes, baselines and suppressions work on single places, so fold after them.
    """
    alike: dict[Hashable, list[Finding]] = {}
    for finding in findings:
        alike.setdefault(_merge_key(finding), []).append(finding)
    return tuple(replace(first, related=tuple(others)) if others else first for first, *others in alike.values())


def _merge_key(finding: Finding) -> Hashable:
    """What a finding says: that a claim is wrong, or that a word is. A suggestion without facts is about style, and the
    same for any words."""
    facts = tuple(item.fact for item in finding.evidence)
    style = finding.severity == "suggestion" and not facts
    return finding.code, finding.severity, facts, "" if style else finding.message.casefold()


def whole_fix(finding: Finding) -> Fix | None:
    """One fix for all places of a finding, to be applied or not as a whole."""
    fixes = [fix for each in finding.places if (fix := each.repair) is not None]
    if not fixes:
        return None
    edits = sorted({edit for fix in fixes for edit in fix.edits}, key=_start)
    return Fix(all(fix.safe for fix in fixes), tuple(edits))


def _start(edit: Edit) -> tuple[int, int]:
    return edit.span.start, edit.span.end


def number_of_places(findings: Sequence[Finding]) -> int:
    """The number of places of all these findings."""
    return sum(len(finding.places) for finding in findings)
