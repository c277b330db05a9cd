"""`healthlint audit`: checks an archive of articles in tables, folders or object storage."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

import click

from healthlint.cli import completion
from healthlint.cli.options import Choice

if TYPE_CHECKING:
    from healthlint.audit.face import Outcome

_FORMATS = ("plain", "markdown", "html")
_column = partial(click.option, metavar="NAME", default="")
_file = partial(click.option, metavar="FILE", shell_complete=completion.files)


def _listed(_context: click.Context, _option: click.Parameter, value: Sequence[str]) -> tuple[str, ...]:
    return tuple(code.strip() for item in value for code in item.split(",") if code.strip())


_rules = partial(click.option, multiple=True, callback=_listed, shell_complete=completion.rules)


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...", shell_complete=completion.files)
@click.option(
    "-o",
    "--output",
    required=True,
    metavar="DIR",
    help="Write tables and summary.html to this folder or s3://.",
)
@_column("--text-column", help="The column with the text (default: text, body, content and similar).")
@_column("--format-column", help="The column with the format of the text.")
@click.option("--format", "format_", type=Choice(_FORMATS), help="The format of all texts (default: detected).")
@_column("--id-column", help="The column with an id, by which a later audit recognises the article.")
@_column("--url-column", help="The column with its web address.")
@_column("--date-column", help="The column with its date.")
@_column("--site-column", help="The column with its publisher (default: site, source, or the host of its URL).")
@_column("--title-column", help="The column with its title.")
@click.option(
    "--since",
    metavar="DIR",
    default="",
    help="Compare with the earlier audit in DIR: new and gone findings.",
)
@click.option("--copies/--no-copies", default=True, show_default=True, help="Check copies of an article only once.")
@click.option(
    "-j", "--workers", type=click.IntRange(1), metavar="N", help="The number of processes (default: all cores)."
)
@click.option(
    "--ray", metavar="ADDRESS", default="", help="Run on the Ray cluster at this address; `local` starts one."
)
@click.option(
    "--partition-rows",
    type=click.IntRange(1),
    metavar="N",
    help="Articles in a partition (default: 500).",
)
@click.option(
    "--article-characters", type=click.IntRange(1), metavar="N", help="Skip longer articles (default: 1,000,000)."
)
@click.option("--fresh", is_flag=True, help="Start again if DIR contains an audit, finished or not.")
@_rules("--select", help="Only these codes, names or families (EFF201,DOS).")
@_rules("--extend-select", help="Also these, including optional ones.")
@_rules("--ignore", help="Not these codes, names or families, instead of the configuration's.")
@_file("--config", "config_", default="", help="This configuration instead of this folder's.")
@click.option("--isolated", is_flag=True, help="Use no configuration file.")
@click.option("--no-reader", is_flag=True, help="Do not use the taught reader: only phrases and facts.")
@click.option("-q", "--quiet", is_flag=True, help="Print only errors.")
def command(
    inputs: tuple[str, ...],
    output: str,
    format_: str | None,
    since: str,
    copies: bool,
    workers: int | None,
    ray: str,
    partition_rows: int | None,
    article_characters: int | None,
    fresh: bool,
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    config_: str,
    isolated: bool,
    no_reader: bool,
    quiet: bool,
    **columns: str,
) -> int:
    """Check an archive (Parquet, JSONL, CSV, WARC, folders; local or in S3), and write tables of findings and articles.

    An interrupted run is continued by the same command. Needs the extra `healthlint[audit]`; --ray needs `ray` too.
    """
    from healthlint.audit.options import ALIKE, CHARACTERS, ROWS, Columns, Options
    from healthlint.errors import UsageError
    from healthlint.settings import Flags

    try:
        from healthlint.audit.face import audit
        from healthlint.audit.workers import Workers
    except ModuleNotFoundError as missing:
        raise UsageError(f"needs the package '{missing.name}', installed by: pip install 'healthlint[audit]'") from None
    config = os.path.abspath(config_) if config_ else ""
    flags = Flags(select, extend_select, ignore, config=config, isolated=isolated, reader=not no_reader)
    options = Options(
        output,
        # The configuration of this folder applies, wherever an article comes from.
        os.path.abspath("article.md"),
        flags,
        Columns(**{name.removesuffix("_column"): value for name, value in columns.items()}),
        format_ or "",
        partition_rows or ROWS,
        article_characters or CHARACTERS,
        ALIKE if copies else 0.0,
    )
    outcome = audit(inputs, options, Workers(workers or 0, ray), since, fresh, bar=not quiet)
    return _report(outcome, output, quiet)


def _report(outcome: Outcome, output: str, quiet: bool) -> int:
    from healthlint.report.safe import visible

    for line in () if quiet else outcome.notices:
        click.echo(f"healthlint: notice: {visible(line)}", err=True)
    for line in outcome.problems:
        click.echo(f"healthlint: error: {visible(line)}", err=True)
    if not quiet:
        click.echo(f"{visible(output)}: {_summed_up(outcome.totals)}; see summary.html in it")
    return 2 if outcome.problems else 0


def _summed_up(totals: Mapping[str, Any]) -> str:
    parts = f"{totals['copies']:,} copies, {totals['failed']:,} not checked or only in part"
    seen = f"{totals['articles']:,} articles ({parts})"
    return f"{seen}, " + ", ".join(f"{totals[name]:,} {name}s" for name in ("error", "warning", "suggestion"))
