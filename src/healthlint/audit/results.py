"""The rows that the reports on the articles of a partition become."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from healthlint.audit.schemas import ERROR, key
from healthlint.findings.fingerprint import fingerprints
from healthlint.findings.model import SEVERITIES, Finding
from healthlint.triage.model import Report

_LONE = dict.fromkeys(range(55296, 57344), "�")


class Results:
    """The tables of a partition, filled article by article. `copies` holds for some articles, by their keys, the one
    by which they are judged, or the number of places in which they stand."""

    def __init__(self, copies: Mapping[str, Any]) -> None:
        self._copies = copies
        self.articles: list[dict[str, Any]] = []
        self.findings: list[dict[str, Any]] = []
        self.errors: list[dict[str, Any]] = []

    def is_copy(self, row: Mapping[str, Any]) -> bool:
        """True for an article that another one is judged for."""
        return isinstance(self._copies.get(key(row)), str)

    def add(self, row: Mapping[str, Any], reports: Sequence[Report]) -> None:
        """An article with the reports on it; none where it is a copy."""
        told = self._copies.get(key(row))
        copy = told if isinstance(told, str) else None
        known = {name: row[name] for name in ("file", "row", "id", "url", "date", "site", "title", "format", "extra")}
        article = {"article": key(row), **known, "characters": len(row["text"] or row["data"] or "")}
        article |= {"copy_of": copy, "places": None if copy else (told or 1), "not_checked": [], "problems": []}
        if copy is None:
            article |= self._judged(article, reports)
        self.articles.append(article)

    def _judged(self, article: Mapping[str, Any], reports: Sequence[Report]) -> dict[str, Any]:
        found = [finding for report in reports for finding in report.findings]
        marks = fingerprints(found)
        firsts = {finding.code: at for at, finding in reversed(list(enumerate(found)))}
        self.findings += [
            {**_finding(article, finding, mark), "first": firsts[finding.code] == at}
            for at, (finding, mark) in enumerate(zip(found, marks, strict=True))
        ]
        problems = [line for report in reports for line in (report.problem, *report.broken) if line]
        known = {name: article[name] for name in ERROR.names if name != "problem"}
        self.errors += [{**known, "problem": _clean(line)} for line in problems]
        counts = Counter(finding.severity for finding in found)
        missed = [each.message for report in reports for each in report.not_checked]
        return {
            **{f"{severity}s": counts[severity] for severity in SEVERITIES},
            "silenced": sum(len(report.silenced) for report in reports),
            "not_checked": [_clean(each) for each in missed],
            "problems": [_clean(each) for each in problems],
        }

    def counts(self) -> dict[str, int]:
        """What somebody who waits is told."""
        return {"articles": len(self.articles), "findings": len(self.findings), "errors": len(self.errors)}


def _finding(article: Mapping[str, Any], finding: Finding, mark: str) -> dict[str, Any]:
    return {
        **{name: article[name] for name in ("article", "id", "site", "date", "places")},
        "code": finding.code,
        "name": finding.name,
        "family": finding.family,
        "severity": finding.severity,
        "message": _clean(finding.message),
        "start": finding.span.start,
        "end": finding.span.end,
        "line": finding.start.line,
        "column": finding.start.column,
        "excerpt": _clean(finding.excerpt),
        "facts": [each.fact for each in finding.evidence],
        "sources": list(dict.fromkeys(each.source for each in finding.evidence)),
        "fingerprint": mark,
    }


def _clean(words: str) -> str:
    """Without what no file of UTF-8 can hold."""
    return words.translate(_LONE)
