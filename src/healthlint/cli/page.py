"""`healthlint page`: the linter in a browser, or the reports on a folder as a small site."""

from __future__ import annotations

import click


@click.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, help="The port (default: one that is free).")
@click.option("--no-browser", is_flag=True, help="Print the address and open no browser.")
def command(port: int, no_browser: bool) -> int:
    """Check, fix and save articles in a browser, on this machine alone.

    The configuration of this folder holds. Ctrl+C ends it. It needs the extra `healthlint[page]`.
    """
    import os

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
    return 0
