"""Writes articles and reports atomically, or leaves them alone with a reason."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from healthlint import atomic_file
from healthlint.errors import WriteError
from healthlint.safe_read import kind_of, reason

_STREAMS = ("/dev/", "/proc/")
"""Paths there stand for open files, and cannot be replaced."""


def replace_content(path: str, before: bytes, after: bytes) -> None:
    """Writes `after` to the file that held `before`, keeping mode, owner and any symbolic link to it.

    Raises WriteError, and leaves the file alone, if its content has changed, or if it may not or cannot be written.
    """
    target = Path(os.path.realpath(path))

    def unchanged() -> None:
        # Somebody may have saved the file while it was checked.
        if target.stat().st_size != len(before) or target.read_bytes() != before:
            raise WriteError(
                f"{path}: changed while it was being checked and was left unchanged; run the command again"
            )

    try:
        status = target.stat()
        _refuse(path, status)
        with atomic_file.exclusive(target):
            atomic_file.write(target, after, status, unchanged)
    except OSError as error:
        raise WriteError(f"{path}: cannot be written ({error.strerror or error}); it was left unchanged") from None


def store(path: str, data: bytes) -> None:
    """Writes one of our own files, a baseline or a configuration, atomically.

    Raises OSError, or WriteError if the path is not a regular file; what was there is kept.
    """
    status = _status(path)
    kind = "" if status is None else kind_of(status)
    if kind:
        raise WriteError(f"{path}: is {kind}, not a file; name a file, or remove that")
    target = Path(os.path.realpath(path))
    if status is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
    atomic_file.write(target, data, status)


def send(path: str, data: bytes) -> None:
    """Writes a report like `store`, but passes the data on as they are to a pipe or device. Raises OSError."""
    status = _status(path)
    if path.startswith(_STREAMS) or (status is not None and not stat.S_ISREG(status.st_mode)):
        _pass_on(path, data)
    else:
        store(path, data)


def _status(path: str) -> os.stat_result | None:
    """The status of the path; None if nothing is there, or only a dangling link."""
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None
    except OSError as problem:
        if problem.errno == errno.ELOOP:
            raise WriteError(f"{path}: {reason(problem)}") from None
        raise


def _pass_on(path: str, data: bytes) -> None:
    # A pipe without a reader is not waited for; existing content of a file behind /dev/stdout is kept.
    flags = os.O_WRONLY | os.O_APPEND | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        descriptor = os.open(path, flags)
    except OSError as problem:
        if problem.errno == errno.ENXIO:
            raise WriteError(f"{path}: is a pipe without a reader; start its reader first") from None
        raise
    if hasattr(os, "set_blocking"):
        os.set_blocking(descriptor, True)
    with open(descriptor, "wb") as file:
        file.write(data)


def _refuse(path: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise WriteError(f"{path}: is not a regular file; fixes are only written to files")
    if not status.st_mode & 0o222:
        raise WriteError(f"{path}: is read-only and was left unchanged; make it writable")
    if status.st_nlink > 1:
        raise WriteError(f"{path}: is one of {status.st_nlink} hard links and was left unchanged; copy it first")
