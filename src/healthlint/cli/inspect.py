"""`healthlint inspect`: what the linter sees in an article."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import click

from healthlint.cli.options import Choice, text_field_option
from healthlint.cli.reading import files_of, read_all

if TYPE_CHECKING:
    from healthlint.document.fields import TextFields


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option(
    "--format",
    "format_",
    type=Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="json: one object; jsonl, or several articles: one object a line.",
)
@text_field_option
def command(paths: tuple[str, ...], format_: str, fields: TextFields | None) -> None:
    """Show sentences, mentions, quantities and claims of articles."""
    from healthlint.engine import default_engine
    from healthlint.errors import InputError
    from healthlint.report.inspect import draw

    engine = default_engine()
    found = [document for _, document in read_all(paths, files_of(paths), fields=lambda _: fields)]
    problems = [str(error) for error in found if isinstance(error, InputError)]
    for document in found:
        if isinstance(document, InputError):
            continue
        view = engine.view(document)
        if format_ == "text":
            click.echo(draw(view))
        else:
            indent = 1 if format_ == "json" and len(found) == 1 else None
            click.echo(json.dumps(view.to_dict(), ensure_ascii=False, indent=indent))
    for problem in problems:
        click.echo(f"healthlint: error: {problem}", err=True)
    sys.exit(2 if problems else 0)
