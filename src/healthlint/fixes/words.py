"""Adds accepted words to a configuration or a lexicon, leaving every other byte unchanged."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from healthlint.errors import ConfigError, WriteError

_KEY = "words"


def accept(path: Path, words: Sequence[str]) -> list[str]:
    """Adds words to the list in a file, which is created if there is none, and returns those that were new.

    Raises ConfigError or UsageError if the file cannot be parsed and WriteError if it cannot be written; it is then
    unchanged.
    """
    from healthlint.atomic_file import exclusive

    # No other run may change the file between reading and writing.
    with exclusive(path):
        known = {word.lower() for word in _known(path)}
        new = list(dict.fromkeys(word for word in words if word.strip() and word.lower() not in known))
        if new:
            _add(path, new)
    return new


def _known(path: Path) -> Iterable[str]:
    """The words already in the file."""
    from healthlint.config.load import words_of

    return words_of(path) if os.path.lexists(path) else ()


def _add(path: Path, new: list[str]) -> None:
    """Write them into the file, but not if it then would not contain them."""
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
    """Adds the file name to errors of writing. Raises WriteError."""
    try:
        yield
    except OSError as error:
        raise WriteError(f"{path}: cannot be written ({error.strerror or error})") from None
