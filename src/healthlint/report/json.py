"""`--format json`: one object, schema healthlint/1."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from healthlint.findings.model import SEVERITIES
from healthlint.triage.model import Report


def render(reports: Sequence[Report]) -> str:
    """All reports as one JSON object, with a newline at the end."""
    return json.dumps(to_dict(reports), ensure_ascii=False, indent=1) + "\n"


def to_dict(reports: Sequence[Report]) -> dict[str, Any]:
    """The object of INTERFACE `healthlint/1`."""
    findings = sorted(
        (finding for report in reports for finding in report.findings),
        key=lambda finding: (finding.path, finding.span.start, finding.code),
    )
    counts = Counter(finding.severity for finding in findings)
    fixed = [finding.to_dict() for report in reports for finding in report.fixed]
    silenced = [{**finding.to_dict(), "reason": reason} for report in reports for finding, reason in report.silenced]
    return {
        "schema": "healthlint/1",
        "findings": [finding.to_dict() for finding in findings],
        "fixed": fixed,
        "silenced": silenced,
        "summary": {
            "files": len({report.path for report in reports if not report.problem}),
            **{f"{severity}s": counts[severity] for severity in SEVERITIES},
            "fixed": len(fixed),
            "silenced": len(silenced),
        },
    }
