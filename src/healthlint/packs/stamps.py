"""Detects changed files by their metadata, without opening them."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

_SETTLED = 2_000_000_000
"""Nanoseconds: the precision of any file system's clock. A later change gives a file another time."""


def stamp(folders: Iterable[Path]) -> tuple[str, int]:
    """A digest of the names, sizes and times of all files in these folders, and the time of the last change in
    nanoseconds. Raises OSError."""
    found, last = hashlib.sha256(), 0
    for folder in folders:
        for line, changed in sorted(_files(os.fspath(folder))):
            found.update(line.encode("utf-8", "surrogateescape"))
            last = max(last, changed)
    return found.hexdigest(), last


def settled(last: int, began: int) -> bool:
    """True if files last changed at that time are unchanged since reading `began`, and cannot change without getting
    another stamp."""
    return last + _SETTLED < began


def _files(folder: str) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in entries:
            status = entry.stat()
            # The inode's time also changes when somebody resets that of the content.
            changed = max(status.st_mtime_ns, status.st_ctime_ns)
            yield f"{entry.path}\0{status.st_size} {status.st_mtime_ns} {changed} {status.st_ino}\n", changed
            if entry.is_dir(follow_symlinks=False):
                yield from _files(entry.path)
