"""From paths on the command line to documents: what the commands that read articles share."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from healthlint.document.fields import TextFields
    from healthlint.document.find import Identity
    from healthlint.document.model import Document
    from healthlint.errors import InputError
    from healthlint.limits import Limits
    from healthlint.settings import Configured

STDIN = "-"
T = TypeVar("T")


def files_of(
    paths: Sequence[str],
    excluded: Callable[[str], bool] | None = None,
    force: bool = False,
    notice: Callable[[str], object] = lambda _line: None,
    stdin_filename: str = "",
) -> list[str]:
    """The files that paths stand for, each once however often and however spelled; `-` stays.

    `excluded` files are left out of folders and, with `force`, also if they are named, standard input by its
    `stdin_filename`. `notice` is called with what is skipped although it looks like an article."""
    from healthlint.document.find import files

    def left_out(file: str) -> bool:
        return excluded is not None and excluded(file)

    def dangling(link: str) -> None:
        if not left_out(link):
            notice(f"{link}: is a dangling link and was skipped")

    found: list[str] = []
    for path in paths:
        if path == STDIN:
            found += [] if force and stdin_filename and left_out(stdin_filename) else [path]
            continue
        named_anyway = not force and not os.path.isdir(path)
        found += (file for file in files(path, dangling) if named_anyway or not left_out(file))
    return _once(found, paths)


def _once(found: Iterable[str], named: Sequence[str]) -> list[str]:
    """Each file by one of its names: the one given, or else the one that is not a link."""
    chosen: dict[Identity, str] = {}
    for file in found:
        key = identity(file)
        if key not in chosen or _preference(file, named) < _preference(chosen[key], named):
            chosen[key] = file
    return list(chosen.values())


def _preference(file: str, named: Sequence[str]) -> tuple[bool, bool]:
    return file not in named, os.path.islink(file)


def identity(file: str) -> Identity:
    """Equal for two names of one file; standard input has its own."""
    from healthlint.document import find

    return (file,) if file == STDIN else find.identity(file)


def leads_out(file: str, named: Sequence[str], configured: Configured) -> bool:
    """True for a link that leads out of the folders that were named, or to an excluded file: nobody has asked for a
    change there, which is reported."""
    if file in named or not os.path.islink(file):
        return False
    real = os.path.realpath(file)
    folders = tuple(os.path.join(os.path.realpath(path), "") for path in named if os.path.isdir(path))
    if real.startswith(folders) and not configured.excluded(os.path.relpath(real)):
        return False
    configured.notices.append(f"{file}: links to {real} and is not fixed; name that file to fix it")
    return True


def pass_on(limits: Limits) -> None:
    """Copy standard input to standard output."""
    sys.stdout.buffer.write(read_input(STDIN, limits))
    sys.stdout.flush()


def is_empty(path: str) -> bool:
    """True for a folder without any file of a known format."""
    from healthlint.document.find import files

    return path != STDIN and next(files(path), None) is None


def read_input(path: str, limits: Limits) -> bytes:
    """The bytes of a file or of standard input. Raises InputError."""
    from healthlint.document.read import article_bytes

    return _piped(limits.file_bytes) if path == STDIN else article_bytes(path, limits)


def _piped(most: int) -> bytes:
    from healthlint.errors import InputError
    from healthlint.safe_read import reason, too_large

    name = "standard input"
    if sys.stdin is None:
        raise InputError(f"{name}: is closed; pipe in an article, or name a file")
    try:
        data = sys.stdin.buffer.read(most + 1)
    except (OSError, ValueError) as problem:
        raise InputError(f"{name}: {reason(problem)}") from None
    if len(data) > most:
        raise InputError(too_large(name, most))
    return data


def read(path: str, stdin_filename: str, fields: TextFields | None, limits: Limits) -> Iterator[Document | InputError]:
    """Every document in a file or in standard input; for one that cannot be read, the error."""
    from healthlint.document.read import each_in_bytes
    from healthlint.errors import InputError

    try:
        data = read_input(path, limits)
    except InputError as error:
        yield error
        return
    yield from each_in_bytes(data, stdin_filename if path == STDIN else path, fields, limits)


def with_articles(found: Sequence[T], only_data: Callable[[T], bool]) -> list[T]:
    """The results without data files among articles; if there is nothing else they stay."""
    return [each for each in found if not only_data(each)] or list(found)
