"""`healthlint inspect`: what the linter sees in an article."""

from __future__ import annotations

import json

import click


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="PATH...")
@click.option("--format", "format_", type=click.Choice(["text", "json", "jsonl"]), default="text", show_default=True)
def command(paths: tuple[str, ...], format_: str) -> None:
    """Show sentences, mentions, quantities and claims of articles."""
    from healthlint.analysis.view import AnalysisView
    from healthlint.cli.check import files_of, read
    from healthlint.engine import default_engine
    from healthlint.report.inspect import draw

    engine = default_engine()
    for path in files_of(paths):
        view = AnalysisView(engine.analyse(read(path)))
        if format_ == "text":
            click.echo(draw(view))
        else:
            click.echo(json.dumps(view.to_dict(), ensure_ascii=False, indent=1 if format_ == "json" else None))
