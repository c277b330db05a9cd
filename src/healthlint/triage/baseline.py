"""Known findings: those present when a project adopts healthlint are not reported again."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import field
from pathlib import Path

from healthlint.errors import ConfigError
from healthlint.fast_dataclass import dataclass, replace
from healthlint.findings.fingerprint import every, fingerprints
from healthlint.findings.location import from_root
from healthlint.pattern import pattern
from healthlint.safe_read import read_file, utf8
from healthlint.triage.model import Report

FILE = ".healthlint-baseline.json"
_ANY_SCHEMA = "healthlint-baseline/"
SCHEMA = f"{_ANY_SCHEMA}1"
MOST_BYTES = 100_000_000
"""Some 400,000 findings."""
_LONE = pattern("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One known finding. `text` is for people who read the file; `fingerprint` identifies it."""

    path: str
    code: str
    text: str
    fingerprint: str


@dataclass(slots=True)
class Baseline:
    """The entries of a baseline file; paths are relative to `root`. Records which entries have matched."""

    root: str
    entries: tuple[Entry, ...] = ()
    _used: set[str] = field(default_factory=set)

    def applied(self, reports: Sequence[Report]) -> list[Report]:
        """The reports without known findings. All reports on one file must come together."""
        known = {entry.fingerprint for entry in self.entries}
        quiet: set[int] = set()
        for group in _by_path(reports).values():
            findings = [finding for report in group for finding in report.findings]
            for finding, marks in zip(findings, every(findings, self.root), strict=True):
                if matching := known.intersection(marks):
                    self._used |= matching
                    quiet.add(id(finding))
        return [_without(report, quiet) for report in reports]

    def part(
        self, reports: Sequence[Report], run: Callable[[str], Collection[str]], named: Sequence[str]
    ) -> list[Entry]:
        """The entries that a run can judge: of files that it has checked, or that have disappeared from what was
        `named`, and of rules that ran; `run` gives their codes for a path."""
        failed = {from_root(report.path, self.root) for report in reports if report.problem or report.broken}
        checked = {from_root(report.path, self.root) for report in reports} - failed
        places = [os.path.realpath(path) for path in named]
        return [
            entry
            for entry in self.entries
            if (entry.path in checked or (entry.path not in failed and self._is_gone(entry, places)))
            and entry.code in run(os.path.join(self.root, entry.path))
        ]

    def stale(self, part: Iterable[Entry]) -> list[Entry]:
        """Those of these entries that have matched nothing so far."""
        return [entry for entry in part if entry.fingerprint not in self._used]

    def _is_gone(self, entry: Entry, places: Sequence[str]) -> bool:
        """True for an entry of a file, at or below one of these places, that no longer exists."""
        # The path in the file may be impossible: realpath and Path.exists raise for some.
        path = os.path.normpath(os.path.join(os.path.realpath(self.root), entry.path))
        inside = any(path == place or path.startswith(os.path.join(place, "")) for place in places)
        return inside and not os.path.lexists(path)


def read(path: Path) -> Baseline:
    """The baseline in a file. Raises ConfigError."""
    if not os.path.lexists(path):
        raise ConfigError(f"{path}: no such baseline; check the name, or create it with `{_command(path)}`")
    found = _read(path)
    if found is None:
        raise ConfigError(f"{path}: is a baseline of another version; `{_command(path)}` rewrites it")
    return found


def _command(path: Path) -> str:
    """The command that makes this baseline; a non-default file must be named."""
    import shlex

    named = "" if path.name == FILE else f" --baseline {shlex.quote(str(path))}"
    return f"healthlint baseline write{named}"


def begun(path: Path) -> Baseline:
    """The baseline in a file to be written: empty if there is none, or one of another version.

    Raises ConfigError if the file holds anything else, which must not be lost.
    """
    if not os.path.lexists(path) or not os.path.exists(path):
        return _empty(path)
    return _read(path) or _empty(path)


def _empty(path: Path) -> Baseline:
    return Baseline(str(path.parent.absolute()))


def _read(path: Path) -> Baseline | None:
    """None for a baseline of another version. Raises ConfigError."""
    try:
        data = json.loads(utf8(read_file(str(path), MOST_BYTES, ConfigError), str(path), ConfigError))
        if data["schema"] != SCHEMA and str(data["schema"]).startswith(_ANY_SCHEMA):
            return None
        entries = tuple(Entry(**{key: str(each[key]) for key in Entry.__slots__}) for each in data["findings"])
        if data["schema"] == SCHEMA:
            return Baseline(str(path.parent.absolute()), entries)
    except (ValueError, KeyError, TypeError, RecursionError):
        pass
    raise ConfigError(f"{path}: is not a baseline; `healthlint baseline write` creates one in a separate file")


def entries_of(reports: Iterable[Report], root: str) -> tuple[Entry, ...]:
    """An entry for each finding of these reports."""
    found = []
    for group in _by_path(reports).values():
        findings = [finding for report in group for finding in report.findings]
        for finding, mark in zip(findings, fingerprints(findings, root), strict=True):
            text = " ".join(finding.excerpt.split())[:80]
            found.append(Entry(from_root(finding.path, root), finding.code, text, mark))
    return tuple(sorted(found, key=lambda entry: (entry.path, entry.code, entry.fingerprint)))


def written(entries: Sequence[Entry]) -> str:
    """The content of a baseline file."""
    rows: list[Mapping[str, str]] = [{key: getattr(each, key) for key in Entry.__slots__} for each in entries]
    content = json.dumps({"schema": SCHEMA, "findings": rows}, ensure_ascii=False, indent=1) + "\n"
    # A byte of a path that is not UTF-8 is half of a surrogate pair here, which only an escape can represent.
    return _LONE.sub(lambda found: json.dumps(found[0])[1:-1], content)


def _by_path(reports: Iterable[Report]) -> dict[str, list[Report]]:
    grouped: dict[str, list[Report]] = {}
    for report in reports:
        grouped.setdefault(report.path, []).append(report)
    return grouped


def _without(report: Report, quiet: set[int]) -> Report:
    shown = tuple(finding for finding in report.findings if id(finding) not in quiet)
    known = tuple(finding for finding in report.findings if id(finding) in quiet)
    return replace(report, findings=shown, known=known, compared=True)
