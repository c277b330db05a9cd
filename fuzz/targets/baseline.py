"""Baselines: a file of known findings -> what is still reported; what is recorded today is known tomorrow."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path

from fuzz.inputs import MEMORY, file, sections
from fuzz.words import DIRECTIVES, JSON, ODD
from healthlint.document.model import Document
from healthlint.document.read import each_in_bytes
from healthlint.engine import Engine, default_engine
from healthlint.errors import ConfigError
from healthlint.triage.baseline import FILE, Baseline, entries_of, read, written
from healthlint.triage.model import Report

PIECES = [
    *JSON, *ODD, *DIRECTIVES, '"schema": "healthlint-baseline/1"',
    '"findings": [', '{"path": "a.md", "code": "LAN001", ',
    '"text": "x", ', '"fingerprint": "y"}', "\n=== article\n", "[[[[[[[[", "p", "m",
]  # fmt: skip
SEEDS: list[bytes] = []
LONGEST = 6144


def run(data: bytes) -> None:
    """Reads a baseline, writes it again, and records the findings of an article."""
    parts = sections(data, "baseline")
    with tempfile.TemporaryDirectory(dir=MEMORY) as home:
        path = Path(home, FILE)
        _read(path, parts.get("baseline", b""))
        name, content = file(parts.get("article", b""))
        documents = [each for each in each_in_bytes(content, str(Path(home, name))) if isinstance(each, Document)]
        _recorded(path, [_engine().check(each) for each in documents])


@cache
def _engine() -> Engine:
    return default_engine(("LAN", "DOS101", "DOS102", "SUP"))


def _read(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    try:
        found = read(path)
    except ConfigError:
        return
    # Whatever paths it names, the entries of what is gone are found.
    found.part([], lambda _path: ("LAN001",), [str(path.parent)])
    path.write_text(written(found.entries), encoding="utf-8")
    assert read(path).entries == found.entries


def _recorded(path: Path, reports: list[Report]) -> None:
    today = entries_of(reports, str(path.parent))
    path.write_text(written(today), encoding="utf-8")
    found: Baseline = read(path)
    assert found.entries == today
    later = found.applied(reports)
    assert not any(report.findings for report in later)
    assert [report.known for report in later] == [report.findings for report in reports]
    codes = frozenset(entry.code for entry in today)
    part = found.part(reports, lambda _path: codes, [])
    assert {entry.fingerprint for entry in part} <= {entry.fingerprint for entry in today}
    assert not found.stale(part)
