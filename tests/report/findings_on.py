"""Articles with findings, made without any rule."""

from __future__ import annotations

from healthlint.checks.base import Severity
from healthlint.document.model import Document
from healthlint.document.read import read_text
from healthlint.findings.build import title_span
from healthlint.findings.model import Evidence, Finding, Fix, Position
from healthlint.span import Span
from healthlint.triage.model import Report


def finding(
    document: Document,
    span: Span,
    *,
    code: str = "SAF001",
    family: str = "safety",
    severity: Severity = "error",
    message: str = "Too strong.",
    why: str = "Nobody knows.",
    evidence: tuple[Evidence, ...] = (),
    fix: Fix | None = None,
) -> Finding:
    """A finding on a stretch of the source."""
    start, end = (Position(*document.position(at)) for at in (span.start, span.end))
    excerpt = document.source[span.start : span.end]
    return Finding(
        document.path, code, "a-rule", family, severity, message, why, span, start, end, excerpt, evidence, fix
    )


def on(document: Document, words: str, **settings: object) -> Finding:
    """A finding on the first `words` of the source."""
    at = document.source.index(words)
    return finding(document, Span(at, at + len(words)), **settings)  # type: ignore[arg-type]


def on_all(document: Document, **settings: object) -> Finding:
    """A finding on the article as a whole."""
    return finding(document, title_span(document), **{"family": "caveat", "code": "CAV001", **settings})  # type: ignore[arg-type]


def report(source: str, *words: str, path: str = "a.md") -> Report:
    """The report on an article with a finding on each of `words`."""
    document = read_text(source, path)
    return Report(path, document, tuple(on(document, item) for item in words))
