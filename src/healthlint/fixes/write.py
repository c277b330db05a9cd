"""A file's content replaced in one step: whoever reads it sees the old one or the new one, never half of it."""

from __future__ import annotations

import contextlib
import os
import stat
from pathlib import Path

from healthlint.errors import WriteError


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
            if target.read_bytes() != before:
                raise WriteError(f"{path}: changed while it was checked and was left alone; run the command again")
            new.replace(target)
        except BaseException:
            new.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise WriteError(f"{path}: cannot be written ({error.strerror or error}); it was left alone") from None


def _refuse(path: str, status: os.stat_result) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise WriteError(f"{path}: is no regular file; fixes are only written to files")
    if not status.st_mode & 0o222:
        raise WriteError(f"{path}: is read-only and was left alone; make it writable")
    if status.st_nlink > 1:
        raise WriteError(f"{path}: is one of {status.st_nlink} hard links and was left alone; copy it first")


def _beside(target: Path, content: bytes, status: os.stat_result) -> Path:
    """A new file in the same folder with the content and what belongs to the old one."""
    import shutil
    import tempfile

    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.", suffix=".healthlint")
    new = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # Mode and extended attributes; the time is that of now.
        shutil.copystat(target, new)
        os.utime(new)
        with contextlib.suppress(OSError):
            os.chown(new, status.st_uid, status.st_gid)
            new.chmod(stat.S_IMODE(status.st_mode))  # a change of owner takes set-id bits away
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    return new
