"""`healthlint inspect`: shows the analysis of an article."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from healthlint.cli import completion
from healthlint.cli.options import Choice, config_option, isolated_option, text_field_option
from healthlint.cli.reading import STDIN, files_of, read, with_articles

if TYPE_CHECKING:
    from healthlint.document.fields import TextFields
    from healthlint.document.model import Document
    from healthlint.errors import InputError
    from healthlint.settings import Configured


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...", shell_complete=completion.files)
@click.option(
    "--format",
    "format_",
    type=Choice(["text", "json", "jsonl"]),
    default="text",
    show_default=True,
    help="json: one object; jsonl, or several articles: one object a line.",
)
@config_option
@isolated_option
@click.option("--stdin-filename", default="<stdin>", help="The file name to assume for standard input (-).")
@text_field_option
def command(
    paths: tuple[str, ...], format_: str, config: str, isolated: bool, stdin_filename: str, fields: TextFields | None
) -> None:
    """Show the sentences, mentions, quantities and claims of articles, according to the packs that apply to them."""
    from healthlint.errors import InputError
    from healthlint.report.inspect import draw
    from healthlint.report.safe import visible
    from healthlint.settings import Configured, Flags

    configured = Configured(Flags(fields=fields, config=config, isolated=isolated))
    found = list(_documents(paths, configured, stdin_filename))
    problems = [str(error) for _, error in found if isinstance(error, InputError)]
    for name, document in found:
        if isinstance(document, InputError):
            continue
        view = configured.engine_for(name).view(document)
        if format_ == "text":
            click.echo(draw(view))
        else:
            indent = 1 if format_ == "json" and len(found) == 1 else None
            click.echo(json.dumps(view.to_dict(), ensure_ascii=False, indent=indent))
    for line in configured.notices:
        click.echo(f"healthlint: notice: {visible(line)}", err=True)
    for problem in (*configured.problems, *problems):
        click.echo(f"healthlint: error: {visible(problem)}", err=True)
    sys.exit(2 if problems or configured.problems else 0)


def _documents(
    paths: Sequence[str], configured: Configured, stdin_filename: str
) -> Sequence[tuple[str, Document | InputError]]:
    from healthlint.errors import NoTextError

    found = []
    for path in files_of(paths, configured.excluded, False, configured.notices.append):
        name = stdin_filename if path == STDIN else path
        found += [(name, each) for each in read(path, name, configured.fields(name), configured.limits(name))]
    return with_articles(found, lambda each: isinstance(each[1], NoTextError) and each[0] not in paths)
