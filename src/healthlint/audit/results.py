"""Turns the reports on an article into table rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from healthlint.audit.names import KNOWN, key
from healthlint.fast_dataclass import dataclass
from healthlint.findings.fingerprint import fingerprints
from healthlint.findings.model import SEVERITIES, Finding
from healthlint.triage.model import Report

_LONE = dict.fromkeys(range(55296, 57344), "�")
IN_ERRORS = KNOWN[:4]
"""The identifying columns in the table of errors."""


@dataclass(frozen=True, slots=True)
class Judged:
    """The result for an article: its values in the table of articles, and its rows in those of findings and errors."""

    article: dict[str, Any]
    findings: list[dict[str, Any]]
    errors: list[dict[str, Any]]


def judged(row: Mapping[str, Any], reports: Sequence[Report]) -> Judged:
    """The result for an article that occurs `row["places"]` times."""
    found = [finding for report in reports for finding in report.findings]
    marks = fingerprints(found)
    firsts = {finding.code: at for at, finding in reversed(list(enumerate(found)))}
    findings = [
        {**_finding(row, finding, mark), "first": firsts[finding.code] == at}
        for at, (finding, mark) in enumerate(zip(found, marks, strict=True))
    ]
    return Judged(_counted(reports, found), findings, [problem_of(row, line) for line in _problems(reports)])


def problem_of(row: Mapping[str, Any], said: str) -> dict[str, Any]:
    """A row of the table of errors."""
    return {"article": key(row), **{name: row[name] for name in IN_ERRORS}, "problem": _without_surrogates(said)}


def _counted(reports: Sequence[Report], found: Sequence[Finding]) -> dict[str, Any]:
    counts = Counter(finding.severity for finding in found)
    missed = [each.message for report in reports for each in report.not_checked]
    return {
        **{f"{severity}s": counts[severity] for severity in SEVERITIES},
        "silenced": sum(len(report.silenced) for report in reports),
        "not_checked": [_without_surrogates(each) for each in missed],
        "problems": [_without_surrogates(each) for each in _problems(reports)],
    }


def _problems(reports: Sequence[Report]) -> list[str]:
    return [line for report in reports for line in (report.problem, *report.broken) if line]


def _finding(row: Mapping[str, Any], finding: Finding, mark: str) -> dict[str, Any]:
    return {
        "article": key(row),
        **{name: row[name] for name in ("id", "site", "date", "places")},
        "code": finding.code,
        "name": finding.name,
        "family": finding.family,
        "severity": finding.severity,
        "message": _without_surrogates(finding.message),
        "start": finding.span.start,
        "end": finding.span.end,
        "line": finding.start.line,
        "column": finding.start.column,
        "excerpt": _without_surrogates(finding.excerpt),
        "facts": [each.fact for each in finding.evidence],
        "sources": list(dict.fromkeys(each.source for each in finding.evidence)),
        "fingerprint": mark,
    }


def _without_surrogates(words: str) -> str:
    """The text without lone surrogates, which UTF-8 cannot encode."""
    return words.translate(_LONE)
