"""`healthlint vocabulary`: words that are right as they are."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
    from healthlint.whole import turn

    path = _configuration() if folder is None else _lexicon(folder)
    # What is read is what will be written over: no other run may come between.
    with turn(path):
        known = {word.lower() for word in _known(path)}
        new = list(dict.fromkeys(word for word in words if word.strip() and word.lower() not in known))
        if new:
            _add(path, new)
    for word in words:
        if word not in new:
            click.echo(f"{path.name} has {word} already")
    if new:
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
    path = folder / LEXICON / "words.yaml"
    with _said(path):
        path.parent.mkdir(exist_ok=True)
    return path


def _known(path: Path) -> Iterable[str]:
    """The words that the file has."""
    from healthlint.config.load import words_of

    return words_of(path) if os.path.lexists(path) else ()


def _add(path: Path, new: list[str]) -> None:
    """Write them into the file, or nothing where it then would not say so."""
    from healthlint.content import content
    from healthlint.errors import ConfigError
    from healthlint.fixes.write import replace_content
    from healthlint.limits import SETTINGS_BYTES
    from healthlint.records.append import to_toml, to_yaml

    if not os.path.lexists(path):
        _begin(path, to_yaml("", _KEY, new))
        return
    before = content(str(path), SETTINGS_BYTES, ConfigError)
    after = (to_toml if path.suffix == ".toml" else to_yaml)(before.decode("utf-8"), _KEY, new)
    replace_content(str(path), before, after.encode("utf-8"))


def _begin(path: Path, text: str) -> None:
    from healthlint.fixes.write import store

    with _said(path):
        store(str(path), text.encode("utf-8"))


@contextmanager
def _said(path: Path) -> Iterator[None]:
    """Says which file cannot be written."""
    from healthlint.errors import WriteError

    try:
        yield
    except OSError as error:
        raise WriteError(f"{path}: cannot be written ({error.strerror or error})") from None
