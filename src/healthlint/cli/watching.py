"""`healthlint check --watch`: checks files again whenever they are saved."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import click

from healthlint.cli.reading import STDIN, files_of
from healthlint.config.load import forget
from healthlint.errors import HealthlintError, UsageError
from healthlint.fast_dataclass import dataclass
from healthlint.settings import Configured, Flags

_PAUSE = 0.4
"""Seconds between two scans, more if a scan takes long."""
_SHARE = 20
"""A scan may take one twentieth of the time."""
_MOST_NAMED = 5
_STATUSES = (0, 1, 2)

State = Mapping[str, tuple[int, int, int]]
"""For each existing file: its modification time, its size, and its identity."""


def watch(options: Mapping[str, Any], check: Callable[..., object]) -> None:
    """Checks everything, then whatever is saved, until Ctrl+C. `options` are those of `check`, which ends with
    SystemExit and takes the files that it is `only` about. Raises UsageError for what cannot be watched."""
    if STDIN in options["paths"]:
        raise UsageError("--watch checks files; standard input (-) is read only once")
    if options["fix"] or options["diff"]:
        raise UsageError("--watch only reports; omit --fix and --diff, and run them afterwards")
    if options["output"] or any("=" in each for each in options["formats"]):
        raise UsageError("--watch prints findings as files are saved; omit report files")
    try:
        seen = _look(options)
        _check(check)
        number = len(seen.files)
        click.echo(f"watching {number} file{'' if number == 1 else 's'}; Ctrl+C ends it", err=True)
        while True:
            seen = _next(options, seen, check)
    except KeyboardInterrupt:
        return


@dataclass(frozen=True, slots=True)
class _Seen:
    """The files and their configurations."""

    files: State
    settings: State

    def saved(self, now: _Seen) -> list[str] | None:
        """The files that have been saved; None means all, as a configuration has been saved."""
        if now.settings != self.settings:
            return None
        return [file for file, state in now.files.items() if self.files.get(file) != state]


def _next(options: Mapping[str, Any], before: _Seen, check: Callable[..., object]) -> _Seen:
    """One scan, and a check if something has been saved. Changes during the check are seen by the next scan."""
    began = time.monotonic()
    now = _look(options)
    saved = before.saved(now)
    took = time.monotonic() - began
    if saved is None or saved:
        _say(saved)
        _check(check, saved)
    time.sleep(max(_PAUSE, _SHARE * took))
    return now


def _look(options: Mapping[str, Any]) -> _Seen:
    forget()
    flags = Flags(exclude=options["exclude"], extend_exclude=options["extend_exclude"], config=options["config_"])
    configured = Configured(flags if not options["isolated"] else Flags(isolated=True, exclude=options["exclude"]))
    try:
        files = files_of(options["paths"] or (".",), configured.excluded, options["force_exclude"])
        settings = {str(configured.resolved(file).path or "") for file in files}
    except HealthlintError as error:
        # A configuration that is being written: while it has the same error, nothing is new.
        return _Seen({}, {str(error): (0, 0, 0)})
    return _Seen(_states(files), _states(settings))


def _check(check: Callable[..., object], only: Sequence[str] | None = None) -> None:
    """An invalid configuration is reported and does not end the watch, as somebody may be editing it."""
    forget()
    try:
        check(only=only)
    except SystemExit as end:
        # A signal ends the watch, too; a check by itself ends with one of its own statuses.
        if end.code not in _STATUSES:
            raise
    except HealthlintError as error:
        for line in str(error).splitlines():
            click.echo(f"healthlint: error: {line}", err=True)


def _say(saved: Sequence[str] | None) -> None:
    if saved is None:
        click.echo("\nsaved: the configuration", err=True)
        return
    more = f" and {len(saved) - _MOST_NAMED} more" if len(saved) > _MOST_NAMED else ""
    click.echo(f"\nsaved: {', '.join(saved[:_MOST_NAMED])}{more}", err=True)


def _states(files: Iterable[str]) -> State:
    return {file: found for file in files if (found := _state(file)) is not None}


def _state(file: str) -> tuple[int, int, int] | None:
    try:
        status = os.stat(file)
    except OSError:
        # Many editors remove the file and put another in its place.
        return None
    return status.st_mtime_ns, status.st_size, status.st_ino
