"""The folder of the cache, and files in it."""

from __future__ import annotations

import contextlib
import os
import time
import zlib
from pathlib import Path

FOLDER = "HEALTHLINT_CACHE_DIR"
_OURS = (
    "results-*.sqlite",
    "results-*.sqlite-journal",
    "reader-*.sqlite",
    "reader-*.sqlite-journal",
    "packs/*.json",
    "phrases/*.bin",
    "names/*.bin",
    "vocabulary-*.bin",
)
_UNFINISHED = ("packs/.*", "phrases/.*", "names/.*", ".vocabulary-*")
"""Unfinished files to delete when clearing, by the endings they have while being written; the folder may also contain
other things."""
_CHECKSUM = 4
"""Bytes of a CRC-32."""
_MOST_BYTES = 2**28
_MARK = "CACHEDIR.TAG"
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n# Cache of healthlint; it may be deleted at any time.\n"


def folder() -> Path:
    """HEALTHLINT_CACHE_DIR, else `healthlint` in XDG_CACHE_HOME or in `.cache` of the home folder.

    Raises RuntimeError if there is no home folder.
    """
    named = os.environ.get(FOLDER)
    if named:
        return Path(named).absolute()
    home = os.environ.get("XDG_CACHE_HOME") or ""
    # By the XDG specification, a relative path is ignored.
    base = Path(home) if Path(home).is_absolute() else Path.home() / ".cache"
    return base / "healthlint"


def made() -> Path:
    """The same folder, created and marked so that backups and git ignore it. Raises OSError, RuntimeError.

    A folder with other contents is not marked, as git would ignore those too."""
    found = folder()
    found.mkdir(parents=True, exist_ok=True)
    there = os.listdir(found)
    if not there or _MARK in there:
        for name, text in ((_MARK, _TAG), (".gitignore", "*\n")):
            if name not in there:
                (found / name).write_text(text, encoding="utf-8")
    return found


def get(name: str) -> bytes | None:
    """The file of a name, marked as used; None if there is none that can be read."""
    from healthlint.errors import HealthlintError
    from healthlint.safe_read import read_file

    try:
        path = str(folder() / name)
        data = read_file(path, _MOST_BYTES, HealthlintError)
    except (HealthlintError, RuntimeError):
        return None
    with contextlib.suppress(OSError):
        # Passed explicitly: the time that the system sets by itself is less precise.
        os.utime(path, ns=(time.time_ns(),) * 2)
    return data


def put(name: str, data: bytes, most: int = 0) -> None:
    """Store a file atomically, so that concurrent readers find the old one or the new one; write errors are ignored. Of
    the files in the same folder, only the `most` recently used are kept."""
    from healthlint import atomic_file

    with contextlib.suppress(OSError, RuntimeError):
        path = made() / name
        path.parent.mkdir(exist_ok=True)
        atomic_file.write(path, data)
        if most:
            _prune(path.parent, path.suffix, most)


def _prune(inside: Path, suffix: str, most: int) -> None:
    used = {path: path.stat().st_mtime_ns for path in inside.glob(f"*{suffix}")}
    for old in sorted(used, key=used.__getitem__)[:-most]:
        old.unlink(missing_ok=True)


def keep(name: str, data: bytes, most: int = 0) -> None:
    """Store a file like `put`, with a checksum for `kept`."""
    put(name, zlib.crc32(data).to_bytes(_CHECKSUM) + data, most)


def kept(name: str) -> bytes | None:
    """The file of a name; None if there is none, or if it is damaged."""
    file = get(name) or b""
    data = file[_CHECKSUM:]
    return data if zlib.crc32(data).to_bytes(_CHECKSUM) == file[:_CHECKSUM] else None


def clear() -> int:
    """Delete everything that healthlint keeps there, and nothing else; returns the number of bytes. Raises OSError,
    RuntimeError."""
    from healthlint.atomic_file import SUFFIX

    found = folder()
    names = (*_OURS, *(name + SUFFIX for name in _UNFINISHED))
    kept = [path for name in names for path in found.glob(name) if path.is_file()]
    size = sum(path.stat().st_size for path in kept)
    for path in kept:
        path.unlink(missing_ok=True)
    return size
