"""`healthlint mcp`: tools for assistants, by the Model Context Protocol."""

from __future__ import annotations

import click

from healthlint.cli import completion


@click.command()
@click.argument("roots", nargs=-1, metavar="[FOLDER]...", shell_complete=completion.files)
def command(roots: tuple[str, ...]) -> None:
    """Serve tools to an assistant on standard input and output, until that ends.

    Files are checked only below each FOLDER (default: this folder); the configuration of the first applies to texts. It
    needs the extra `healthlint[mcp]`.
    """
    from healthlint.cli.extras import needing
    from healthlint.mcp.answers import Answers
    from healthlint.mcp.roots import Roots
    from healthlint.service import Service

    allowed = Roots.of(roots)
    with needing("mcp"):
        from healthlint.mcp.server import serve
    serve(Answers(Service(), allowed))
