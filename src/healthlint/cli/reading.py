"""From paths on the command line to documents: what `check` and `inspect` share."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthlint.document.fields import TextFields
    from healthlint.document.model import Document
    from healthlint.errors import InputError

STDIN = "-"


def files_of(paths: Iterable[str]) -> list[str]:
    """The files that paths stand for, each once; `-` stays."""
    from healthlint.document.find import files

    found = (file for path in paths for file in ([path] if path == STDIN else files(path)))
    return list(dict.fromkeys(found))


def content_of(path: str) -> bytes:
    """The bytes of a file or of standard input. Raises InputError."""
    from healthlint.document.read import content

    return sys.stdin.buffer.read() if path == STDIN else content(path)


def read_all(
    paths: Sequence[str], stdin_filename: str = "<stdin>", fields: TextFields | None = None
) -> Iterator[tuple[str, Document | InputError]]:
    """Every document that paths stand for with its file, and in the place of one that cannot be read the error.

    A data file that lies in a folder among articles is passed over; one that is named or lies alone is not."""
    from healthlint.errors import NoTextError

    passed: list[tuple[str, Document | InputError]] = []
    alone = True
    for file in files_of(paths):
        for found in _read(file, stdin_filename, fields):
            if isinstance(found, NoTextError) and file not in paths:
                passed.append((file, found))
            else:
                alone = False
                yield file, found
    if alone:
        yield from passed


def _read(path: str, stdin_filename: str, fields: TextFields | None) -> Iterator[Document | InputError]:
    from healthlint.document.read import each_in_bytes
    from healthlint.errors import InputError

    try:
        data = content_of(path)
    except InputError as error:
        yield error
        return
    yield from each_in_bytes(data, stdin_filename if path == STDIN else path, fields)
