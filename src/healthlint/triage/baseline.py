"""Known findings: what was there when somebody began to use healthlint is not reported again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path

from healthlint.content import content, utf8
from healthlint.errors import ConfigError
from healthlint.findings.fingerprint import fingerprints
from healthlint.findings.location import from_root
from healthlint.findings.model import Finding
from healthlint.pattern import pattern
from healthlint.record import dataclass
from healthlint.triage.model import Report

FILE = ".healthlint-baseline.json"
SCHEMA = "healthlint-baseline/1"
MOST_BYTES = 100_000_000
"""Some 400,000 findings."""
_LONE = pattern("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One known finding. `text` is for those who read the file; `fingerprint` is what it is known by."""

    path: str
    code: str
    text: str
    fingerprint: str


@dataclass(slots=True)
class Baseline:
    """The entries of a baseline file; paths count from `root`. It remembers which of them matched something."""

    root: str
    entries: tuple[Entry, ...] = ()
    _used: set[str] = field(default_factory=set)

    def applied(self, reports: Sequence[Report]) -> list[Report]:
        """The reports without what is known. All reports on one file have to come together."""
        known = {entry.fingerprint for entry in self.entries}
        quiet: set[int] = set()
        for group in _by_path(reports).values():
            marks = _marked(group, self.root)
            self._used |= known.intersection(mark for _, mark in marks)
            quiet |= {id(finding) for finding, mark in marks if mark in known}
        return [_without(report, quiet) for report in reports]

    def stale(self, reports: Sequence[Report]) -> list[Entry]:
        """The entries of the files in these reports, and of files that are gone, that have matched nothing so far."""
        checked = {from_root(report.path, self.root) for report in reports if not report.problem}
        return [
            entry
            for entry in self.entries
            if entry.fingerprint not in self._used
            and (entry.path in checked or not Path(self.root, entry.path).exists())
        ]


def read(path: Path) -> Baseline:
    """The baseline in a file. Raises ConfigError."""
    try:
        data = json.loads(utf8(content(str(path), MOST_BYTES, ConfigError), str(path), ConfigError))
        if data["schema"] != SCHEMA:
            raise ConfigError(f"{path}: is a baseline of another version ({data['schema']}); write it again")
        entries = tuple(Entry(**{key: str(each[key]) for key in Entry.__slots__}) for each in data["findings"])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ConfigError(f"{path}: is no baseline; `healthlint baseline write` makes one") from None
    return Baseline(str(path.parent.absolute()), entries)


def entries_of(reports: Iterable[Report], root: str) -> tuple[Entry, ...]:
    """An entry for each finding of these reports."""
    found = []
    for group in _by_path(reports).values():
        for finding, mark in _marked(group, root):
            text = " ".join(finding.excerpt.split())[:80]
            found.append(Entry(from_root(finding.path, root), finding.code, text, mark))
    return tuple(sorted(found, key=lambda entry: (entry.path, entry.code, entry.fingerprint)))


def written(entries: Sequence[Entry]) -> str:
    """The content of a baseline file."""
    rows: list[Mapping[str, str]] = [{key: getattr(each, key) for key in Entry.__slots__} for each in entries]
    content = json.dumps({"schema": SCHEMA, "findings": rows}, ensure_ascii=False, indent=1) + "\n"
    # A byte of a path that is no UTF-8 is half of a surrogate pair here, which only an escape can hold.
    return _LONE.sub(lambda found: json.dumps(found[0])[1:-1], content)


def _by_path(reports: Iterable[Report]) -> dict[str, list[Report]]:
    grouped: dict[str, list[Report]] = {}
    for report in reports:
        grouped.setdefault(report.path, []).append(report)
    return grouped


def _marked(group: Sequence[Report], root: str) -> list[tuple[Finding, str]]:
    findings = [finding for report in group for finding in report.findings]
    return list(zip(findings, fingerprints(findings, root), strict=True))


def _without(report: Report, quiet: set[int]) -> Report:
    shown = tuple(finding for finding in report.findings if id(finding) not in quiet)
    known = tuple(finding for finding in report.findings if id(finding) in quiet)
    return replace(report, findings=shown, known=known, compared=True)
