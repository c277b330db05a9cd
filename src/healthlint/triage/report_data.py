"""Reports as plain data and back, for the cache and between processes; they contain findings, never the article."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, TypeAlias

from healthlint.findings.model import Edit, Evidence, Finding, Fix, Line, Position
from healthlint.findings.unchecked import NotChecked
from healthlint.span import Span
from healthlint.triage.model import Report

if TYPE_CHECKING:
    from healthlint.document.model import Document

_CHECKSUM = 4
"""Bytes of a CRC-32."""
Reread: TypeAlias = "Callable[[int], Callable[[], Document]]"
"""For the number of an article in its file, a function that reads that article again."""


def encode(reports: Sequence[Report]) -> bytes:
    """All reports on one file, without its name, after a checksum."""
    rows = [_report(report) for report in reports]
    data = json.dumps(rows, ensure_ascii=True, separators=(",", ":")).encode()
    return zlib.crc32(data).to_bytes(_CHECKSUM) + data


def decode(data: bytes, path: str, reread: Reread) -> list[Report]:
    """The reports on a file called `path`. Raises ValueError for data that `encode` did not produce."""
    try:
        if int.from_bytes(data[:_CHECKSUM]) != zlib.crc32(data[_CHECKSUM:]):
            raise ValueError("they are damaged")
        rows = list[Any](json.loads(data[_CHECKSUM:].decode()))
        return [_restored(row, path, reread(number)) for number, row in enumerate(rows)]
    except (ValueError, TypeError, LookupError, RecursionError) as problem:
        raise ValueError(f"no stored reports: {problem}") from None


def _report(report: Report) -> list[Any]:
    return [
        [_row(finding) for finding in report.findings],
        [[_row(finding), reason] for finding, reason in report.silenced],
        [[_row(finding), reason] for finding, reason in report.doubled],
        [report.problem, report.no_article, report.broken],
        [_unchecked(each) for each in report.not_checked],
    ]


def _restored(row: Any, path: str, reread: Callable[[], Document]) -> Report:
    findings, silenced, doubled, (problem, no_article, broken), not_checked = row
    return Report(
        path,
        findings=tuple(_finding(each, path) for each in findings),
        silenced=tuple((_finding(each, path), reason) for each, reason in silenced),
        doubled=tuple((_finding(each, path), reason) for each, reason in doubled),
        problem=problem,
        no_article=no_article,
        broken=tuple(broken),
        not_checked=tuple(_restored_unchecked(each, path) for each in not_checked),
        reread=None if problem else reread,
    )


def _unchecked(each: NotChecked) -> list[Any]:
    first = None if each.first is None else [each.first.line, each.first.column]
    return [each.kind, each.what, each.why, each.way_out, each.places, first]


def _restored_unchecked(row: Sequence[Any], path: str) -> NotChecked:
    kind, what, why, way_out, places, first = row
    return NotChecked(path, kind, what, why, way_out, places, None if first is None else Position(*first))


def _row(finding: Finding) -> list[Any]:
    span, start, end, line, fix = finding.span, finding.start, finding.end, finding.line, finding.fix
    return [
        finding.code,
        finding.name,
        finding.family,
        finding.severity,
        finding.message,
        finding.why,
        [span.start, span.end, start.line, start.column, end.line, end.column],
        finding.excerpt,
        [[item.fact, item.source, item.statement, item.title, item.url] for item in finding.evidence],
        fix and [fix.safe, fix.display_only, [[edit.span.start, edit.span.end, edit.text] for edit in fix.edits]],
        finding.kind,
        finding.place,
        finding.sentence,
        [line.text, line.start, line.end, line.numbered],
        finding.formerly,
        finding.help,
        finding.against and [finding.against.start, finding.against.end],
    ]


def _finding(row: Sequence[Any], path: str) -> Finding:
    code, name, family, severity, message, why, where, *others = row
    excerpt, evidence, fix, kind, place, sentence, line, former, help_, against = others
    first, last, start_line, start_column, end_line, end_column = where
    return Finding(
        path,
        code,
        name,
        family,
        severity,
        message,
        why,
        Span(first, last),
        Position(start_line, start_column),
        Position(end_line, end_column),
        excerpt,
        tuple([Evidence(*item) for item in evidence]),
        _fix(fix),
        kind,
        place,
        sentence,
        Line(*line),
        formerly=tuple(former),
        help=help_,
        against=against and Span(*against),
    )


def _fix(row: Any) -> Fix | None:
    if row is None:
        return None
    safe, display_only, edits = row
    return Fix(safe, tuple(Edit(Span(start, end), text) for start, end, text in edits), display_only)
