"""A file written in one step: whoever reads it sees the old content or the new, never half of it."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

SUFFIX = ".healthlint"
"""How the name of a file ends that stands for another until it is whole; only a run that is killed leaves one."""
_PATIENCE = 10.0
"""Seconds that a run waits for another one: whoever holds the folder so long is none of ours."""
_PAUSE = 0.01
_HELD: set[str] = set()
"""The folders that this process has locked."""


@contextlib.contextmanager
def exclusive(target: Path) -> Iterator[None]:
    """Waits until no other run reads and rewrites a file of the same folder, so that none undoes what another has done.

    The folder itself is locked: no file is left behind. Where that cannot be, or takes too long, there is no waiting.
    """
    folder = os.path.dirname(os.path.realpath(target))
    if folder in _HELD:
        yield
        return
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(ImportError, OSError):
            _lock(folder, stack)
        _HELD.add(folder)
        stack.callback(_HELD.discard, folder)
        yield


def _lock(folder: str, stack: contextlib.ExitStack) -> None:
    import fcntl

    descriptor = os.open(folder, os.O_RDONLY)
    stack.callback(os.close, descriptor)
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise
            time.sleep(_PAUSE)


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
