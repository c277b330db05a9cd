"""`healthlint server`: the language server, for editors."""

from __future__ import annotations

import os

import click

from healthlint.cli.options import cache_dir_option
from healthlint.errors import UsageError


@click.command()
@click.option("--select", multiple=True, help="Only these codes, names or families (EFF201,DOS).")
@click.option("--extend-select", multiple=True, help="Also these, including optional ones (SUP003).")
@click.option("--ignore", multiple=True, help="Not these, instead of the configuration's.")
@click.option("--extend-ignore", multiple=True, help="Also ignore these, in addition to the configuration's.")
@click.option(
    "--config", "config_", metavar="FILE", default="", help="Use this configuration instead of the closest one."
)
@click.option("--isolated", is_flag=True, help="Use no configuration file.")
@click.option(
    "--baseline", metavar="FILE", help="Baseline of known findings (default: the closest .healthlint-baseline.json)."
)
@click.option("--no-baseline", is_flag=True, help="Also report findings in the baseline.")
@click.option("--no-reader", is_flag=True, help="Do not use the taught reader: only phrases and facts.")
@click.option("--suggest", is_flag=True, help="Also show, as suggestions, what the taught reader is less sure of.")
@click.option("--no-cache", is_flag=True, help="Keep no results between runs.")
@cache_dir_option
def command(
    select: tuple[str, ...],
    extend_select: tuple[str, ...],
    ignore: tuple[str, ...],
    extend_ignore: tuple[str, ...],
    config_: str,
    isolated: bool,
    baseline: str | None,
    no_baseline: bool,
    no_reader: bool,
    suggest: bool,
    no_cache: bool,
) -> int:
    """The language server: check drafts while they are written, over standard input and output.

    Editors start it; see docs/editors.md. It finds what `check` finds, under the same configuration.
    """
    try:
        from healthlint.server.run import serve
    except ModuleNotFoundError as missing:
        if str(missing.name).partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise UsageError("the language server needs pygls; install healthlint[lsp]") from None
    from healthlint.cli.checking import NO_CACHE
    from healthlint.server.checking import Checking
    from healthlint.settings import Flags

    flags = Flags(
        select=_listed(select),
        extend_select=_listed(extend_select),
        ignore=_listed(ignore),
        extend_ignore=_listed(extend_ignore),
        config=config_,
        isolated=isolated,
        reader=not no_reader,
        suggest=suggest,
        cached=not (no_cache or os.environ.get(NO_CACHE)),
    )
    return serve(Checking(flags, baseline, no_baseline))


def _listed(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.strip() for value in values for code in value.split(",") if code.strip())
