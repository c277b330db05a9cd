"""The identity of a set of packs, without loading any of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from healthlint.packs import locate

KEPT = "digest"
"""The file in which an installed healthlint keeps the result of `of_program`, so that it is not computed at every
start."""
_MOST_BYTES = 100_000_000
_PACKAGE = Path(__file__).resolve().parent.parent


def digest(folders: Iterable[Path], content: bytes = b"") -> str:
    """A SHA-256 of everything that the findings of these packs depend on: the packs, healthlint and its own packs.
    `content` is the result of `foreign` for them, if known. Raises PackError, OSError.
    """
    own = list(folders)
    return hashlib.sha256(_program() + (content or foreign(own))).hexdigest()


def foreign(folders: Iterable[Path]) -> bytes:
    """The digest of the packs that do not come with healthlint: everything in them, and in the packs that they require.

    Raises PackError, OSError."""
    own = sorted(Path(folder).resolve() for folder in folders)
    bundled = locate.rules_dir().resolve()
    foreign = {each for each in own if each.parent != bundled}
    needed = {path.resolve() for folder in foreign for path in locate.required(folder)}
    found = hashlib.sha256("\0".join(folder.name for folder in own).encode())
    for folder in sorted(foreign | needed):
        found.update(_folder_digest(folder))
    return found.digest()


@cache
def _program() -> bytes:
    try:
        return (locate.INSTALLED / KEPT).read_bytes()
    except OSError:
        return of_program(_PACKAGE, locate.rules_dir())


def of_program(package: Path, rules: Path) -> bytes:
    """The digest of healthlint's code and of its own packs."""
    return hashlib.sha256(_folder_digest(package, ".py") + _folder_digest(rules)).hexdigest().encode()


def _bytes(path: Path) -> bytes:
    """The content of a file; for one too large to be part of a pack, its size and modification time."""
    status = path.stat()
    return path.read_bytes() if status.st_size <= _MOST_BYTES else f"{status.st_size} {status.st_mtime_ns}".encode()


@cache
def _folder_digest(folder: Path, suffix: str = "") -> bytes:
    """A digest of every file in a folder: name, length and bytes."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob(f"*{suffix}")):
        if path.is_file():
            data = _bytes(path)
            found.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
    return found.digest()
