"""Findings that need company: one sentence of a long article that reads like a claim, where nothing else is wrong, is
most often misread; among other claims it is most often right (docs/reader.md)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import replace

from healthlint.findings.model import Finding
from healthlint.span import Span

_OTHERS = 2
_OF = 20
"""Sentences in which one other finding has to stand."""
_ON_WHAT_IS_SAID = frozenset(
    ("efficacy", "safety", "interaction", "advice", "status", "dose", "figure", "language", "citation")
)
"""Families on what an article says, not on how it is written or on what it lacks."""


def accompanied(findings: Iterable[Finding], sentences: int, suggest: bool) -> Iterator[Finding]:
    """The findings without those that lack the company that they need in an article of so many sentences; with
    `suggest` these are suggestions."""
    found = list(findings)
    spans = _apart(each.span for each in found if each.severity != "suggestion" and each.family in _ON_WHAT_IS_SAID)
    enough = max(_OTHERS, sentences / _OF)
    for finding in found:
        if not finding.company or _others(spans, finding.span) >= enough:
            yield finding
        elif suggest:
            yield replace(finding, severity="suggestion")


def _apart(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, with overlapping ones joined."""
    apart: list[Span] = []
    for span in sorted(spans):
        if apart and span.start < apart[-1].end:
            apart[-1] = Span(apart[-1].start, max(apart[-1].end, span.end))
        else:
            apart.append(span)
    return apart


def _others(apart: list[Span], span: Span) -> int:
    """The number of these spans that do not touch this one."""
    first = bisect_right(apart, span.start, key=lambda each: each.end)
    last = bisect_left(apart, span.end, key=lambda each: each.start)
    return len(apart) - max(0, last - first)
