"""Files of others and reports written whole, or left alone with a reason."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from healthlint import whole
from healthlint.errors import WriteError

_STREAMS = ("/dev/", "/proc/")
"""What lies there stands for what somebody has open, and nothing can take its place."""


def replace_content(path: str, before: bytes, after: bytes) -> None:
    """Writes `after` to the file that held `before`: mode, owner and a symbolic link that leads to it are kept.

    Raises WriteError, and leaves the file alone, when it holds something else by now, may not be written or cannot be.
    """
    target = Path(path).resolve()

    def unchanged() -> None:
        # Somebody may have saved the file while it was checked.
        if target.stat().st_size != len(before) or target.read_bytes() != before:
            raise WriteError(f"{path}: changed while it was checked and was left alone; run the command again")

    try:
        status = target.stat()
        _refuse(path, status)
        whole.write(target, after, status, unchanged)
    except OSError as error:
        raise WriteError(f"{path}: cannot be written ({error.strerror or error}); it was left alone") from None


def store(path: str, data: bytes) -> None:
    """Writes a file that is ours, a report or a baseline, in one step; a pipe or a device takes the data as they are.

    Raises OSError; what was there before is there still.
    """
    status = os.stat(path) if os.path.exists(path) else None
    if path.startswith(_STREAMS) or (status is not None and not stat.S_ISREG(status.st_mode)):
        Path(path).write_bytes(data)
        return
    target = Path(path).resolve()
    if status is not None and not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), path)
    whole.write(target, data, status)


def _refuse(path: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise WriteError(f"{path}: is no regular file; fixes are only written to files")
    if not status.st_mode & 0o222:
        raise WriteError(f"{path}: is read-only and was left alone; make it writable")
    if status.st_nlink > 1:
        raise WriteError(f"{path}: is one of {status.st_nlink} hard links and was left alone; copy it first")
