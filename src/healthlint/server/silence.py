"""The comment that silences one finding, placed where it has that effect and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from healthlint.findings.model import Edit, Finding
from healthlint.pattern import pattern
from healthlint.server.diagnostics import findings_of
from healthlint.span import Span
from healthlint.triage.model import Report

REASON = "say why this is right here"
_PARTS = pattern(r"[ \t]*(?:[-*+>|]|\d+[.)])")
"""The start of the first line of a list, quotation or table: a line above it would separate it from the one before."""


def comment_for(text: str, finding: Finding, check: Callable[[str], Sequence[Report]], reason: str = "") -> Edit | None:
    """The first candidate comment that silences the finding and no other rule; None if there is none, as in formats
    without comments. `check` gives the reports on a text."""
    reports = check(text)
    said = " ".join((reason or REASON).replace("--", "–").split())
    for edit in _candidates(text, finding, f"{finding.code} -- {said}", _is_front(reports, finding.span)):
        edited = text[: edit.span.start] + edit.text + text[edit.span.end :]
        if _silences_only(finding.code, _counted(reports), _counted(check(edited))):
            return edit
    return None


def _counted(reports: Sequence[Report]) -> Counter[str]:
    return Counter(finding.code for finding in findings_of(reports))


def _silences_only(code: str, before: Counter[str], after: Counter[str]) -> bool:
    return after[code] < before[code] and all(after[each] == before[each] for each in {*before, *after} - {code})


def _is_front(reports: Sequence[Report], span: Span) -> bool:
    return any(each.document is not None and each.document.front.overlaps(span) for each in reports)


def _candidates(text: str, finding: Finding, said: str, front: bool) -> Iterator[Edit]:
    """A separate line above the paragraph, the end of the line, after the words; for the whole article the first line.
    Front matter has comments of its own."""
    start, end = finding.span.start, finding.span.end
    above, line_end = _paragraph_start(text, start), _line_end(text, end)
    if front:
        yield Edit(Span(line_end, line_end), f" # healthlint: ignore {said}")
        return
    if not _PARTS.match(text, above):
        yield Edit(Span(above, above), f"<!-- healthlint: ignore {said} -->{_newline(text)}")
    for at in dict.fromkeys((line_end, end)):
        yield Edit(Span(at, at), f" <!-- healthlint: ignore {said} -->")
    yield Edit(Span(0, 0), f"<!-- healthlint: ignore-file {said} -->{_newline(text)}")


def _newline(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"


def _paragraph_start(text: str, at: int) -> int:
    """Where the paragraph of this place begins, after the last empty line."""
    start = _line_start(text, at)
    while start:
        above = _line_start(text, start - 1)
        if not text[above:start].strip():
            break
        start = above
    return start


def _line_start(text: str, at: int) -> int:
    return max(text.rfind("\n", 0, at), text.rfind("\r", 0, max(at - 1, 0))) + 1 if at else 0


def _line_end(text: str, at: int) -> int:
    ends = (found for sign in "\r\n" if (found := text.find(sign, at)) >= 0)
    return min(ends, default=len(text))
