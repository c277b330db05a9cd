"""`healthlint check`: checks files and folders, reports findings, and applies fixes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, cast

import click

from healthlint.cli import completion
from healthlint.cli.jobs import cores
from healthlint.cli.options import Choice, cache_dir_option, text_field_option
from healthlint.cli.reading import STDIN, files_of, is_empty, leads_out, pass_on
from healthlint.cli.reporting import COLORS, Format, deliver, planned, root_of
from healthlint.fast_dataclass import replace

if TYPE_CHECKING:
    from datetime import datetime

    from healthlint.cli.checking import Checking
    from healthlint.cli.fixing import Fixing
    from healthlint.cli.narrowing import Narrowing
    from healthlint.document.fields import TextFields
    from healthlint.engine import Engine
    from healthlint.findings.unchecked import NotChecked
    from healthlint.report.run import Run
    from healthlint.settings import Configured
    from healthlint.triage.model import Report

_SEVERITIES = ("error", "warning", "suggestion")


def _listed(_context: click.Context, _option: click.Parameter, value: Sequence[str]) -> tuple[str, ...]:
    return tuple(code.strip() for item in value for code in item.split(",") if code.strip())


def _replacing(context: click.Context, option: click.Parameter, value: Sequence[str]) -> tuple[str, ...] | None:
    """None if the option is absent; an explicitly empty value overrides the configuration too."""
    return _listed(context, option, value) if value else None


_rules = partial(click.option, multiple=True, callback=_listed, shell_complete=completion.rules)
_file = partial(click.option, metavar="FILE", shell_complete=completion.files)
_patterns = partial(click.option, metavar="PATTERN", multiple=True, shell_complete=completion.files)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=completion.files)
@click.option(
    "--format",
    "formats",
    type=Format(),
    multiple=True,
    help="How to report the findings (default: text); with =FILE, also write them to a file. Repeatable.",
)
@_file("-o", "--output", "--output-file", help="Write the last --format into FILE and print the summary.")
@click.option("--statistics", is_flag=True, help="Print the number of findings of each rule instead of the findings.")
@click.option("-q", "--quiet", is_flag=True, help="Print only findings and errors.")
@click.option("-v", "--verbose", is_flag=True, help="Print every finding with its reason and all documented facts.")
@click.option("--color", type=Choice(COLORS), default="auto", show_default=True, help="When to use colour.")
@_rules("--select", help="Only these codes, names or families (EFF201,DOS).")
@_rules("--extend-select", help="Also these, including optional ones (SUP003).")
@_rules("--ignore", help="Not these codes, names or families, instead of the configuration's.")
@_rules("--extend-ignore", help="Also ignore these, in addition to the configuration's.")
@_patterns("--exclude", callback=_replacing, help="Exclude these files and folders, instead of the configuration's.")
@_patterns("--extend-exclude", callback=_listed, help="Also exclude these.")
@click.option("--fix", is_flag=True, help="Apply the safe fixes and report what is left.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff: also the fixes that need review.")
@click.option("--diff", is_flag=True, help="Print what --fix would change, without changing anything.")
@click.option(
    "--fail-on",
    type=Choice(_SEVERITIES),
    default=None,
    help="The lowest severity that makes the exit status 1 (default: the configuration's, else warning).",
)
@click.option("--fail-on-unchecked", is_flag=True, help="Exit with 1 if something was not checked.")
@click.option("--exit-zero", is_flag=True, help="Exit with 0 even if there are findings; errors still give 2.")
@click.option(
    "-j", "--jobs", type=click.IntRange(1), metavar="N", help="Number of processes (default: the number of cores)."
)
@click.option("--no-cache", is_flag=True, help="Check every file again and cache nothing.")
@cache_dir_option
@click.option("--stdin-filename", default="<stdin>", help="The file name to assume for standard input (-).")
@_file("--config", "config_", default="", help="Use this configuration instead of the closest one.")
@click.option("--isolated", is_flag=True, help="Use no configuration file.")
@_file("--baseline", help="Baseline of known findings (default: .healthlint-baseline.json, if present).")
@click.option("--no-baseline", is_flag=True, help="Also report findings in the baseline.")
@click.option("--changed-since", metavar="REV", help="Report only findings on lines changed in git since REV.")
@click.option(
    "--force-exclude", is_flag=True, help="Exclude files according to the configuration even if they are named."
)
@click.option("--allow-empty", is_flag=True, help="Exit with 0 even if no file was checked.")
@click.option("--watch", is_flag=True, help="Check files again when they are saved, until Ctrl+C.")
@click.option("--no-reader", is_flag=True, help="Do not use the taught reader: only phrases and facts.")
@click.option("--suggest", is_flag=True, help="Also show, as suggestions, what the taught reader is less sure of.")
@click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Compare texts with the facts valid on this day (default: the article's own date, else today).",
)
@text_field_option
def command(
    paths: tuple[str, ...],
    formats: tuple[str, ...],
    output: str | None,
    statistics: bool,
    quiet: bool,
    verbose: bool,
    color: str,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_ignore: tuple[str, ...],
    exclude: tuple[str, ...] | None,
    extend_exclude: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    fail_on: str | None,
    fail_on_unchecked: bool,
    exit_zero: bool,
    jobs: int | None,
    no_cache: bool,
    stdin_filename: str,
    config_: str,
    isolated: bool,
    baseline: str | None,
    no_baseline: bool,
    changed_since: str | None,
    force_exclude: bool,
    allow_empty: bool,
    watch: bool,
    no_reader: bool,
    suggest: bool,
    as_of: datetime | None,
    fields: TextFields | None,
    only: Collection[str] | None = None,
) -> None:
    """Check files and folders (default: this folder; - is standard input) and report findings.

    Exit status: 0 nothing at or above --fail-on, 1 findings (with --diff: something to fix), 2 something could not be
    checked or written. With --fix, standard input comes out fixed and the report goes to standard error.
    """
    if watch:
        from healthlint.cli.watching import watch as check_again

        options = {**click.get_current_context().params, "watch": False}
        return check_again(options, partial(cast("Callable[..., None]", command.callback), **options))
    from healthlint.cli.checking import Checking, articles, kept
    from healthlint.cli.idle_settings import notices as idle_settings
    from healthlint.cli.narrowing import Narrowing
    from healthlint.cli.overwriting import guarded
    from healthlint.cli.unread import unread_files
    from healthlint.errors import UsageError
    from healthlint.report.not_checked import lines as not_checked
    from healthlint.report.safe import visible
    from healthlint.settings import Configured, Flags

    if unsafe_fixes and not (fix or diff):
        raise UsageError("--unsafe-fixes only selects fixes; add --fix to apply them or --diff to see them")
    outputs = planned(formats, output, statistics, quiet)
    if diff and (outputs.files or statistics):
        raise UsageError("--diff prints changes instead of a report; omit --output and --statistics")
    results = kept(no_cache)
    chosen = (select, extend_select, ignore, extend_ignore, exclude, extend_exclude)
    flags = Flags(*chosen, fail_on or "", fields, config_, isolated)
    flags = replace(flags, reader=not no_reader, suggest=suggest, cached=results is not None, sparing=True)
    flags = replace(flags, as_of=as_of.date().isoformat() if as_of else "")
    configured = Configured(flags)
    narrowing = Narrowing(baseline, no_baseline, changed_since, stdin_filename if STDIN in paths else "")
    paths = paths or (".",)
    files = files_of(paths, configured.excluded, force_exclude, configured.notices.append, stdin_filename)
    files = files if only is None else [file for file in files if file in only]
    files = guarded([file for _, file in outputs.files], files, paths)
    checking = Checking(configured, stdin_filename, jobs or cores(), results)
    fixing = _fixing(checking, narrowing, unsafe_fixes, diff) if fix or diff else None
    if fix and STDIN in paths and STDIN not in files:
        pass_on(configured.limits(stdin_filename))
    untouched = partial(leads_out, named=paths, configured=configured)
    reports = articles(list(_reports(files, checking, narrowing, fixing, untouched, quiet)), paths)
    configured.notices += narrowing.idle(reports, configured.codes_for, paths)
    problems = [*configured.problems, *(report.problem for report in reports if report.problem)]
    problems += (line for report in reports for line in report.broken)
    problems += () if allow_empty else _unchecked(paths, files, force_exclude)
    problems += _unasked(configured, files)
    configured.notices += idle_settings(configured, paths, files)
    for line in () if quiet else dict.fromkeys(configured.notices):
        click.echo(f"healthlint: notice: {visible(line)}", err=True)
    unread: Sequence[NotChecked] = ()
    if not diff:
        unread = unread_files(paths, configured.excluded)
        unasked = configured.lacking(files)
        run = _run(lambda: configured.engine_for(files[0] if files else stdin_filename), problems, [*unread, *unasked])
        run = replace(run, verbose=verbose)
        problems += deliver(reports, outputs, run, fix and STDIN in paths, color)
        for line in not_checked(reports, run) if quiet and fail_on_unchecked else ():
            click.echo(f"healthlint: {line}", err=True)
    for problem in dict.fromkeys(problems):
        click.echo(f"healthlint: error: {visible(problem)}", err=True)
    if fixing and diff and fixing.differs and not quiet:
        click.echo(f"next: healthlint check --fix{' --unsafe-fixes' if unsafe_fixes else ''} applies this", err=True)
    failed = fixing.differs if fixing and diff else any(_fails(report, configured) for report in reports)
    failed = failed or (fail_on_unchecked and (bool(unread) or any(each.not_checked for each in reports)))
    sys.exit(2 if problems else 0 if exit_zero else int(failed))


def _unchecked(paths: Sequence[str], files: Sequence[str], force: bool) -> Iterator[str]:
    """Messages if there was nothing to check, so that it does not look as if all were well."""
    empty = [path for path in paths if is_empty(path)]
    yield from (f"{path}: no file in a known format in this folder" for path in empty)
    others = [path for path in paths if path not in empty]
    # Hooks name the files of a commit, and all of them may be excluded.
    if others and not files and not (force and not any(map(os.path.isdir, others))):
        yield "no file was checked: all are excluded or ignored by git; name one, or use --allow-empty"


def _unasked(configured: Configured, files: Sequence[str]) -> Iterator[str]:
    """Messages if no rule ran: a notice for some of the files, an error in the configuration for all."""
    idle = configured.unasked(files)
    if not idle:
        return
    others = f" and {len(idle) - 1} more" if len(idle) > 1 else ""
    who = "all selected rules are ignored"
    if not configured.flags.extend_ignore:
        who = "the configuration ignores all selected rules"
    said = f"{idle[0]}{others}: no rule is enabled there, as {who}"
    if len(idle) < len(files) or all(map(configured.is_overridden, idle)):
        configured.notices.append(said)
    else:
        yield said


def _fixing(checking: Checking, narrowing: Narrowing, unsafe: bool, show: bool) -> Fixing:
    from healthlint.cli.fixing import Fixing

    return Fixing(checking, narrowing, unsafe, show)


def _reports(
    files: Sequence[str],
    checking: Checking,
    narrowing: Narrowing,
    fixing: Fixing | None,
    untouched: Callable[[str], bool],
    quiet: bool,
) -> Iterator[Report]:
    """The remaining reports on every file, fixed if requested and not `untouched`."""
    from healthlint.cli.progress import watched

    # Piped input can be read only once.
    piped = [STDIN] if fixing and STDIN in files else []
    others = [file for file in files if file not in piped]
    for file in piped:
        yield from _fixed(fixing, file) if fixing else ()
    checked = checking.all(others) if quiet else watched(checking.all(others), len(others))
    for file, found in zip(others, checked, strict=True):
        reports = narrowing(found)
        wanted = fixing is not None and fixing.wanted(reports) and not untouched(file)
        yield from _fixed(fixing, file) if fixing and wanted else reports


def _fixed(fixing: Fixing, path: str) -> Sequence[Report]:
    from healthlint.errors import InputError, WriteError
    from healthlint.triage.model import Report

    try:
        return fixing(path)
    except InputError as error:
        return [Report(path, problem=str(error))]
    except WriteError as error:
        # The file was still checked as it is.
        return [*fixing.unfixed(path), Report(path, problem=str(error))]


def _run(engine: Callable[[], Engine], problems: Sequence[str], unread: Sequence[NotChecked]) -> Run:
    from pathlib import Path

    from healthlint.packs.former import joined
    from healthlint.report.run import Run
    from healthlint.version import __version__

    return Run(
        lambda: joined(engine().rules), __version__, root_of(Path.cwd()), tuple(dict.fromkeys(problems)), tuple(unread)
    )


def _fails(report: Report, configured: Configured) -> bool:
    if not report.findings:
        return False
    failing = _SEVERITIES[: _SEVERITIES.index(configured.fail_on(report.path)) + 1]
    return any(finding.severity in failing for finding in report.findings)
