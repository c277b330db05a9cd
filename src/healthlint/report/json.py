"""`--format json`: one object, schema healthlint/1."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from healthlint.findings.fold import number_of_places
from healthlint.findings.model import SEVERITIES
from healthlint.pattern import pattern
from healthlint.report.not_checked import summed
from healthlint.report.run import ALONE, Run
from healthlint.report.safe import json_text
from healthlint.triage.model import Report

SIGN = pattern(rb'\A\{\s*"schema": "healthlint/\d+",\s*"findings":\s')


def render(reports: Sequence[Report], run: Run = ALONE) -> str:
    """All reports as one JSON object, with a newline at the end."""
    return json_text(to_dict(reports, run), indent=1) + "\n"


def to_dict(reports: Sequence[Report], run: Run = ALONE) -> dict[str, Any]:
    """The object of INTERFACE `healthlint/1`."""
    findings = sorted(
        (finding for report in reports for finding in report.findings),
        key=lambda finding: (finding.path, finding.span.start, finding.code),
    )
    counts = Counter(finding.severity for finding in findings)
    places = number_of_places(findings)
    fixed = [finding.to_dict() for report in reports for finding in report.fixed]
    silenced = [{**finding.to_dict(), "reason": reason} for report in reports for finding, reason in report.silenced]
    known = [finding.to_dict() for report in reports for finding in report.known]
    return {
        "schema": "healthlint/1",
        "findings": [finding.to_dict() for finding in findings],
        "fixed": fixed,
        "silenced": silenced,
        "known": known,
        "not_checked": [each.to_dict() for each in summed(reports, run)],
        "summary": {
            "files": len({report.path for report in reports if not report.problem}),
            **{f"{severity}s": counts[severity] for severity in SEVERITIES},
            **({"places": places} if places > len(findings) else {}),
            "fixed": len(fixed),
            "silenced": len(silenced),
            "known": len(known),
        },
    }
