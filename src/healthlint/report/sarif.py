"""`--format sarif`: SARIF 2.1.0, as code scanning expects it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from healthlint.document.model import Document
from healthlint.findings.fingerprint import fingerprints
from healthlint.findings.fold import whole_fix
from healthlint.findings.location import from_root
from healthlint.findings.model import Finding, Fix, Position
from healthlint.pattern import pattern
from healthlint.report.edits import written
from healthlint.report.not_checked import Sum, summed
from healthlint.report.run import ALONE, Run
from healthlint.report.safe import json_text, visible
from healthlint.report.sarif_rules import LEVELS, described
from healthlint.triage.model import Report

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_FINGERPRINT = "healthlintFinding/v1"
_MOST = 25_000
"""GitHub refuses a run with more results."""
_NO_BYTE = pattern("[\ud800-\udc7f\udd00-\udfff]")

_SAME_AS_EVER = {"kind": "external", "status": "accepted", "justification": "known to the baseline"}

Shown = tuple[Finding, Document | None, dict[str, Any]]
"""A finding, its article if it has a fix, and what its status adds: silenced, known to a baseline, or new."""

SIGN = pattern(
    rb'\A\{\s*"\$schema": "[^"]*sarif[^"]*",\s*"version": "[^"]*",\s*'
    rb'"runs": \[\s*\{\s*"tool": \{\s*"driver": \{\s*"name": "healthlint"'
)


def render(reports: Sequence[Report], run: Run = ALONE) -> str:
    """One run; findings silenced by comments are included, with the reasons."""
    every = [each for report in reports for each in _shown(report)]
    found = every[:_MOST]
    known_rules = run.rules()
    rules = {rule.id: at for at, rule in enumerate(known_rules)}
    known = fingerprints((finding for finding, _, _ in found), run.root)
    results = [_result(each, mark, rules, run) for each, mark in zip(found, known, strict=True)]
    driver = {"name": "healthlint", "semanticVersion": run.version, "rules": [described(rule) for rule in known_rules]}
    run_item = {
        "tool": {"driver": driver},
        "invocations": [_invocation(reports, run, len(every) - len(found))],
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": results,
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run_item]}, indent=1) + "\n"


def _shown(report: Report) -> Iterator[Shown]:
    new: dict[str, Any] = {"baselineState": "new"} if report.compared else {}
    known: dict[str, Any] = {"baselineState": "unchanged", "suppressions": [_SAME_AS_EVER]}
    standing: list[tuple[Finding, dict[str, Any]]] = [(finding, new) for finding in report.findings]
    standing += [(finding, {"suppressions": [_suppression(reason)]}) for finding, reason in report.silenced]
    standing += [(finding, known) for finding in report.known]
    standing.sort(key=lambda each: (each[0].span.start, each[0].code))
    document = report.opened().document if any(whole_fix(finding) for finding, _ in standing) else None
    yield from ((finding, document, adds) for finding, adds in standing)


def _result(shown: Shown, mark: str, rules: Mapping[str, int], run: Run) -> dict[str, Any]:
    finding, document, standing = shown
    place = f" ({visible(finding.place)})" if finding.place else ""
    artifact = {"uri": uri(from_root(finding.path, run.root))}
    others = [_related(number, other, artifact) for number, other in enumerate(finding.related, 1)]
    return {
        "ruleId": finding.code,
        **({"ruleIndex": rules[finding.code]} if finding.code in rules else {}),
        "level": LEVELS[finding.severity],
        "message": {"text": f"{visible(finding.message)}{place}"},
        "locations": [{"physicalLocation": _physical(finding, artifact)}],
        **({"relatedLocations": others} if others else {}),
        "partialFingerprints": {_FINGERPRINT: mark},
        **standing,
        **_fixes(whole_fix(finding), document, artifact),
    }


def _related(number: int, finding: Finding, artifact: dict[str, str]) -> dict[str, Any]:
    place = f" ({visible(finding.place)})" if finding.place else ""
    message = {"text": f"{visible(finding.message)}{place}"}
    return {"id": number, "physicalLocation": _physical(finding, artifact), "message": message}


def _physical(finding: Finding, artifact: dict[str, str]) -> dict[str, Any]:
    return {"artifactLocation": artifact, "region": _region(finding.start, finding.end)}


def _suppression(reason: str) -> dict[str, str]:
    return {"kind": "inSource", "status": "accepted", **({"justification": visible(reason)} if reason else {})}


def _region(start: Position, end: Position) -> dict[str, int]:
    return {
        "startLine": start.line,
        "startColumn": start.column,
        "endLine": end.line,
        "endColumn": end.column,
    }


def _fixes(fix: Fix | None, document: Document | None, artifact: dict[str, str]) -> dict[str, Any]:
    # The lines of a Word file are paragraphs: an edit could not be placed there.
    if fix is None or document is None or document.page is not None:
        return {}
    replacements = []
    for edit in fix.edits:
        start, end = (Position(*document.position(at)) for at in (edit.span.start, edit.span.end))
        text = {"text": written(edit, document)}
        replacements.append({"deletedRegion": _region(start, end), "insertedContent": text})
    return {"fixes": [{"artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}]}]}


def _invocation(reports: Sequence[Report], run: Run, left_out: int) -> dict[str, Any]:
    notes: list[dict[str, Any]] = [{"level": "error", "message": {"text": visible(each)}} for each in run.problems]
    notes += [_notification(each, run) for each in summed(reports, run)]
    if left_out:
        text = f"{left_out} more findings are omitted: code scanning accepts {_MOST} per run; check fewer files at once"
        notes.append({"level": "warning", "message": {"text": text}})
    return {
        "executionSuccessful": not run.problems,
        **({"toolExecutionNotifications": notes} if notes else {}),
    }


def _notification(found: Sum, run: Run) -> dict[str, Any]:
    """A tool notification about something not checked, for each file concerned."""
    artifacts = [{"uri": uri(from_root(path, run.root))} for path in found.paths]
    return {
        "descriptor": {"id": f"not-checked/{found.one.kind}"},
        "level": "note",
        "message": {"text": visible(f"not checked: {found.one.message}; {found.one.way_out}")},
        "locations": [{"physicalLocation": {"artifactLocation": artifact}} for artifact in artifacts],
        "properties": found.to_dict(),
    }


def uri(path: str) -> str:
    """A path as a relative reference; one outside the root as it is, and an absolute one as file:."""
    # A byte that is not UTF-8 appears in a name as a surrogate of this range, and is turned back into that byte.
    reference = quote(_NO_BYTE.sub("\ufffd", path).encode("utf-8", "surrogateescape"))
    return f"file://{reference}" if path.startswith("/") else reference
