"""`healthlint vocabulary`: accepted words."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def command() -> None:
    """Accepted words, for this project or for a pack."""


@command.command()
@click.argument("words", metavar="WORD...", nargs=-1, required=True)
@click.option(
    "--pack", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Add them to the lexicon of this pack."
)
def add(words: tuple[str, ...], folder: Path | None) -> None:
    """Add words to the configuration of this folder (a new healthlint.yaml if there is none).

    The rest of the file is unchanged.
    """
    from healthlint.fixes.words import accept

    path = _configuration() if folder is None else _lexicon(folder)
    new = accept(path, words)
    for word in words:
        if word not in new:
            click.echo(f"{path.name} already has {word}")
    if new:
        click.echo(f"{path}: added {', '.join(new)}")


def _configuration() -> Path:
    from healthlint.config.load import closest

    return closest(Path.cwd()).path or Path("healthlint.yaml")


def _lexicon(folder: Path) -> Path:
    from healthlint.errors import UsageError
    from healthlint.fixes.words import writing
    from healthlint.packs.locate import HEAD
    from healthlint.packs.pack_folder import LEXICON

    if not (folder / HEAD).is_file():
        raise UsageError(f"{folder}: is not a pack: {HEAD} is missing")
    path = folder / LEXICON / "words.yaml"
    with writing(path):
        path.parent.mkdir(exist_ok=True)
    return path
