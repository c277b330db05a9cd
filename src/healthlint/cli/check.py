"""`healthlint check`: check files and folders, report findings, and fix what has one right form."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import click

from healthlint.cli.options import Choice, text_field_option
from healthlint.cli.reading import STDIN, files_of, read_all

if TYPE_CHECKING:
    from healthlint.cli.fixing import Fixing
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
    type=Choice(["text", "json", "html"]),
    default="text",
    show_default=True,
    help="How to print the findings.",
)
@click.option("--select", multiple=True, callback=_codes, help="Only these codes, names or families (EFF001,DOS).")
@click.option(
    "--extend-select", multiple=True, callback=_codes, help="These as well, optional ones among them (SUP003)."
)
@click.option("--ignore", multiple=True, callback=_codes, help="Not these codes, names or families.")
@click.option("--fix", is_flag=True, help="Apply the safe fixes and report what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: the fixes that need a look, too.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, and change nothing.")
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
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    fail_on: str,
    exit_zero: bool,
    no_cache: bool,
    stdin_filename: str,
    fields: TextFields | None,
) -> None:
    """Check files and folders (default: this folder; - is standard input) and report findings.

    Exit status: 0 nothing at or above --fail-on, 1 findings (with --diff: something to fix), 2 something could not be
    checked or written. With --fix, standard input comes out fixed and the report goes to standard error.
    """
    from healthlint.engine import Engine
    from healthlint.errors import UsageError
    from healthlint.packs.loader import load_bundled

    if unsafe_fixes and not (fix or diff):
        raise UsageError("--unsafe-fixes says which fixes are meant; add --fix to apply them or --diff to see them")
    loaded = load_bundled()
    for problem in loaded.problems:
        click.echo(f"healthlint: error: {problem}", err=True)
    engine = Engine(loaded, select, ignore, extend_select)
    paths = paths or (".",)
    fixing = _fixing(engine, unsafe_fixes, stdin_filename, fields) if fix or diff else None
    if fixing is None:
        reports = [_report(engine, path, found) for path, found in read_all(paths, stdin_filename, fields)]
    else:
        reports = [report for path in files_of(paths) for report in _fixed(fixing, path, diff)]
    if not diff:
        _print(reports, format_, err=fix and STDIN in paths)
    problems = [report.problem for report in reports if report.problem]
    problems += dict.fromkeys(line for report in reports for line in report.broken)
    problems += [f"{path}: no file of a known format in this folder" for path in paths if not files_of([path])]
    for problem in problems:
        click.echo(f"healthlint: error: {problem}", err=True)
    found = fixing.differs if fixing and diff else _status(reports, fail_on)
    sys.exit(2 if problems or loaded.problems else 0 if exit_zero else int(found))


def _report(engine: Engine, path: str, found: Document | InputError) -> Report:
    from healthlint.errors import InputError
    from healthlint.triage.model import Report

    return Report(path, problem=str(found)) if isinstance(found, InputError) else engine.check(found)


def _fixing(engine: Engine, unsafe: bool, stdin_filename: str, fields: TextFields | None) -> Fixing:
    from healthlint.cli.fixing import Fixing

    return Fixing(engine, unsafe, stdin_filename, fields)


def _fixed(fixing: Fixing, path: str, diff: bool) -> Sequence[Report]:
    from healthlint.errors import InputError, WriteError
    from healthlint.triage.model import Report

    try:
        return fixing.show(path) if diff else fixing.write(path)
    except InputError as error:
        return [Report(path, problem=str(error))]
    except WriteError as error:
        # What stands in the file has still been looked at.
        return [*fixing.unfixed(path), Report(path, problem=str(error))]


def _print(reports: Sequence[Report], format_: str, err: bool) -> None:
    from importlib import import_module

    render = import_module(f"healthlint.report.{format_}").render
    click.echo(render(reports), nl=False, err=err)


def _status(reports: Iterable[Report], fail_on: str) -> bool:
    grave = _SEVERITIES[: _SEVERITIES.index(fail_on) + 1]
    return any(finding.severity in grave for report in reports for finding in report.findings)
