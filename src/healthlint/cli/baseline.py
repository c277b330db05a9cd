"""`healthlint baseline`: today's findings are known, later runs report only new ones."""

from __future__ import annotations

import sys
from collections.abc import Sequence
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
    help="This configuration, not the closest.",
)


@click.group()
def command() -> None:
    """Known findings that later runs do not report again."""


@command.command()
@_paths
@_file
@_config
def write(paths: tuple[str, ...], file: str | None, config: str) -> None:
    """Record the findings in PATH... (default: this folder); later runs report only new ones."""
    from healthlint.triage.baseline import entries_of

    path = _path(file)
    reports = _reports(paths, config)
    entries = entries_of(reports, str(path.parent.absolute()))
    _store(path, entries)
    click.echo(f"wrote {path}: {len(entries)} finding{'' if len(entries) == 1 else 's'}")
    click.echo("next: commit it; from now on healthlint check reports what is new")
    _end(reports)


@command.command()
@_paths
@_file
@_config
def prune(paths: tuple[str, ...], file: str | None, config: str) -> None:
    """Take out what matches nothing any more in PATH... (default: this folder), and entries of deleted files."""
    from healthlint.triage.baseline import read

    path = _path(file)
    known = read(path)
    reports = _reports(paths, config)
    known.applied(reports)
    gone = {entry.fingerprint for entry in known.stale(reports)}
    left = [entry for entry in known.entries if entry.fingerprint not in gone]
    if gone:
        _store(path, left)
    click.echo(f"{path}: {len(gone)} taken out, {len(left)} left")
    _end(reports)


def _path(file: str | None) -> Path:
    from healthlint.cli.narrowing import closest
    from healthlint.triage.baseline import FILE

    return Path(file) if file else closest(Path.cwd()) or Path(FILE)


def _store(path: Path, entries: Sequence[Entry]) -> None:
    from healthlint.errors import WriteError
    from healthlint.fixes.write import store
    from healthlint.triage.baseline import written

    try:
        # A file name that is no UTF-8 becomes an escape, which JSON knows.
        store(str(path), written(entries).encode("utf-8", "backslashreplace"))
    except OSError as error:
        raise WriteError(f"{path}: the baseline cannot be written ({error.strerror or error})") from None


def _reports(paths: tuple[str, ...], config: str) -> list[Report]:
    from healthlint.cli.checking import Checking, articles, kept
    from healthlint.cli.configured import Configured, Flags
    from healthlint.cli.jobs import cores
    from healthlint.cli.progress import watched
    from healthlint.cli.reading import files_of

    configured = Configured(Flags(config=config))
    paths = paths or (".",)
    files = files_of(paths, configured.excluded)
    checking = Checking(configured, jobs=cores(), results=kept())
    found = watched(checking.all(files), len(files))
    reports = articles([report for each in found for report in each], paths)
    for problem in configured.problems:
        reports.append(_broken(problem))
    return reports


def _broken(problem: str) -> Report:
    from healthlint.triage.model import Report

    return Report("", problem=problem)


def _end(reports: Sequence[Report]) -> None:
    """Says what could not be looked at; the rest is in the baseline all the same."""
    from healthlint.report.safe import visible

    problems = [report.problem for report in reports if report.problem]
    problems += dict.fromkeys(line for report in reports for line in report.broken)
    for problem in problems:
        click.echo(f"healthlint: error: {visible(problem)}", err=True)
    sys.exit(2 if problems else 0)
