"""The other places of a finding, in words."""

from __future__ import annotations

from healthlint.findings.model import Finding

_MOST = 12
_LONGEST = 40


def other_places(finding: Finding) -> str:
    """`also at 7:12, 9:3 ('addicts') and 4 more places`; empty where there is one place only."""
    if not finding.related:
        return ""
    shown = ", ".join(_place(other, finding) for other in finding.related[:_MOST])
    more = len(finding.related) - _MOST
    return f"also at {shown}" + (f" and {more} more place{'' if more == 1 else 's'}" if more > 0 else "")


def _place(other: Finding, finding: Finding) -> str:
    where = f"{other.start.line}:{other.start.column}" if other.line.numbered else other.place
    words = other.excerpt if len(other.excerpt) <= _LONGEST else f"{other.excerpt[:_LONGEST]}…"
    return where if other.message == finding.message else f"{where} ('{words}')"
