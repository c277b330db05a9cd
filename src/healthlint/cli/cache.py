"""`healthlint cache`: results kept between runs."""

from __future__ import annotations

import click

from healthlint.cli.options import cache_dir_option


@click.group()
def command() -> None:
    """Results kept between runs, so that unchanged files need no second check."""


@command.command()
@cache_dir_option
def clear() -> None:
    """Delete everything in the cache."""
    from healthlint.cache import place
    from healthlint.errors import WriteError

    folder = place.folder()
    try:
        size = place.clear()
    except OSError as error:
        raise WriteError(f"{folder}: the cache cannot be deleted ({error.strerror or error})") from None
    click.echo(f"{folder}: {_size_text(size)} deleted")


def _size_text(size: int) -> str:
    return f"{size / 2**20:.1f} MB" if size >= 2**20 else f"{size / 2**10:.1f} KB"
