"""A file written in one step: whoever reads it sees the old content or the new, never half of it."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Callable
from pathlib import Path

SUFFIX = ".healthlint"
"""How the name of a file ends that stands for another until it is whole; only a run that is killed leaves one."""


def write(target: Path, data: bytes, old: os.stat_result | None = None, last: Callable[[], None] | None = None) -> None:
    """Puts a file with `data` in the place of `target`, with the mode, owner and attributes of the `old` one.

    `last` is called as late as can be and may raise to leave the old file alone. So does an OSError, which is raised.
    """
    new = target.with_name(f".{target.name[:40]}.{os.urandom(4).hex()}{SUFFIX}")
    try:
        # Nobody but the owner reads it before it has the mode of the old one.
        with open(new, "xb", opener=lambda name, flags: os.open(name, flags, 0o600 if old else 0o666)) as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        if old is not None:
            _like(new, target, old)
        if last is not None:
            last()
        new.replace(target)
    except BaseException:
        new.unlink(missing_ok=True)
        raise


def _like(new: Path, old: Path, status: os.stat_result) -> None:
    import shutil

    # Mode and extended attributes; the time is that of now.
    shutil.copystat(old, new)
    os.utime(new)
    with contextlib.suppress(OSError):
        os.chown(new, status.st_uid, status.st_gid)
        new.chmod(stat.S_IMODE(status.st_mode))  # a change of owner takes set-id bits away
