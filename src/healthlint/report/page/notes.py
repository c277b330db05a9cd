"""The notes on an article: what is wrong, why, what is documented, and what would be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthlint.findings.model import Evidence, Finding
from healthlint.report.page.marks import Placed
from healthlint.report.page.markup import count, element, text

_MOST_EVIDENCE = 2
_LONGEST = 160


def notes(placed: Sequence[Placed]) -> str:
    """The notes in the order of the text, each with the way back to its place."""
    return element("ol", map(_note, placed), class_="notes")


def _note(item: Placed) -> str:
    finding = item.finding
    return element(
        "li",
        _parts(item),
        id=item.note,
        class_=f"note {finding.severity}",
        data_severity=finding.severity,
        data_family=finding.family,
        tabindex=-1,
    )


def _parts(item: Placed) -> Iterator[str]:
    finding = item.finding
    back = f"Note {item.number}, back to the text"
    yield element(
        "h4",
        (
            element("a", str(item.number), href=f"#{item.mark}", aria_label=back, class_="number"),
            " " + element("span", finding.severity, class_="severity"),
            " " + element("span", f"{finding.code} {finding.name}", class_="code"),
        ),
    )
    yield element("p", text(finding.message), class_="message", dir="auto")
    yield element("p", _where(finding), class_="where", dir="auto")
    if finding.why:
        yield element("p", element("b", "Why: ") + text(finding.why))
    yield _documented(finding.evidence)
    yield _fix(finding)


def _where(finding: Finding) -> str:
    line = finding.place or f"line {finding.start.line}"
    words = finding.excerpt if len(finding.excerpt) <= _LONGEST else finding.excerpt[: _LONGEST - 1] + "…"
    return text(f"{line}: “{words}”" if words else line)


def _documented(evidence: Sequence[Evidence]) -> str:
    if not evidence:
        return ""
    shown, more = evidence[:_MOST_EVIDENCE], evidence[_MOST_EVIDENCE:]
    parts = [element("p", element("b", "Documented:")), element("ul", map(_fact, shown))]
    if more:
        summary = element("summary", f"{count(len(more), 'more fact')} documented")
        parts.append(element("details", summary + element("ul", map(_fact, more))))
    return element("div", parts, class_="documented")


def _fact(item: Evidence) -> str:
    return element("li", f"{text(item.statement)} — {element('cite', text(item.title or item.source))}")


def _fix(finding: Finding) -> str:
    if finding.fix is None:
        return ""
    written = "; ".join(f"write “{edit.text}”" if edit.text else "remove it" for edit in finding.fix.edits)
    care = "" if finding.fix.safe else " (look at it first)"
    return element("p", element("b", "Suggested fix: ") + text(written + care), class_="fix")
