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


def files_of(
    paths: Iterable[str],
    excluded: Callable[[str], bool] | None = None,
    force: bool = False,
    notice: Callable[[str], object] = lambda _line: None,
) -> list[str]:
    """The files that paths stand for, each once; `-` stays. `excluded` ones are left out of folders, and with `force`
    also where they are named. `notice` is told what is passed over although it looks like an article."""
    from healthlint.document.find import files

    found: dict[str, None] = {}

    def dangling(link: str) -> None:
        if excluded is None or not excluded(link):
            notice(f"{link}: is a link that leads nowhere and was passed over")

    for path in paths:
        for file in [path] if path == STDIN else files(path, dangling):
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
    from healthlint.document.read import content

    return _piped(limits.file_bytes) if path == STDIN else content(path, limits)


def _piped(most: int) -> bytes:
    from healthlint.content import reason, too_large
    from healthlint.errors import InputError

    name = "standard input"
    if sys.stdin is None:
        raise InputError(f"{name}: is closed; pipe an article in, or name a file")
    try:
        data = sys.stdin.buffer.read(most + 1)
    except (OSError, ValueError) as problem:
        raise InputError(f"{name}: {reason(problem)}") from None
    if len(data) > most:
        raise InputError(too_large(name, most))
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
