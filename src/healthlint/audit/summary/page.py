"""The summary page: figures, charts and tables in one self-contained file."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from typing import Any

from healthlint.audit.summary import charts
from healthlint.audit.summary.tables import Row, Tables, total
from healthlint.findings.model import SEVERITIES
from healthlint.report.page.markup import element, text

_MOST_BARS, _MOST_ROWS, _WORST, _RULES = 25, 50, 100, 25
_UNDATED = "No article has a date that begins with a year and a month."
_FIGURES = ("articles", "errors", "warnings", "suggestions", "findings", "places", "then", "now", "new", "gone", "line")


def page(tables: Tables, problems: Sequence[str], earlier: Tables | None = None) -> str:
    """The complete summary; with an `earlier` audit, also what has changed since."""
    style = files("healthlint.audit.summary").joinpath("summary.css").read_text(encoding="utf-8")
    body = element("body", _body(tables, problems, earlier))
    return f"<!doctype html>\n{element('html', element('head', _head(style)) + body, lang='en')}\n"


def _head(style: str) -> Iterator[str]:
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'"
    yield '<meta charset="utf-8">'
    yield f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    yield '<meta name="viewport" content="width=device-width">'
    yield '<link rel="icon" href="data:,">'
    yield element("title", "healthlint: audit")
    yield element("style", style)


def _body(tables: Tables, problems: Sequence[str], earlier: Tables | None) -> Iterator[str]:
    totals = tables.totals()
    yield element("header", element("h1", "Audit of health articles") + _totals(totals))
    parts = [_problems(problems), _trends(tables, earlier), _rules(tables), _months(tables), _sites(tables)]
    parts += [_worst(tables), _samples(tables), _not_checked(tables), _errors(tables)]
    yield element("main", parts)
    note = "A text without findings is not necessarily true, and nothing here is medical advice."
    yield element("footer", element("p", note))


def _totals(totals: Row) -> str:
    figures = {
        "articles": totals["articles"],
        "copies, checked once": totals["copies"],
        "not checked, or only in part": totals["failed"],
        **{f"{severity}s": totals[severity] for severity in SEVERITIES},
    }
    pairs = (element("div", element("dt", name) + element("dd", _number(value))) for name, value in figures.items())
    return element("dl", pairs, class_="totals")


def _problems(problems: Sequence[str]) -> str:
    if not problems:
        return ""
    items = element("ul", (element("li", text(line)) for line in problems))
    return element("section", element("h2", "Inputs that could not be read completely") + items, class_="problems")


def _trends(tables: Tables, earlier: Tables | None) -> str:
    if earlier is None:
        return ""
    rows, then, now = tables.against(earlier), earlier.totals(), tables.totals()
    before = f"Then: {_number(then['articles'])} articles, {_number(total(then))} findings."
    after = f"Now: {_number(now['articles'])} articles, {_number(total(now))} findings."
    same = "Findings with the same article, rule and words count as the same."
    intro = element("p", f"{before} {after} {same}")
    changed = sorted((row for row in rows if row["new"] or row["gone"]), key=lambda row: -(row["new"] + row["gone"]))
    plot = charts.figure(charts.trends(changed[:_MOST_BARS], "New and gone by rule"), "By rule") if changed else ""
    table = _table(("code", "name", "then", "now", "new", "gone"), rows)
    number = sum(row["new"] for row in rows)
    return _section("Since the earlier audit", intro + plot + table + _new(tables.new(earlier, _MOST_ROWS), number))


def _new(rows: Sequence[Row], number: int) -> str:
    if not rows:
        return ""
    shown = [{**row, "article": row["id"] or row["article"], "source": row["site"]} for row in rows]
    title = f"New findings: the first {len(rows)} of {_number(number)}, errors first"
    return element("h3", title) + _table(("severity", "code", "article", "source", "line", "message"), shown)


def _rules(tables: Tables) -> str:
    rows = tables.by_rule()
    if not rows:
        return _section("Findings by rule", element("p", "Nothing was found.", class_="hint"))
    bars = [{"label": f"{row['code']} {row['name']}", **_bar(row)} for row in rows[:_MOST_BARS]]
    plot = charts.figure(
        charts.ranked(bars, "label", "Findings by rule"), f"The first {len(bars)} of {len(rows)} rules"
    )
    table = _table(("code", "name", "severity", "findings", "articles", "places"), rows)
    hint = "Places include every copy of an article; findings and articles count copies once."
    return _section("Findings by rule", plot + table + element("p", hint, class_="hint"))


def _bar(row: Row) -> Row:
    return {severity: row["findings"] if severity == row["severity"] else 0 for severity in SEVERITIES}


def _months(tables: Tables) -> str:
    rows = tables.by_month()
    if not rows:
        return _section("By date", element("p", _UNDATED, class_="hint"))
    caption = "By the month of the articles' dates; a copy counts as an article, its findings only with its original"
    return _section("By date", charts.figure(charts.months(rows, "Findings by month"), caption))


def _sites(tables: Tables) -> str:
    rows = tables.by_site()
    if not any(map(total, rows)):
        return ""
    caption = f"The first {min(len(rows), _MOST_BARS)} of {len(rows)}"
    plot = charts.figure(charts.ranked(rows[:_MOST_BARS], "group", "Findings by source"), caption)
    counts = [(row, {f"{severity}s": row[severity] for severity in SEVERITIES}) for row in rows[:_MOST_ROWS]]
    shown = [{"source": row["group"], "articles": row["articles"], **each} for row, each in counts]
    return _section("By source", plot + _table(tuple(shown[0]), shown))


def _worst(tables: Tables) -> str:
    rows = [{**row, "article": _called(row), "source": row["site"]} for row in tables.worst(_WORST)]
    if not rows:
        return ""
    names = ("article", "source", "date", "errors", "warnings", "suggestions", "places")
    return _section(f"The {len(rows)} articles with the most errors", _table(names, rows))


def _called(row: Row) -> str:
    name, known = str(row["title"] or ""), str(row["id"] or row["url"] or row["article"])
    return f"{name} ({known})" if name else known


def _samples(tables: Tables) -> str:
    often = [row["code"] for row in tables.by_rule()]
    found: dict[str, list[Row]] = {}
    for row in tables.samples():
        found.setdefault(row["code"], []).append(row)
    parts = (_sample(code, found[code]) for code in list(dict.fromkeys(often))[:_RULES])
    return _section("Examples, drawn at random", parts) if found else ""


def _sample(code: str, rows: Sequence[Row]) -> str:
    shown = (
        element("p", element("b", text(row["message"])) + _where(row)) + element("blockquote", text(row["excerpt"]))
        for row in rows
    )
    return element("h3", text(f"{code} {rows[0]['name']}")) + "".join(shown)


def _where(row: Row) -> str:
    copies = f", in {_number(row['places'])} places" if row["places"] > 1 else ""
    known = row["id"] or row["article"]
    return element("span", text(f" {known}, line {row['line']}, column {row['column']}{copies}"), class_="hint")


def _not_checked(tables: Tables) -> str:
    rows = [{"what": row["said"], "articles": row["articles"]} for row in tables.not_checked()]
    return _section("Not checked", _table(("what", "articles"), rows[:_MOST_ROWS])) if rows else ""


def _errors(tables: Tables) -> str:
    rows = tables.errors(_MOST_ROWS)
    title = f"Not checked, or only in part: the first {len(rows)}"
    return _section(title, _table(("article", "id", "problem"), rows)) if rows else ""


def _section(title: str, content: str | Iterable[str]) -> str:
    return element("section", element("h2", title) + "".join(content))


def _table(names: Sequence[str], rows: Sequence[Row]) -> str:
    head = element("tr", (element("th", name, scope="col", class_=_class(name)) for name in names))
    body = (element("tr", (_cell(name, row[name]) for name in names)) for row in rows)
    table = element("table", element("thead", head) + element("tbody", body))
    return element("div", table, class_="scroll")


def _cell(name: str, value: Any) -> str:
    shown = _number(value) if isinstance(value, int) else text(str(value or ""))
    return element("td", shown, class_=_class(name))


def _class(name: str) -> str | None:
    return "figure" if name in _FIGURES else None


def _number(value: int | None) -> str:
    return f"{value or 0:,}"
