"""Earlier reports (`--format json`), and what has changed since."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from healthlint.errors import InputError
from healthlint.fast_dataclass import dataclass
from healthlint.findings.model import SEVERITIES
from healthlint.report.page.markup import element, text
from healthlint.report.page.overview import chart
from healthlint.safe_read import read_file, utf8

_MOST_BYTES = 200_000_000
_Known = Counter[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class Past:
    """One report by its label: the number of files, findings by severity, and the identity of each finding apart from
    its line: path, code, words."""

    label: str
    files: int
    counts: Counter[str]
    known: _Known


def read(path: str) -> Past:
    """The report in a file, labelled with its name. Raises InputError."""
    data = utf8(read_file(path, _MOST_BYTES, InputError), path, InputError)
    try:
        return past(Path(path).stem, json.loads(data))
    except (ValueError, TypeError, LookupError, AttributeError, RecursionError):
        raise InputError(f"{path}: is not a report; write one with `healthlint check --format json={path}`") from None


def past(label: str, report: Mapping[str, Any]) -> Past:
    """A `healthlint/1` report. Raises ValueError, TypeError or LookupError for anything else."""
    if report["schema"] != "healthlint/1":
        raise ValueError("another schema")
    findings = report["findings"]
    counts = Counter(str(each["severity"]) for each in findings)
    known = Counter((str(each["path"]), str(each["code"]), str(each["excerpt"]).casefold()) for each in findings)
    return Past(label, int(report["summary"]["files"]), counts, known)


def trends(pasts: Sequence[Past]) -> str:
    """The reports from oldest to newest as a table and a chart, and what is new and gone in the last one."""
    title = element("h2", "Over time", id="trends")
    drawn = chart("trend", "Findings by report", {each.label: each.counts for each in pasts}, ranked=False)
    parts = [title, _table(pasts), *_since(*pasts[-2:]), element("div", drawn, class_="charts")]
    return element("section", parts, aria_labelledby="trends", class_="index")


def _table(pasts: Sequence[Past]) -> str:
    names = ("Report", "files", *(f"{severity}s" for severity in SEVERITIES))
    rows = [[each.label, str(each.files), *(str(each.counts[severity]) for severity in SEVERITIES)] for each in pasts]
    return _rows(names, rows)


def _since(before: Past, now: Past) -> Iterator[str]:
    new, gone = now.known - before.known, before.known - now.known
    sentence = f"Since {before.label}: {new.total()} new, {gone.total()} gone."
    yield element("p", text(sentence))
    paths = sorted({path for path, _, _ in (*new, *gone)})
    rows = [[path, str(_of(new, path)), str(_of(gone, path))] for path in paths]
    if rows:
        yield _rows(("Article", "new", "gone"), rows)


def _of(known: _Known, path: str) -> int:
    return sum(number for (each, _, _), number in known.items() if each == path)


def _rows(names: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = element("tr", (element("th", text(name), scope="col") for name in names))
    body = (element("tr", _cells(row)) for row in rows)
    return element("table", element("thead", head) + element("tbody", body))


def _cells(row: Sequence[str]) -> Iterator[str]:
    first, *others = row
    yield element("th", text(first), scope="row", dir="auto")
    yield from (element("td", text(each), class_="figure") for each in others)
