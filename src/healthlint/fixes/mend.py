"""Check, fix, check again, until there is nothing left to fix; a second run changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from healthlint.fast_dataclass import dataclass
from healthlint.findings.model import Edit, Finding
from healthlint.fixes.plan import plan
from healthlint.triage.model import Report

_ROUNDS = 10
"""A fix may enable another one; more rounds than this mean that two rules undo each other."""

Check = Callable[[bytes], Sequence[Report]]
Rewrite = Callable[[bytes, Sequence[Edit]], bytes]


@dataclass(frozen=True, slots=True)
class Mended:
    """The file after all fixes, the findings that were fixed, and the reports on what is left."""

    data: bytes
    mended: tuple[Finding, ...]
    reports: tuple[Report, ...]


def mend(data: bytes, check: Check, rewrite: Rewrite, unsafe: bool = False) -> Mended:
    """Fixes a file's content; `rewrite` applies edits to it, leaving every other byte unchanged.

    Raises what `check` and `rewrite` raise.
    """
    mended: list[Finding] = []
    reports = tuple(check(data))
    for _ in range(_ROUNDS):
        source = next((report.document.source for report in reports if report.document is not None), "")
        findings = [finding for report in reports for finding in report.findings]
        todo = plan(source, findings, unsafe)
        if not todo.edits:
            break
        mended += todo.mended
        data = rewrite(data, todo.edits)
        reports = tuple(check(data))
    return Mended(data, tuple(mended), reports)
