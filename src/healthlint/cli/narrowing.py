"""Which findings a run is about: not those that a baseline knows, only those on changed lines."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from healthlint.triage.baseline import FILE, read
from healthlint.triage.model import Report


class Narrowing:
    """Takes the other findings out of the reports on one file after the other. Raises ConfigError, UsageError."""

    def __init__(self, baseline: str | None, with_known: bool, changed_since: str | None) -> None:
        """`baseline` names the file, else the closest one is taken; `with_known` takes none."""
        self.path = None if with_known else Path(baseline) if baseline else closest(Path.cwd())
        self._baseline = read(self.path) if self.path else None
        self._revision = changed_since

    def __call__(self, reports: Sequence[Report]) -> Sequence[Report]:
        """The reports on one file, with the findings that the run is about."""
        left = self._baseline.applied(reports) if self._baseline else reports
        if not self._revision:
            return left
        from healthlint.cli.changed import only_changed

        return [only_changed(report, self._revision) for report in left]

    def idle(self, reports: Sequence[Report]) -> str:
        """What is to be said, after all files, of entries that know nothing any more; empty when all do."""
        stale = len(self._baseline.stale(reports)) if self._baseline else 0
        what = "1 entry matches" if stale == 1 else f"{stale} entries match"
        return f"{self.path}: {what} nothing any more; `healthlint baseline prune` takes them out" if stale else ""


def closest(folder: Path) -> Path | None:
    """The baseline in a folder or the closest above it, up to the root of the repository."""
    for each in (folder, *folder.parents):
        if os.path.lexists(each / FILE):
            return Path(os.path.relpath(each / FILE, folder))
        if (each / ".git").exists():
            return None
    return None
