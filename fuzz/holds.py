"""What has to hold for whatever goes in; every function raises AssertionError where it does not."""

from __future__ import annotations

from collections.abc import Sequence

from tests.document.exactness import assert_exact

from healthlint.document.model import Document
from healthlint.findings.model import Finding
from healthlint.span import Span
from healthlint.triage.model import Report


def inside(span: Span, length: int) -> None:
    """A stretch of something that is so long."""
    assert 0 <= span.start <= span.end <= length, f"{span} is not within {length}"


def document(found: Document) -> None:
    """A document whose every character has its place in the file."""
    if found.format not in ("json", "docx"):
        assert_exact(found)
    for piece in found.prose.pieces:
        inside(piece.source, len(found.source))
    for block in found.blocks:
        inside(block.span, len(found.text))
        inside(found.prose.locate(block.span.start, block.span.end), len(found.source))
    for span in (*(span for span, _ in (*found.links, *found.notes, *found.places)), *found.emphasis):
        inside(span, len(found.text))
    for comment in found.comments:
        inside(comment.span, len(found.source))


def report(found: Report) -> None:
    """A report whose findings stand where they say, in order, and none of whose rules failed."""
    assert found.document is not None
    assert not found.broken, found.broken
    places = [(each.span.start, each.code, each.span.end) for each in found.findings]
    assert places == sorted(places)
    for each in (*found.findings, *(hidden for hidden, _ in (*found.silenced, *found.doubled))):
        finding(each, found.document)


def finding(found: Finding, of: Document) -> None:
    """A finding that lies in its document, and shows what stands there."""
    inside(found.span, len(of.source))
    assert (found.start.line, found.start.column) == of.position(found.span.start)
    assert (found.end.line, found.end.column) == of.position(found.span.end)
    text, seen = of.seen(found.span)
    assert found.excerpt == text[seen.start : seen.end]
    shown = found.line
    assert 0 <= shown.start <= len(shown.text)
    assert shown.start <= shown.end
    assert found.excerpt.startswith(shown.text[shown.start : shown.end])
    assert found.message
    if found.fix is not None:
        edits([edit.span for edit in found.fix.edits], len(of.source))


def edits(spans: Sequence[Span], length: int) -> None:
    """Stretches to be replaced: in order and without overlap."""
    at = 0
    for span in spans:
        inside(span, length)
        assert span.start >= at, "edits overlap"
        at = span.end
