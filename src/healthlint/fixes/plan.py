"""Which of the findings' fixes are applied."""

from __future__ import annotations

from collections.abc import Iterable

from healthlint.findings.model import Edit, Finding
from healthlint.pattern import pattern
from healthlint.record import dataclass
from healthlint.span import Span

_NUMBER = pattern(r"\d+(?:[.,]\d+)*|\.\d+")


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
        fix = finding.fix
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
    # The excerpt is what a person sees, without the markup that a Word file has in it.
    old = finding.excerpt if edit.span == finding.span else source[edit.span.start : edit.span.end]
    # What is taken away whole is no other number.
    return not edit.text or _values(old) == _values(edit.text)


def _values(text: str) -> list[float]:
    return [float(number.replace(",", "")) for number in _NUMBER.findall(text) if number.count(".") < 2]
