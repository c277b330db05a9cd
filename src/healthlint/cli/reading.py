"""From paths on the command line to documents: what `check` and `inspect` share."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from healthlint.document.fields import TextFields
    from healthlint.document.model import Document
    from healthlint.errors import InputError

STDIN = "-"


def files_of(paths: Iterable[str], excluded: Callable[[str], bool] | None = None, force: bool = False) -> list[str]:
    """The files that paths stand for, each once; `-` stays. `excluded` ones are left out of folders, and with `force`
    also where they are named."""
    from healthlint.document.find import files

    found: dict[str, None] = {}
    for path in paths:
        for file in [path] if path == STDIN else files(path):
            named = file == path
            if excluded is None or path == STDIN or (named and not force) or not excluded(file):
                found[file] = None
    return list(found)


def content_of(path: str) -> bytes:
    """The bytes of a file or of standard input. Raises InputError."""
    from healthlint.document.read import content

    return sys.stdin.buffer.read() if path == STDIN else content(path)


def read_all(
    paths: Sequence[str],
    files: Iterable[str],
    stdin_filename: str = "<stdin>",
    fields: Callable[[str], TextFields | None] = lambda _: None,
) -> Iterator[tuple[str, Document | InputError]]:
    """Every document of the files that paths stand for, and in the place of one that cannot be read the error.

    A data file that lies in a folder among articles is passed over; one that is named or lies alone is not."""
    from healthlint.errors import NoTextError

    passed: list[tuple[str, Document | InputError]] = []
    alone = True
    for file in files:
        for found in _read(file, stdin_filename, fields):
            if isinstance(found, NoTextError) and file not in paths:
                passed.append((file, found))
            else:
                alone = False
                yield file, found
    if alone:
        yield from passed


def _read(
    path: str, stdin_filename: str, fields: Callable[[str], TextFields | None]
) -> Iterator[Document | InputError]:
    from healthlint.document.read import each_in_bytes
    from healthlint.errors import InputError

    try:
        data = content_of(path)
    except InputError as error:
        yield error
        return
    name = stdin_filename if path == STDIN else path
    yield from each_in_bytes(data, name, fields(name))
