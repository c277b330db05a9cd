"""`healthlint baseline`: records today's findings, so that later runs report only new ones."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from healthlint.cli import completion

if TYPE_CHECKING:
    from healthlint.triage.baseline import Entry
    from healthlint.triage.model import Report

_paths = click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=completion.files)
_file = click.option(
    "--baseline",
    "file",
    metavar="FILE",
    shell_complete=completion.files,
    help="The file (default: the closest .healthlint-baseline.json, or one here).",
)
_config = click.option(
    "--config",
    "config",
    default="",
    metavar="FILE",
    shell_complete=completion.files,
    help="Use this configuration instead of the closest one.",
)


@click.group()
def command() -> None:
    """Known findings that later runs do not report again."""


@command.command()
@_paths
@_file
@_config
def write(paths: tuple[str, ...], file: str | None, config: str) -> None:
    """Record the findings in PATH... (default: this folder); later runs report only new ones.

    Entries for other files, and for rules that do not run, are left unchanged.
    """
    from healthlint.errors import UsageError
    from healthlint.triage.baseline import begun, entries_of

    found = _CurrentFindings(paths, config)
    if not found.files:
        raise UsageError(f"{', '.join(found.paths)}: no article whose findings could be recorded")
    for path, reports in found.by_baseline(file):
        with _turn(path):
            known = begun(path)
            new = entries_of(reports, known.root)
            own = {entry.fingerprint for entry in (*known.part(reports, found.run, found.paths), *new)}
            _store(path, [*(entry for entry in known.entries if entry.fingerprint not in own), *new])
        others = len(known.entries) - len(own.intersection(entry.fingerprint for entry in known.entries))
        kept = f", {others} of other files or rules kept" if others else ""
        click.echo(f"wrote {path}: {len(new)} finding{'' if len(new) == 1 else 's'}{kept}")
    click.echo("next: commit it; from now on healthlint check reports what is new")
    _end(found)


@command.command()
@_paths
@_file
@_config
def prune(paths: tuple[str, ...], file: str | None, config: str) -> None:
    """Remove entries that no longer match anything in PATH... (default: this folder), and those of deleted files."""
    from healthlint.errors import UsageError
    from healthlint.triage.baseline import FILE, read

    found = _CurrentFindings(paths, config)
    there = {path: reports for path, reports in found.by_baseline(file) if file or os.path.lexists(path)}
    if not there:
        raise UsageError(f"there is no {FILE} to prune; `healthlint baseline write` makes one")
    for path, reports in there.items():
        with _turn(path):
            known = read(path)
            known.applied(reports)
            gone = {entry.fingerprint for entry in known.stale(known.part(reports, found.run, found.paths))}
            left = [entry for entry in known.entries if entry.fingerprint not in gone]
            if gone:
                _store(path, left)
        click.echo(f"{path}: {len(gone)} removed, {len(left)} left")
    _end(found)


class _CurrentFindings:
    """The findings in some paths today."""

    def __init__(self, paths: tuple[str, ...], config: str) -> None:
        from healthlint.cli.checking import Checking, articles, kept
        from healthlint.cli.jobs import cores
        from healthlint.cli.progress import watched
        from healthlint.cli.reading import files_of
        from healthlint.settings import Configured, Flags

        self.configured = Configured(Flags(config=config))
        self.paths = paths or (".",)
        self.files = files_of(self.paths, self.configured.excluded, False, self.configured.notices.append)
        checking = Checking(self.configured, jobs=cores(), results=kept())
        found = watched(checking.all(self.files), len(self.files))
        self.reports = articles([report for each in found for report in each], self.paths)
        self.reports += map(_broken, self.configured.problems)

    def run(self, path: str) -> Collection[str]:
        """The codes of the rules that run for a path."""
        return self.configured.codes_for(path)

    def by_baseline(self, named: str | None) -> Iterator[tuple[Path, list[Report]]]:
        """Each baseline with the reports on the files that it covers."""
        from healthlint.triage.known import Known

        known = Known(named)
        grouped: dict[Path, list[Report]] = {}
        for place in self.paths:
            # Even if no file is left whose findings it could contain.
            inside = os.path.join(place, "_") if os.path.isdir(place) else place
            if (path := known.of(inside)) is not None:
                grouped[path] = []
        for report in self.reports:
            if report.path:
                grouped.setdefault(known.home(report.path, self.paths), []).append(report)
        yield from grouped.items()


def _turn(path: Path) -> AbstractContextManager[None]:
    from healthlint.atomic_file import exclusive

    return exclusive(path)


def _store(path: Path, entries: Sequence[Entry]) -> None:
    from healthlint.errors import WriteError
    from healthlint.fixes.write import store
    from healthlint.triage.baseline import written

    try:
        # A file name that is not UTF-8 becomes an escape, which JSON allows.
        store(str(path), written(entries).encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise WriteError(f"{path}: the baseline cannot be written ({error.strerror or error})") from None


def _broken(problem: str) -> Report:
    from healthlint.triage.model import Report

    return Report("", problem=problem)


def _end(found: _CurrentFindings) -> None:
    """Report what could not be checked; the rest is in the baseline all the same."""
    from healthlint.report.safe import visible

    reports = found.reports
    for line in found.configured.notices:
        click.echo(f"healthlint: notice: {visible(line)}", err=True)
    problems = [report.problem for report in reports if report.problem]
    problems += dict.fromkeys(line for report in reports for line in report.broken)
    for problem in problems:
        click.echo(f"healthlint: error: {visible(problem)}", err=True)
    sys.exit(2 if problems else 0)
