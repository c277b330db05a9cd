"""Words that are right as they are, added to a configuration or a lexicon, every other byte of which stays."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from healthlint.errors import ConfigError, WriteError

_KEY = "words"


def accept(path: Path, words: Sequence[str]) -> list[str]:
    """Adds words to the list of a file, which is made where there is none, and gives those that it did not have.

    Raises ConfigError or UsageError where the file cannot be understood and WriteError where it cannot be written; it
    is then as it was.
    """
    from healthlint.atomic_file import exclusive

    # What is read is what will be written over: no other run may come between.
    with exclusive(path):
        known = {word.lower() for word in _known(path)}
        new = list(dict.fromkeys(word for word in words if word.strip() and word.lower() not in known))
        if new:
            _add(path, new)
    return new


def _known(path: Path) -> Iterable[str]:
    """The words that the file has."""
    from healthlint.config.load import words_of

    return words_of(path) if os.path.lexists(path) else ()


def _add(path: Path, new: list[str]) -> None:
    """Write them into the file, or nothing where it then would not say so."""
    from healthlint.fixes.write import replace_content
    from healthlint.limits import SETTINGS_BYTES
    from healthlint.safe_read import read_file
    from healthlint.typed_yaml.append import to_toml, to_yaml

    if not os.path.lexists(path):
        _begin(path, to_yaml("", _KEY, new))
        return
    before = read_file(str(path), SETTINGS_BYTES, ConfigError)
    after = (to_toml if path.suffix == ".toml" else to_yaml)(before.decode("utf-8"), _KEY, new)
    replace_content(str(path), before, after.encode("utf-8"))


def _begin(path: Path, text: str) -> None:
    from healthlint.fixes.write import store

    with writing(path):
        store(str(path), text.encode("utf-8"))


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Says which file cannot be written. Raises WriteError."""
    try:
        yield
    except OSError as error:
        raise WriteError(f"{path}: cannot be written ({error.strerror or error})") from None
