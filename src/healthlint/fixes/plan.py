"""Which of the findings' fixes are applied."""

from __future__ import annotations

import html
from collections.abc import Iterable

from healthlint.fast_dataclass import dataclass
from healthlint.findings.model import Edit, Finding
from healthlint.measure import same_numbers
from healthlint.pattern import pattern
from healthlint.span import Span

_MARKUP = pattern(r"<[^<>]*>|[*_`~]")
_ESCAPE = pattern(r"\\u([0-9a-fA-F]{4})")


@dataclass(frozen=True, slots=True)
class Plan:
    """`edits` in order and without overlap, and the findings that they mend."""

    edits: tuple[Edit, ...] = ()
    mended: tuple[Finding, ...] = ()


def plan(source: str, findings: Iterable[Finding], unsafe: bool = False) -> Plan:
    """The safe fixes of these findings, with `unsafe` the others too. Of two that overlap the first wins.

    A fix that would change the value of a number is never applied, whoever offers it: doses are for people to mend.
    """
    edits: list[Edit] = []
    mended: list[Finding] = []
    for finding in findings:
        fix = finding.repair
        if fix is None or not (fix.safe or unsafe) or not all(_keeps_numbers(source, finding, e) for e in fix.edits):
            continue
        if any(_collide(new.span, old.span) for new in fix.edits for old in edits):
            continue
        edits += fix.edits
        mended.append(finding)
    return Plan(tuple(sorted(edits, key=_start)), tuple(mended))


def _start(edit: Edit) -> int:
    return edit.span.start


def _collide(one: Span, other: Span) -> bool:
    """True also for two insertions in one place: their order would be chance."""
    return one.overlaps(other) or one.start == other.start


def _keeps_numbers(source: str, finding: Finding, edit: Edit) -> bool:
    # What is taken away whole is no other number.
    if not edit.text:
        return True
    # The excerpt is what a person sees, without the markup that a Word file has in it.
    if edit.span == finding.span:
        return same_numbers(finding.excerpt, edit.text)
    # A zero put before ".5" makes no other number of it: what counts is the whole of the finding.
    span = finding.span.cover(edit.span)
    before, after = source[span.start : edit.span.start], source[edit.span.end : span.end]
    old = source[edit.span.start : edit.span.end]
    return same_numbers(_decoded(f"{before}{old}{after}"), _decoded(f"{before}{edit.text}{after}"))


def _decoded(text: str) -> str:
    """What a reader sees of a stretch of a page or an export: its references and escapes have digits of their own."""
    return _MARKUP.sub("", html.unescape(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)))
