"""Where the reports of a run go: one format to the terminal, any number to files."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from healthlint.cli import completion
from healthlint.cli.options import ParamType
from healthlint.cli.overwriting import refuse_same_output
from healthlint.errors import UsageError, WriteError, did_you_mean
from healthlint.fast_dataclass import dataclass, replace

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from healthlint.report.run import Run
    from healthlint.triage.model import Report

_TERMINAL = "text"
_STATISTICS = "statistics"
_SUMMARY = "summary"
"""Not a format: the single line of a run whose report goes to a file."""
_WIDEST = 100
COLORS = ("auto", "always", "never")


class Format(ParamType):
    """`FORMAT` or `FORMAT=FILE`, for a format in report/."""

    name = "format"

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """The formats, for the help."""
        from healthlint.report.formats import names

        return f"[{'|'.join(names())}][=FILE]"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem[str]]:
        """The formats, for shell completion."""
        return completion.formats(incomplete)

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The value, if its format exists."""
        from healthlint.report.formats import names, renderer

        name, equals, file = value.partition("=")
        if renderer(name) is None:
            known = names()
            self.fail(f"{name!r} is not one of {', '.join(known)}{did_you_mean(name, known)}", param, ctx)
        if equals and not file:
            self.fail(f"'{value}' gives no file; write {name}=FILE", param, ctx)
        return value


@dataclass(frozen=True, slots=True)
class Outputs:
    """`terminal` is the format that is printed, or `summary`; `files` are the others with their files. With `quiet`,
    only findings are printed."""

    terminal: str
    files: tuple[tuple[str, str], ...] = ()
    quiet: bool = False


def planned(formats: Sequence[str], output: str | None, statistics: bool, quiet: bool = False) -> Outputs:
    """The combined meaning of `--format`, `--output`, `--statistics` and `--quiet`. Raises UsageError."""
    pairs = [value.partition("=")[::2] for value in formats]
    files = [(name, file) for name, file in pairs if file]
    bare = [name for name, file in pairs if not file]
    if output:
        files.append((bare.pop() if bare else _TERMINAL, output))
    if len(bare) > 1:
        raise UsageError(
            f"{bare[0]} and {bare[1]} cannot both be printed; write one to a file: --format {bare[1]}=FILE"
        )
    refuse_same_output([file for _, file in files])
    terminal = bare[0] if bare else _SUMMARY if output else _TERMINAL
    if statistics and terminal not in (_TERMINAL, _SUMMARY, _STATISTICS):
        raise UsageError(f"--statistics prints for people; write {terminal} to a file: --format {terminal}=FILE")
    return Outputs(_STATISTICS if statistics else terminal, tuple(files), quiet)


def deliver(reports: Sequence[Report], outputs: Outputs, run: Run, err: bool, color: str) -> Iterator[str]:
    """Writes and prints; yields a line for each file that cannot be written."""
    from healthlint.findings.fold import folded

    reports = [replace(report, findings=folded(report.findings)) for report in reports]
    problems = [*_written(reports, outputs, run)]
    # What could not be written to a file must be shown.
    printed = _TERMINAL if problems and outputs.terminal == _SUMMARY else outputs.terminal
    shown = replace(_on_terminal(run, sys.stderr if err else sys.stdout, color), quiet=outputs.quiet)
    click.echo(_rendered(printed, reports, shown), nl=False, err=err, color=shown.color)
    for line in _unsaid(replace(outputs, terminal=printed), reports, run):
        click.echo(f"healthlint: {line}", err=True)
    yield from problems
    for name in dict.fromkeys((printed, *(name for name, _ in outputs.files))):
        try:
            _publish(name, reports, run)
        except WriteError as error:
            yield str(error)


def _written(reports: Sequence[Report], outputs: Outputs, run: Run) -> Iterator[str]:
    """Writes the files; gives a line for each that cannot be written."""
    for name, file in outputs.files:
        try:
            _write(file, _rendered(name, reports, run))
        except WriteError as error:
            yield str(error)


def _on_terminal(run: Run, stream: TextIO | None, color: str) -> Run:
    """The run with the properties of the terminal."""
    from healthlint.report.terminal import columns, opens_links

    colored, width = wants_color(color, stream, os.environ), width_of(stream, os.environ)
    links = stream is not None and stream.isatty() and colored and opens_links()
    return replace(run, color=colored, width=width, columns=columns(stream), links=links)


def wants_color(color: str, stream: TextIO | None, environ: Mapping[str, str]) -> bool:
    """`--color`, then NO_COLOR, then FORCE_COLOR, then the terminal; an empty variable counts as unset."""
    if color != "auto":
        return color == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR"):
        return True
    return stream is not None and stream.isatty() and environ.get("TERM") != "dumb"


def width_of(stream: TextIO | None, environ: Mapping[str, str]) -> int:
    """The line width: COLUMNS, else the terminal's, up to a comfortable maximum."""
    from healthlint.report.terminal import columns

    return min(columns(stream, environ) or _WIDEST, _WIDEST)


def root_of(folder: Path) -> str:
    """The repository of a folder, or else the folder: CI systems count paths from there."""
    return str(next((each for each in (folder, *folder.parents) if (each / ".git").exists()), folder))


def _rendered(name: str, reports: Sequence[Report], run: Run) -> str:
    from healthlint.report.formats import renderer
    from healthlint.report.text import short

    render: Any = short if name == _SUMMARY else renderer(name)
    return str(render(reports, run))


def _unsaid(outputs: Outputs, reports: Sequence[Report], run: Run) -> Iterator[str]:
    """What was not checked, if neither the printed format nor, next to a summary, the one in a file can say so."""
    from healthlint.report.formats import holds_unchecked
    from healthlint.report.not_checked import lines

    names = [name for name, _ in outputs.files] if outputs.terminal == _SUMMARY else [outputs.terminal]
    return iter(()) if outputs.quiet or any(map(holds_unchecked, names)) else lines(reports, run)


def _publish(name: str, reports: Sequence[Report], run: Run) -> None:
    from healthlint.report.formats import publisher

    publish = publisher(name)
    if publish is not None:
        publish(reports, run)


def _write(file: str, text: str) -> None:
    from healthlint.fixes.write import send

    try:
        send(file, text.encode("utf-8", "replace"))
    except OSError as error:
        raise WriteError(f"{file}: the report cannot be written ({error.strerror or error})") from None
