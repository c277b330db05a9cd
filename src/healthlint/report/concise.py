"""`--format concise`: one line for each finding, `path:line:column: CODE message`, as editors and grep read it."""

from __future__ import annotations

from collections.abc import Sequence

from healthlint.findings.model import Finding
from healthlint.pattern import pattern
from healthlint.report.other_places import other_places
from healthlint.report.run import ALONE, Run
from healthlint.report.safe import visible, visible_path
from healthlint.triage.model import Report

SIGN = pattern(rb"\A(?:[^\n]+:\d+:\d+: [A-Z]{2,5}\d{3} [^\n]*\n)+\Z")
ONLY_FINDINGS = True
"""The format has no place for what was not checked."""


def render(reports: Sequence[Report], _run: Run = ALONE) -> str:
    """A line for each finding with its other places; in a Word file the line is the number of the paragraph."""
    return "".join(_line(finding) for report in reports for finding in report.findings)


def _line(finding: Finding) -> str:
    place = f" [{visible(finding.place)}]" if finding.place else ""
    where = f"{visible_path(finding.path)}:{finding.start.line}:{finding.start.column}"
    others = f" ({visible(other_places(finding))})" if finding.related else ""
    return f"{where}: {finding.code} {visible(finding.message)}{place}{others}\n"
