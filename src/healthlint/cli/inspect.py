"""`healthlint inspect`: what the linter sees in an article."""

from __future__ import annotations

import json
import sys

import click

from healthlint.cli.check import files_of, read
from healthlint.cli.options import Choice


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "format_",
    type=Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="json: one object; jsonl, or several paths: one object a line.",
)
def command(paths: tuple[str, ...], format_: str) -> None:
    """Show sentences, mentions, quantities and claims of articles."""
    from healthlint.engine import default_engine
    from healthlint.errors import InputError
    from healthlint.report.inspect import draw

    engine = default_engine()
    files = files_of(paths)
    problems = []
    for path in files:
        try:
            view = engine.view(read(path))
        except InputError as error:
            problems.append(str(error))
            continue
        if format_ == "text":
            click.echo(draw(view))
        else:
            indent = 1 if format_ == "json" and len(files) == 1 else None
            click.echo(json.dumps(view.to_dict(), ensure_ascii=False, indent=indent))
    for problem in problems:
        click.echo(f"healthlint: error: {problem}", err=True)
    sys.exit(2 if problems else 0)
