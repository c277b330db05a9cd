"""`healthlint baseline`: today's findings are known, later runs report only new ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from healthlint.triage.model import Report

_FILE = ".healthlint-baseline.json"


@click.group()
def command() -> None:
    """Known findings that later runs do not report again."""


@command.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
def write(paths: tuple[str, ...]) -> None:
    """Record the findings in PATH... (default: this folder) in .healthlint-baseline.json."""
    from healthlint.triage.baseline import entries_of, written

    entries = entries_of(_reports(paths), str(Path.cwd()))
    Path(_FILE).write_text(written(entries), encoding="utf-8")
    number = len(entries)
    click.echo(
        f"wrote {_FILE}: {number} finding{'' if number == 1 else 's'}\nnext: healthlint check reports what is new"
    )


@command.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
def prune(paths: tuple[str, ...]) -> None:
    """Take the entries out that match nothing any more in PATH... (default: this folder)."""
    from healthlint.triage.baseline import read, written

    known = read(Path(_FILE))
    _, stale = known.applied(_reports(paths))
    gone = {entry.fingerprint for entry in stale}
    left = [entry for entry in known.entries if entry.fingerprint not in gone]
    Path(_FILE).write_text(written(left), encoding="utf-8")
    click.echo(f"{_FILE}: {len(gone)} taken out, {len(left)} left")


def _reports(paths: tuple[str, ...]) -> list[Report]:
    from healthlint.cli.configured import Configured, Flags
    from healthlint.cli.reading import files_of, read_all
    from healthlint.errors import InputError

    configured = Configured(Flags())
    paths = paths or (".",)
    reports = []
    for path, found in read_all(paths, files_of(paths, configured.excluded), fields=configured.fields):
        if isinstance(found, InputError):
            raise found
        reports.append(configured.engine_for(path).check(found))
    return reports
