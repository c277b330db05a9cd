"""`healthlint vocabulary`: words that are right as they are."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable

_KEY = "words"


@click.group()
def command() -> None:
    """Words that are right as they are, for this project or for a pack."""


@command.command()
@click.argument("words", metavar="WORD...", nargs=-1, required=True)
@click.option(
    "--pack", "folder", metavar="DIR", type=click.Path(path_type=Path), help="Add them to the lexicon of this pack."
)
def add(words: tuple[str, ...], folder: Path | None) -> None:
    """Add words to the configuration that holds here (a new healthlint.yaml where there is none).

    Every other byte of the file stays as it is.
    """
    path = _configuration() if folder is None else _lexicon(folder)
    known = {word.lower() for word in _known(path)}
    new = list(dict.fromkeys(word for word in words if word.strip() and word.lower() not in known))
    for word in words:
        if word not in new:
            click.echo(f"{path.name} has {word} already")
    if new:
        _add(path, new)
        click.echo(f"{path}: added {', '.join(new)}")


def _configuration() -> Path:
    from healthlint.config.load import closest

    return closest(Path.cwd()).path or Path("healthlint.yaml")


def _lexicon(folder: Path) -> Path:
    from healthlint.errors import UsageError
    from healthlint.packs.locate import HEAD
    from healthlint.packs.source import LEXICON

    if not (folder / HEAD).is_file():
        raise UsageError(f"{folder}: is not a pack: {HEAD} is missing")
    return folder / LEXICON / "words.yaml"


def _known(path: Path) -> Iterable[str]:
    """The words that the file has."""
    from healthlint.config.load import words_of

    return words_of(path) if path.is_file() else ()


def _add(path: Path, new: list[str]) -> None:
    """Write them into the file, or nothing where it then would not say so."""
    from healthlint.errors import WriteError
    from healthlint.fixes.write import replace_content
    from healthlint.records.append import to_toml, to_yaml

    if not path.exists():
        try:
            path.parent.mkdir(exist_ok=True)
            path.write_text(to_yaml("", _KEY, new), encoding="utf-8", newline="\n")
        except OSError as error:
            raise WriteError(f"{path}: cannot be written ({error.strerror or error})") from None
        return
    before = path.read_bytes()
    text = before.decode("utf-8")
    after = (to_toml if path.suffix == ".toml" else to_yaml)(text, _KEY, new)
    replace_content(str(path), before, after.encode("utf-8"))
