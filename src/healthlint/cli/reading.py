"""From paths on the command line to documents: what the commands that read articles share."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from healthlint.document.fields import TextFields
    from healthlint.document.model import Document
    from healthlint.errors import InputError
    from healthlint.limits import Limits

STDIN = "-"
T = TypeVar("T")


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


def is_empty(path: str) -> bool:
    """True for a folder without any file of a known format."""
    from healthlint.document.find import files

    return path != STDIN and next(files(path), None) is None


def content_of(path: str, limits: Limits) -> bytes:
    """The bytes of a file or of standard input. Raises InputError."""
    from healthlint.content import too_large
    from healthlint.document.read import content
    from healthlint.errors import InputError

    if path != STDIN:
        return content(path, limits)
    data = sys.stdin.buffer.read(limits.file_bytes + 1)
    if len(data) > limits.file_bytes:
        raise InputError(too_large("standard input", limits.file_bytes))
    return data


def read(path: str, stdin_filename: str, fields: TextFields | None, limits: Limits) -> Iterator[Document | InputError]:
    """Every document in a file or in standard input, and in the place of one that cannot be read the error."""
    from healthlint.document.read import each_in_bytes
    from healthlint.errors import InputError

    try:
        data = content_of(path, limits)
    except InputError as error:
        yield error
        return
    yield from each_in_bytes(data, stdin_filename if path == STDIN else path, fields, limits)


def with_articles(found: Sequence[T], only_data: Callable[[T], bool]) -> list[T]:
    """What was found without data files that lie among articles; where there is nothing else they stay."""
    return [each for each in found if not only_data(each)] or list(found)
