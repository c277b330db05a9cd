"""`--format rdjson`: the Reviewdog Diagnostic Format, whose columns count UTF-8 bytes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from healthlint.document.model import Document
from healthlint.findings.location import from_root
from healthlint.findings.model import SEVERITIES, Finding, Fix
from healthlint.pattern import pattern
from healthlint.report.bytecolumns import ByteColumns
from healthlint.report.edits import written
from healthlint.report.run import ALONE, Run
from healthlint.report.safe import json_text, visible
from healthlint.triage.model import Report

_SEVERITIES = {"error": "ERROR", "warning": "WARNING", "suggestion": "INFO"}

SIGN = pattern(rb'\A\{\s*"source": \{\s*"name": "healthlint"')
ONLY_FINDINGS = True
"""The format has no place for what was not checked."""


def render(reports: Sequence[Report], run: Run = ALONE) -> str:
    """One DiagnosticResult; a fix with a single edit becomes a suggestion that a reviewer may accept."""
    findings = [finding for report in reports for finding in report.findings]
    worst = min((SEVERITIES.index(finding.severity) for finding in findings), default=None)
    result = {
        "source": {"name": "healthlint"},
        **({} if worst is None else {"severity": _SEVERITIES[SEVERITIES[worst]]}),
        "diagnostics": [each for report in reports for each in _diagnostics(report, run)],
    }
    return json_text(result, indent=1) + "\n"


def _diagnostics(report: Report, run: Run) -> list[dict[str, Any]]:
    if not report.findings:
        return []
    document = report.opened().document
    assert document is not None
    columns = ByteColumns(document.source if document.page is None else document.page.text)
    return [_diagnostic(finding, document, columns, run) for finding in report.findings]


def _diagnostic(finding: Finding, document: Document, columns: ByteColumns, run: Run) -> dict[str, Any]:
    place = f" ({visible(finding.place)})" if finding.place else ""
    others = [
        {"message": visible(other.message), "location": _location(other, document, columns, run)}
        for other in finding.related
    ]
    return {
        "message": f"{visible(finding.message)}{place}",
        "location": _location(finding, document, columns, run),
        **({"related_locations": others} if others else {}),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.code},
        **_suggestions(finding.repair, document, columns),
    }


def _location(finding: Finding, document: Document, columns: ByteColumns, run: Run) -> dict[str, Any]:
    _, seen = document.seen(finding.span)
    path = visible(from_root(finding.path, run.root))
    return {"path": path, "range": _range(columns, seen.start, seen.end)}


def _suggestions(fix: Fix | None, document: Document, columns: ByteColumns) -> dict[str, Any]:
    # Suggestions are applied one by one, and none can be applied to the XML of a Word file.
    if fix is None or len(fix.edits) != 1 or document.page is not None:
        return {}
    (edit,) = fix.edits
    text = written(edit, document)
    return {"suggestions": [{"range": _range(columns, edit.span.start, edit.span.end), "text": text}]}


def _range(columns: ByteColumns, start: int, end: int) -> dict[str, Any]:
    return {
        name: dict(zip(("line", "column"), columns.position(at), strict=True))
        for name, at in (("start", start), ("end", end))
    }
