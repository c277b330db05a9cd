"""Atomic writes: readers see the old content or the new, never a mixture."""

from __future__ import annotations

import contextlib
import os
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

SUFFIX = ".healthlint"
"""The suffix of temporary files; only a killed run leaves one behind."""
_PATIENCE = 10.0
"""Seconds to wait for another run; whatever holds the lock longer is not healthlint."""
_PAUSE = 0.01
_HELD: set[str] = set()
"""The folders locked by this process."""


@contextlib.contextmanager
def exclusive(target: Path) -> Iterator[None]:
    """Waits until no other run reads and rewrites a file in the same folder, so that none undoes another's changes.

    The folder itself is locked, so no file is left behind. If that is impossible, or takes too long, do not wait.
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
    """Replaces `target` by a file with `data`, with the mode, owner and attributes of the `old` one.

    `last` is called as late as possible and may raise to leave the old file alone, as does an OSError, which is passed
    on.
    """
    new = target.with_name(f".{target.name[:40]}.{os.urandom(4).hex()}{SUFFIX}")
    try:
        # Only the owner can read it before it has the mode of the old one.
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

    # Mode and extended attributes, but the current time.
    shutil.copystat(old, new)
    os.utime(new)
    with contextlib.suppress(OSError):
        os.chown(new, status.st_uid, status.st_gid)
        new.chmod(stat.S_IMODE(status.st_mode))  # changing the owner clears set-id bits
