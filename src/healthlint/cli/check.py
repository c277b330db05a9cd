"""`healthlint check`: check files and folders and report findings."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from healthlint.cli.options import Choice

if TYPE_CHECKING:
    from healthlint.document.model import Document
    from healthlint.engine import Engine
    from healthlint.triage.model import Report

_SEVERITIES = ("error", "warning", "suggestion")


def _codes(_context: click.Context, _option: click.Parameter, value: Sequence[str]) -> tuple[str, ...]:
    return tuple(code.strip() for item in value for code in item.split(",") if code.strip())


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option(
    "--format",
    "format_",
    type=Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print the findings.",
)
@click.option("--select", multiple=True, callback=_codes, help="Only these codes, names or families (EFF001,DOS).")
@click.option("--ignore", multiple=True, callback=_codes, help="Not these codes, names or families.")
@click.option(
    "--fail-on",
    type=Choice(_SEVERITIES),
    default="warning",
    show_default=True,
    help="The least severity that makes the exit status 1.",
)
@click.option("--exit-zero", is_flag=True, help="Exit with 0 although there are findings; failures still give 2.")
@click.option("--no-cache", is_flag=True, help="Do not use a cache.")
@click.option("--stdin-filename", default="<stdin>", help="The name by which standard input (-) is known.")
def command(
    paths: tuple[str, ...],
    format_: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    exit_zero: bool,
    no_cache: bool,
    stdin_filename: str,
) -> None:
    """Check files and folders (default: this folder; - is standard input) and report findings.

    Exit status: 0 nothing at or above --fail-on, 1 findings, 2 something could not be checked.
    """
    from healthlint.engine import Engine
    from healthlint.packs.loader import load_bundled

    loaded = load_bundled()
    for problem in loaded.problems:
        click.echo(f"healthlint: error: {problem}", err=True)
    engine = Engine(loaded, select, ignore)
    reports = [_report(engine, path, stdin_filename) for path in files_of(paths or (".",))]
    _print(reports, format_)
    problems = [report.problem for report in reports if report.problem]
    problems += dict.fromkeys(line for report in reports for line in report.broken)
    problems += [
        f"{path}: no file of a known format in this folder" for path in paths or (".",) if not files_of([path])
    ]
    for problem in problems:
        click.echo(f"healthlint: error: {problem}", err=True)
    sys.exit(2 if problems or loaded.problems else 0 if exit_zero else _status(reports, fail_on))


def files_of(paths: Iterable[str]) -> list[str]:
    """The files that paths stand for, each once; `-` stays."""
    from healthlint.document.find import files

    found = (file for path in paths for file in ([path] if path == "-" else files(path)))
    return list(dict.fromkeys(found))


def read(path: str, stdin_filename: str = "<stdin>") -> Document:
    """The document at a path, `-` being standard input. Raises InputError."""
    from healthlint.document.read import read_bytes, read_path

    if path != "-":
        return read_path(path)
    return read_bytes(sys.stdin.buffer.read(), stdin_filename)


def _report(engine: Engine, path: str, stdin_filename: str) -> Report:
    from healthlint.errors import InputError
    from healthlint.triage.model import Report

    try:
        return engine.check(read(path, stdin_filename))
    except InputError as error:
        return Report(path, problem=str(error))


def _print(reports: Sequence[Report], format_: str) -> None:
    from importlib import import_module

    render = import_module(f"healthlint.report.{format_}").render
    click.echo(render(reports), nl=False)


def _status(reports: Iterable[Report], fail_on: str) -> int:
    grave = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1]
    return int(any(finding.severity in grave for report in reports for finding in report.findings))
