"""The notes on an article: what is wrong, why, what is documented, and what would be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthlint.findings.fold import whole_fix
from healthlint.findings.model import Evidence, Finding
from healthlint.report.page.marks import WHOLE, Placed
from healthlint.report.page.markup import element, text

_LONGEST = 160


def notes(placed: Sequence[Placed]) -> str:
    """The notes in the order of the text, each with the way back to its place."""
    return element("ol", (_note(item) for item in placed if not item.which), class_="notes")


def _note(item: Placed) -> str:
    finding = item.finding
    return element(
        "li",
        _parts(item),
        id=item.note,
        class_=f"note {finding.severity}",
        data_severity=finding.severity,
        data_family=finding.family,
        data_fix=_fixable(finding),
        data_at=f"{finding.code}:{finding.span.start}:{finding.span.end}",
        tabindex=-1,
    )


def _fixable(finding: Finding) -> str | None:
    """`safe` or `unsafe` if a program that shows the note can fix all places of the finding."""
    fix = whole_fix(finding)
    return None if fix is None else "safe" if fix.safe else "unsafe"


def _parts(item: Placed) -> Iterator[str]:
    finding = item.finding
    back = f"Note {item.number}, back to the text"
    yield element(
        "h4",
        (
            element("a", str(item.number), href=f"#{item.mark}", aria_label=back, class_="number"),
            " " + element("span", finding.severity, class_="severity"),
            " " + element("span", _code(finding), class_="code"),
        ),
    )
    yield element("p", text(finding.message), class_="message", dir="auto")
    if item.others:
        yield element("p", ["Also at ", ", ".join(map(_other, item.others))], class_="also")
    yield _fix(finding)
    # Closed, so that notes stay next to their places; all are open in print.
    yield element("details", [element("summary", "Why, and what is documented"), *_grounds(item)])


def _code(finding: Finding) -> str:
    shown = text(f"{finding.code} {finding.name}")
    return element("a", shown, href=finding.help) if finding.help else shown


def _other(item: Placed) -> str:
    finding = item.finding
    line = finding.place or f"line {finding.start.line}"
    return element("a", text(f"{line}: “{_short(finding.excerpt)}”"), href=f"#{item.mark}")


def _grounds(item: Placed) -> Iterator[str]:
    finding = item.finding
    if finding.why:
        yield element("p", text(finding.why))
    if finding.evidence:
        yield element("ul", map(_fact, finding.evidence))
    yield element("p", _where(item), class_="where", dir="auto")


def _where(item: Placed) -> str:
    finding = item.finding
    line = finding.place or f"line {finding.start.line}"
    if not len(item.span):
        return "The whole article" if finding.family in WHOLE else text(f"{line}, where readers see no text")
    return text(f"{line}: “{_short(finding.excerpt)}”")


def _short(words: str) -> str:
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"


def _fact(item: Evidence) -> str:
    title = text(item.title or item.source)
    source = element("cite", element("a", title, href=item.url) if item.url else title)
    return element("li", f"Documented: {text(item.statement)} — {source}")


def _fix(finding: Finding) -> str:
    if finding.repair is None:
        return ""
    written = "; ".join(f"write “{edit.text}”" if edit.text else "remove it" for edit in finding.repair.edits)
    care = "" if finding.repair.safe else " (look at it first)"
    return element("p", element("b", "Suggested fix: ") + text(written + care), class_="fix")
