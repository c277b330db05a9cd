"""Reports to render, made by hand so that no rule has a say in them."""

from __future__ import annotations

from typing import Any

from healthlint.document.read import read_text
from healthlint.findings.build import line
from healthlint.findings.model import Finding, Position
from healthlint.span import Span
from healthlint.triage.model import Report


def finding_in(report: Report, words: str | Span, **settings: Any) -> Finding:
    """A finding on `words` of the article of a report."""
    document = report.document
    assert document is not None
    span = words if isinstance(words, Span) else Span(at := document.source.index(words), at + len(words))
    given = {
        "path": report.path,
        "code": "SAF001",
        "name": "safe-claim",
        "family": "safety",
        "severity": "error",
        "message": "Too strong.",
        "why": "Nobody knows.",
        **settings,
    }
    text, seen = document.seen(span)
    return Finding(
        span=span,
        start=Position(*document.position(span.start)),
        end=Position(*document.position(span.end)),
        excerpt=text[seen.start : seen.end],
        line=line(document, span),
        **given,
    )


def report_on(source: str, *words: str | Span, path: str = "a.txt", **settings: Any) -> Report:
    """A report with a finding on each of `words`."""
    empty = Report(path, read_text(source, path))
    return Report(path, empty.document, tuple(finding_in(empty, each, **settings) for each in words))
