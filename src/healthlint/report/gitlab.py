"""`--format gitlab`: GitLab's Code Quality report, whose issues are those of Code Climate."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from healthlint.findings.fingerprint import fingerprints
from healthlint.findings.location import from_root
from healthlint.findings.model import Finding
from healthlint.pattern import pattern
from healthlint.report.run import ALONE, Run
from healthlint.report.safe import json_text, visible
from healthlint.triage.model import Report

_SEVERITIES = {"error": "major", "warning": "minor", "suggestion": "info"}

SIGN = pattern(
    rb'\A\[\s*(?:\]\s*\Z|\{\s*"type": "issue",\s*"categories": \[[^\]]*\],\s*"description": "[A-Z]{2,5}\d{3}: )'
)
ONLY_FINDINGS = True
"""The format has no place for what was not checked."""


def render(reports: Sequence[Report], run: Run = ALONE) -> str:
    """One array; GitLab merges findings with equal fingerprints, so all fingerprints differ."""
    findings = [finding for report in reports for finding in report.findings]
    known = fingerprints(findings, run.root)
    issues = [_issue(finding, mark, run) for finding, mark in zip(findings, known, strict=True)]
    return json_text(issues, indent=1) + "\n"


def _issue(finding: Finding, fingerprint: str, run: Run) -> dict[str, Any]:
    place = f" ({visible(finding.place)})" if finding.place else ""
    others = {"other_locations": [_location(other, run) for other in finding.related]} if finding.related else {}
    return {
        "type": "issue",
        "categories": ["Clarity"],
        # GitLab does not show check_name.
        "description": f"{finding.code}: {visible(finding.message)}{place}",
        "check_name": finding.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": _location(finding, run),
        **others,
    }


def _location(finding: Finding, run: Run) -> dict[str, Any]:
    start, end = finding.start, finding.end
    return {
        "path": visible(from_root(finding.path, run.root)),
        "positions": {
            "begin": {"line": start.line, "column": start.column},
            "end": {"line": end.line, "column": end.column},
        },
    }
