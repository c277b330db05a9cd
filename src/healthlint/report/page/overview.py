"""The overview of several articles: an index, and charts of the findings by family and by article."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from healthlint.findings.model import SEVERITIES, Finding
from healthlint.report.page.markup import count, element, text
from healthlint.triage.model import Report

_MOST_BARS = 20
_ROW, _BAR, _LABELS, _TOTALS, _WIDTH = 26, 16, 230, 120, 760
_LONGEST = 34
Counts = Mapping[str, Counter[str]]
"""For each label, the number of findings of each severity."""


def overview(articles: Sequence[tuple[str, Report]]) -> str:
    """The index of the articles, given with their addresses, and the two charts."""
    findings = [finding for _, report in articles for finding in report.findings]
    families: dict[str, Counter[str]] = {}
    for finding in findings:
        families.setdefault(finding.family, Counter())[finding.severity] += 1
    files: dict[str, Counter[str]] = {}
    for _, report in articles:
        files.setdefault(report.path, Counter()).update(_severities(report.findings))
    if not findings:
        return _index(articles)
    charts = [chart("family", "Findings by family", families), chart("file", "Findings by file", files)]
    return _index(articles) + element("div", charts, class_="charts")


def _severities(findings: Sequence[Finding]) -> Counter[str]:
    return Counter(finding.severity for finding in findings)


def _index(articles: Sequence[tuple[str, Report]]) -> str:
    head = element("tr", (element("th", name, scope="col") for name in ("Article", *(f"{s}s" for s in SEVERITIES))))
    table = element("table", [element("thead", head), element("tbody", (_entry(*pair) for pair in articles))])
    title = element("h2", "Articles", id="index")
    return element("nav", title + table, aria_labelledby="index", class_="index")


def _entry(address: str, report: Report) -> str:
    counts = _severities(report.findings)
    link = element("a", text(named(report)), href=address)
    cells = (element("td", str(counts[severity]), class_="figure") for severity in SEVERITIES)
    return element("tr", [element("th", link, scope="row", dir="auto"), *cells])


def named(report: Report) -> str:
    """The path of an article and, if a file contains several, which one it is."""
    places = report.document.places if report.document is not None else ()
    which = places[0][1].split(",")[0] if places and report.document and report.document.format == "json" else ""
    return f"{report.path} ({which})" if which else report.path


def chart(name: str, title: str, counts: Counts, *, ranked: bool = True) -> str:
    """A bar for each label; if `ranked`, the longest first and without empty ones."""
    rows = list(counts.items())
    if ranked:
        rows = sorted((pair for pair in rows if pair[1].total()), key=lambda pair: -pair[1].total())
    bars, more = rows[:_MOST_BARS], rows[_MOST_BARS:]
    top = max(1, *(counts.total() for _, counts in bars))
    drawn = "".join(_bar(at, label, found, top) for at, (label, found) in enumerate(bars))
    height = _ROW * len(bars)
    said = "; ".join(f"{label}: {_severity_counts(found)}" for label, found in bars)
    svg = element(
        "svg",
        element("title", text(f"{title}. {said}.")) + drawn,
        viewBox=f"0 0 {_WIDTH} {height}",
        role="img",
        aria_labelledby=f"chart-{name}",
        xmlns="http://www.w3.org/2000/svg",
    ).replace("<title>", f'<title id="chart-{name}">', 1)
    rest = element("p", f"and {count(len(more), 'more')}", class_="hint") if more else ""
    # It may be wider than a phone, and must be scrollable without a mouse.
    inside = element("h2", title) + _legend() + svg + rest
    return element("section", inside, class_="chart", tabindex=0, aria_label=title)


def _severity_counts(counts: Counter[str]) -> str:
    return ", ".join(count(counts[severity], severity) for severity in SEVERITIES if counts[severity])


def _legend() -> str:
    keys = (element("span", f"{element('i', class_=name)}{_letter(name)}: {name}") for name in SEVERITIES)
    return element("p", keys, class_="legend", aria_hidden="true")


def _letter(severity: str) -> str:
    return severity[0].upper()


def _bar(at: int, label: str, counts: Counter[str], top: int) -> str:
    middle = at * _ROW + _ROW / 2 + 5
    short = label if len(label) <= _LONGEST else "…" + label[1 - _LONGEST :]
    name = element("text", text(short), x=_LABELS - 10, y=f"{middle:g}", text_anchor="end")
    return name + "".join(_pieces(at, counts, top)) + _total(at, counts, top)


def _pieces(at: int, counts: Counter[str], top: int) -> Iterator[str]:
    left = float(_LABELS)
    for severity in SEVERITIES:
        if counts[severity]:
            width = _length(counts[severity], top)
            y = at * _ROW + (_ROW - _BAR) / 2
            yield element("rect", class_=severity, x=f"{left:g}", y=f"{y:g}", width=f"{width:g}", height=_BAR)
            left += width


def _total(at: int, counts: Counter[str], top: int) -> str:
    x = _LABELS + _length(counts.total(), top) + 8
    # Without the letters, only colour would tell an error from a warning.
    shown = " ".join(f"{counts[severity]}{_letter(severity)}" for severity in SEVERITIES if counts[severity])
    return element("text", shown, x=f"{x:g}", y=f"{at * _ROW + _ROW / 2 + 5:g}")


def _length(number: int, top: int) -> float:
    return round((_WIDTH - _LABELS - _TOTALS) * number / top, 2)
