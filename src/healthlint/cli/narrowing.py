"""The findings that a run reports: without those in a baseline, or only those on changed lines."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from healthlint.triage.baseline import Baseline, read
from healthlint.triage.known import Known
from healthlint.triage.model import Report


class Narrowing:
    """Removes the other findings from the reports on one file after another. Raises ConfigError, UsageError."""

    def __init__(self, baseline: str | None, with_known: bool, changed_since: str | None, unsaved: str = "") -> None:
        """`baseline` names the file, otherwise the closest one of each file is used; `with_known` uses none. Git knows
        nothing about the lines of `unsaved`, the piped input."""
        self._known = None if with_known else Known(baseline)
        self._baselines: dict[Path, Baseline] = {}
        self._revision, self._unsaved = changed_since, unsaved
        if baseline and not with_known:
            # A named baseline that cannot be read ends the run before anything is checked.
            self._read(Path(baseline))

    def __call__(self, reports: Sequence[Report]) -> Sequence[Report]:
        """The reports on one file, with only the findings to report."""
        left = self._without_known(reports)
        if not self._revision:
            return left
        from healthlint.cli.changed import only_changed

        return [each if each.path == self._unsaved else only_changed(each, self._revision) for each in left]

    def _without_known(self, reports: Sequence[Report]) -> Sequence[Report]:
        path = self._known.of(reports[0].path) if self._known and reports else None
        return self._read(path).applied(reports) if path else reports

    def _read(self, path: Path) -> Baseline:
        if path not in self._baselines:
            self._baselines[path] = read(path)
        return self._baselines[path]

    def idle(
        self, reports: Sequence[Report], run: Callable[[str], Collection[str]], named: Sequence[str]
    ) -> Iterator[str]:
        """Notices, after all files, about baseline entries that match nothing any more, as far as this run can tell.

        `run` gives the codes that ran for a path, `named` is what was to be checked."""
        for path, baseline in self._baselines.items():
            stale = len(baseline.stale(baseline.part(reports, run, named)))
            what = "1 entry matches" if stale == 1 else f"{stale} entries match"
            if stale:
                yield f"{path}: {what} nothing any more; `healthlint baseline prune` removes them"
