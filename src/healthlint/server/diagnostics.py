"""Findings as diagnostics of the protocol."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol.types import (
    CodeDescription,
    Diagnostic,
    DiagnosticRelatedInformation,
    DiagnosticSeverity,
    Location,
    Position,
    Range,
)

from healthlint.findings.model import Finding
from healthlint.findings.rule_pages import page_of
from healthlint.server.drafts import Draft
from healthlint.triage.model import Report

SOURCE = "healthlint"
_SEVERITIES = {
    "error": DiagnosticSeverity.Error,
    "warning": DiagnosticSeverity.Warning,
    # Editors show hints as faint dots that go unnoticed.
    "suggestion": DiagnosticSeverity.Information,
}


def findings_of(reports: Iterable[Report]) -> Iterator[Finding]:
    """All findings of a file, in order."""
    return (finding for report in reports for finding in report.findings)


def diagnostics(draft: Draft, reports: Iterable[Report]) -> list[Diagnostic]:
    """A diagnostic for each finding."""
    return [diagnostic(draft, finding) for finding in findings_of(reports)]


def diagnostic(draft: Draft, finding: Finding) -> Diagnostic:
    """The diagnostic for a finding."""
    page = page_of(finding)
    return Diagnostic(
        range=draft.lines.range(finding.span),
        message=finding.message,
        severity=_SEVERITIES[finding.severity],
        code=finding.code,
        code_description=CodeDescription(page) if page else None,
        source=SOURCE,
        related_information=_related(draft, finding) or None,
    )


def _related(draft: Draft, finding: Finding) -> list[DiagnosticRelatedInformation]:
    """The place that it contradicts, quoted."""
    if finding.against is None:
        return []
    said = draft.text[finding.against.start : finding.against.end]
    place = Location(draft.uri, draft.lines.range(finding.against))
    return [DiagnosticRelatedInformation(place, " ".join(said.split()))]


def on_file(message: str, line: int, column: int) -> Diagnostic:
    """An error in a file that affects checks; line and column from 1."""
    start = Position(max(line - 1, 0), max(column - 1, 0))
    return Diagnostic(
        range=Range(start, Position(start.line, start.character + 1)),
        message=message,
        severity=DiagnosticSeverity.Error,
        source=SOURCE,
    )
