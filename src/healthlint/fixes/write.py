"""A file's content replaced in one step: whoever reads it sees the old one or the new one, never half of it."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from pathlib import Path

from healthlint.errors import WriteError

SUFFIX = ".healthlint"
"""How the name of a file ends that stands for another until it is whole; only a run that is killed leaves one."""

_STREAMS = ("/dev/", "/proc/")
"""What lies there stands for what somebody has open, and nothing can take its place."""


def replace_content(path: str, before: bytes, after: bytes) -> None:
    """Writes `after` to the file that held `before`: mode, owner and a symbolic link that leads to it are kept.

    Raises WriteError, and leaves the file alone, when it holds something else by now, may not be written or cannot be.
    """
    target = Path(path).resolve()
    try:
        status = target.stat()
        _refuse(path, status)
        new = _beside(target, after, status)
        try:
            # As late as can be: somebody may have saved the file while it was checked.
            if target.stat().st_size != len(before) or target.read_bytes() != before:
                raise WriteError(f"{path}: changed while it was checked and was left alone; run the command again")
            new.replace(target)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
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
    new = _beside(target, data, status)
    try:
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _refuse(path: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise WriteError(f"{path}: is no regular file; fixes are only written to files")
    if not status.st_mode & 0o222:
        raise WriteError(f"{path}: is read-only and was left alone; make it writable")
    if status.st_nlink > 1:
        raise WriteError(f"{path}: is one of {status.st_nlink} hard links and was left alone; copy it first")


def _beside(target: Path, data: bytes, status: os.stat_result | None) -> Path:
    """A new file in the same folder with the data and what belongs to the old one, if there is one."""
    new = target.with_name(f".{target.name[:40]}.{os.urandom(4).hex()}{SUFFIX}")
    try:
        # Nobody but the owner reads it before it has the mode of the old one.
        with open(new, "xb", opener=lambda name, flags: os.open(name, flags, 0o600 if status else 0o666)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if status is not None:
            _like(new, target, status)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return new


def _like(new: Path, old: Path, status: os.stat_result) -> None:
    import shutil

    # Mode and extended attributes; the time is that of now.
    shutil.copystat(old, new)
    os.utime(new)
    with contextlib.suppress(OSError):
        os.chown(new, status.st_uid, status.st_gid)
        new.chmod(stat.S_IMODE(status.st_mode))  # a change of owner takes set-id bits away
