"""Reads files named by the user, or put there by somebody else, without hanging."""

from __future__ import annotations

import errno
import os
import stat

from healthlint.errors import HealthlintError

_KINDS = {
    stat.S_IFIFO: "a pipe",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFSOCK: "a socket",
    stat.S_IFDIR: "a folder",
}
_SAID = {
    errno.ENOENT: "no such file; check the name",
    errno.EISDIR: "is a folder; give the files in it",
    errno.EACCES: "permission denied; make it readable",
    errno.EPERM: "permission denied; make it readable",
    errno.ELOOP: "is a symbolic link to itself; fix the link",
}
# A pipe without a writer must not block.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)


def read_file(path: str, most: int, error: type[HealthlintError], shown: str = "") -> bytes:
    """The bytes of a regular file of at most `most` bytes. `shown` is its name in messages.

    Raises `error`, also for pipes and devices, which may have no end.
    """
    name = shown or path
    try:
        _refuse(os.stat(path), name, most, error)
        with open(path, "rb", opener=lambda name, _flags: os.open(name, _FLAGS)) as file:
            # The file may have been replaced meanwhile, and may grow while it is read.
            status = os.fstat(file.fileno())
            _refuse(status, name, most, error)
            # The buffer is allocated in advance; for the whole of `most` that takes longer than reading a page.
            data = file.read(status.st_size + 1)
            if len(data) > status.st_size:
                data += file.read(most + 1 - len(data))
    except (OSError, ValueError) as problem:
        raise error(f"{name}: {reason(problem)}") from None
    if len(data) > most:
        raise error(too_large(name, most))
    return data


def utf8(data: bytes, name: str, error: type[HealthlintError]) -> str:
    """The text of a UTF-8 file, without a byte-order mark, with line ends as LF. Raises `error`."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        raise error(f"{name}: is not UTF-8 (byte {problem.start}); save it as UTF-8") from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def too_large(name: str, most: int) -> str:
    """The message for a file of more than `most` bytes."""
    return f"{name}: is larger than {most / 1_000_000:g} MB"


def kind_of(status: os.stat_result) -> str:
    """What is there instead of a file: "a pipe", "a device"; empty for a file."""
    return _KINDS.get(stat.S_IFMT(status.st_mode), "")


def _refuse(status: os.stat_result, name: str, most: int, error: type[HealthlintError]) -> None:
    kind = kind_of(status)
    if kind and not stat.S_ISDIR(status.st_mode):
        raise error(f"{name}: is {kind}, not a file; pipe its output to standard input (-)")
    if status.st_size > most:
        raise error(too_large(name, most))


def reason(problem: OSError | ValueError) -> str:
    """Why something cannot be read, for a message after its name."""
    if isinstance(problem, OSError):
        said = _SAID.get(problem.errno or 0)
        return said or f"cannot be read ({problem.strerror or problem})"
    return f"cannot be read ({problem})"
