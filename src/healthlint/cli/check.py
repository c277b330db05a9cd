"""`healthlint check`: check files and folders and report findings."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

import click

from healthlint.cli.options import Choice, text_field_option

if TYPE_CHECKING:
    from healthlint.document.fields import TextFields
    from healthlint.document.model import Document
    from healthlint.engine import Engine
    from healthlint.errors import InputError
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
@text_field_option
def command(
    paths: tuple[str, ...],
    format_: str,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    fail_on: str,
    exit_zero: bool,
    no_cache: bool,
    stdin_filename: str,
    fields: TextFields | None,
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
    found = read_all(paths or (".",), stdin_filename, fields)
    reports = [_report(engine, path, document) for path, document in found]
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


def read_all(
    paths: Sequence[str], stdin_filename: str = "<stdin>", fields: TextFields | None = None
) -> Iterator[tuple[str, Document | InputError]]:
    """Every document that paths stand for with its file, and in the place of one that cannot be read the error.

    A data file that lies in a folder among articles is passed over; one that is named or lies alone is not."""
    from healthlint.errors import NoTextError

    passed: list[tuple[str, Document | InputError]] = []
    alone = True
    for file in files_of(paths):
        for found in _read(file, stdin_filename, fields):
            if isinstance(found, NoTextError) and file not in paths:
                passed.append((file, found))
            else:
                alone = False
                yield file, found
    if alone:
        yield from passed


def _read(path: str, stdin_filename: str, fields: TextFields | None) -> Iterator[Document | InputError]:
    from healthlint.document.read import decode, each_in_path, each_in_text
    from healthlint.errors import InputError

    if path != "-":
        return each_in_path(path, fields)
    try:
        text = decode(sys.stdin.buffer.read(), stdin_filename)
    except InputError as error:
        return iter((error,))
    return each_in_text(text, stdin_filename, fields=fields)


def _report(engine: Engine, path: str, found: Document | InputError) -> Report:
    from healthlint.errors import InputError
    from healthlint.triage.model import Report

    return Report(path, problem=str(found)) if isinstance(found, InputError) else engine.check(found)


def _print(reports: Sequence[Report], format_: str) -> None:
    from importlib import import_module

    render = import_module(f"healthlint.report.{format_}").render
    click.echo(render(reports), nl=False)


def _status(reports: Iterable[Report], fail_on: str) -> int:
    grave = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1]
    return int(any(finding.severity in grave for report in reports for finding in report.findings))
