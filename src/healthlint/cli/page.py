"""`healthlint page`: the linter in a browser, or the reports on many articles as a small site."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from healthlint.cli import completion

if TYPE_CHECKING:
    from healthlint.settings import Configured
    from healthlint.triage.model import Report


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH]...", shell_complete=completion.files)
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port (default: any free one).")
@click.option("--no-browser", is_flag=True, help="Print the address without opening a browser.")
@click.option(
    "--static",
    "out",
    metavar="FOLDER|FILE.html",
    shell_complete=completion.files,
    help="Write the reports on PATHs as a site, or as one page, instead of serving.",
)
@click.option(
    "--earlier",
    multiple=True,
    metavar="REPORT",
    shell_complete=completion.files,
    help="With --static: an earlier report (check --format json), to show what has changed; repeatable, oldest first.",
)
def command(paths: tuple[str, ...], port: int, no_browser: bool, out: str | None, earlier: tuple[str, ...]) -> int:
    """Check, fix and save articles in a browser, on this machine only.

    The configuration of this folder applies. Ctrl+C ends it. It needs the extra `healthlint[page]`. With --static, the
    reports on PATHs (default: this folder) become a site that needs no server; status 2 means that a file could not be
    checked.
    """
    from healthlint.errors import UsageError

    if out is not None:
        return _static(paths or (".",), out, earlier)
    if paths or earlier:
        raise UsageError("drop files onto the page; PATHs are only for --static")
    _serve(port, no_browser)
    return 0


def _serve(port: int, no_browser: bool) -> None:
    from healthlint.cli.extras import needing
    from healthlint.page.desk import Desk
    from healthlint.service import Service

    with needing("page"):
        from healthlint.page.serve import serve

    def opened(address: str) -> None:
        import webbrowser

        click.echo(f"healthlint is at {address}\nCtrl+C ends it.")
        if not no_browser:
            webbrowser.open(address)

    try:
        serve(Desk(Service(), os.getcwd()), port, opened)
    except KeyboardInterrupt:
        click.echo("ended", err=True)


def _static(paths: Sequence[str], out: str, earlier: Sequence[str]) -> int:
    from healthlint.page.earlier import read
    from healthlint.page.site import Site, write
    from healthlint.report.run import Run
    from healthlint.report.safe import visible
    from healthlint.service import folded
    from healthlint.settings import Configured, Flags
    from healthlint.version import __version__

    pasts = [read(path) for path in earlier]
    configured = Configured(Flags())
    reports = folded(_reports(paths, configured, out))
    problems = [*configured.problems, *(line for each in reports for line in (each.problem, *each.broken) if line)]
    run = Run(version=__version__, problems=tuple(problems), not_checked=configured.lacking([paths[0]]))
    write(Site(reports, run, lambda code: _rule(code, configured, paths[0]), pasts), out)
    for line in dict.fromkeys(problems):
        click.echo(f"healthlint: error: {visible(line)}", err=True)
    click.echo(f"wrote {out}")
    return 2 if problems else 0


def _reports(paths: Sequence[str], configured: Configured, out: str) -> list[Report]:
    """The reports of `healthlint check` on these paths, without the files of an earlier site."""
    from healthlint.cli.checking import Checking, articles, kept
    from healthlint.cli.jobs import cores
    from healthlint.cli.narrowing import Narrowing
    from healthlint.cli.reading import files_of

    own = os.path.join(os.path.realpath(out), "")
    files = files_of(paths, configured.excluded, False, configured.notices.append)
    files = [
        file for file in files if not os.path.realpath(file).startswith(own) and os.path.realpath(file) != own[:-1]
    ]
    narrowing = Narrowing(None, False, None)
    checked = Checking(configured, jobs=cores(), results=kept()).all(files)
    return articles([report for found in checked for report in narrowing(found)], paths)


def _rule(code: str, configured: Configured, path: str) -> str:
    from healthlint.packs.former import joined, parts
    from healthlint.report.rule_page import page

    loaded = configured.engine_for(path).loaded
    return next(page(rule, loaded, markdown=True) for rule in joined(parts(loaded)) if rule.id == code)
