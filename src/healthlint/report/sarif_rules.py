"""A rule as SARIF describes it, shown next to a finding in code scanning."""

from __future__ import annotations

from typing import Any

from healthlint.findings.model import family_name
from healthlint.packs.model import Rule
from healthlint.report.safe import visible

LEVELS = {"error": "error", "warning": "warning", "suggestion": "note"}
_PROBLEM = {"error": "error", "warning": "warning", "suggestion": "recommendation"}
_LONGEST = 1024
"""GitHub cuts longer descriptions."""


def described(rule: Rule) -> dict[str, Any]:
    """A reportingDescriptor with everything that GitHub requires."""
    why = visible(rule.why)
    page = f"{rule.id} {rule.name}: {why}"
    more = f"`healthlint explain {rule.id}` shows examples, facts and sources."
    return {
        "id": rule.id,
        "name": rule.name,
        **_formerly(rule),
        "shortDescription": {"text": rule.name.replace("-", " ")},
        "fullDescription": {"text": why[:_LONGEST]},
        **({"helpUri": rule.page} if rule.page else {}),
        "help": {"text": f"{page}\n{more}", "markdown": f"**{rule.id} {rule.name}**: {why}\n\n{more}"},
        "defaultConfiguration": {"level": LEVELS[rule.severity]},
        "properties": {
            "tags": [family_name(rule.family), rule.pack],
            "precision": rule.confidence,
            "problem.severity": _PROBLEM[rule.severity],
        },
    }


def _formerly(rule: Rule) -> dict[str, list[str]]:
    if not rule.formerly:
        return {}
    return {
        "deprecatedIds": [former.code for former in rule.formerly],
        "deprecatedNames": [former.name for former in rule.formerly],
    }
