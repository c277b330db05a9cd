"""Selects the fixes to apply."""

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
    """`edits` in order and without overlap, and the findings that they fix."""

    edits: tuple[Edit, ...] = ()
    mended: tuple[Finding, ...] = ()


def plan(source: str, findings: Iterable[Finding], unsafe: bool = False) -> Plan:
    """The safe fixes of these findings, and with `unsafe` the others too. Of two that overlap, the first wins.

    A fix that would change the value of a number is never applied, whatever its rule says: doses are for people to
    correct.
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
    """True also for two insertions at one place, whose order would be arbitrary."""
    return one.overlaps(other) or one.start == other.start


def _keeps_numbers(source: str, finding: Finding, edit: Edit) -> bool:
    # A deletion does not change a number to another one.
    if not edit.text:
        return True
    # The excerpt is the visible text, without the markup in a Word file.
    if edit.span == finding.span:
        return same_numbers(finding.excerpt, edit.text)
    # A zero before ".5" does not change the number, so the whole finding must be compared.
    span = finding.span.cover(edit.span)
    before, after = source[span.start : edit.span.start], source[edit.span.end : span.end]
    old = source[edit.span.start : edit.span.end]
    return same_numbers(_decoded(f"{before}{old}{after}"), _decoded(f"{before}{edit.text}{after}"))


def _decoded(text: str) -> str:
    """The visible text of a part of a page or export, whose references and escapes contain digits of their own."""
    return _MARKUP.sub("", html.unescape(_ESCAPE.sub(lambda found: chr(int(found[1], 16)), text)))
