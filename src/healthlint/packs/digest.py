"""What a set of packs amounts to, without loading any of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from healthlint.packs import locate

_PACKAGE = Path(__file__).resolve().parent.parent


def digest(folders: Iterable[Path]) -> str:
    """A SHA-256 over everything that the findings of these packs depend on, in a checkout also healthlint's own code.

    Whatever lies in a pack counts, and beside it the packs that it may require. Raises PackError, OSError.
    """
    found = hashlib.sha256()
    own = {Path(folder).resolve() for folder in folders}
    for folder in sorted(own):
        found.update(f"{folder.name}\0".encode())
    beside = {each for folder in own for each in _beside(folder)}
    for folder in sorted(beside | own | {each.resolve() for each in locate.pack_dirs()}):
        found.update(_content(folder))
    if locate.rules_dir() == locate.CHECKOUT:
        found.update(_content(_PACKAGE, (".py",)))
    return found.hexdigest()


def _beside(folder: Path) -> Iterator[Path]:
    return (path.parent for path in folder.parent.glob(f"*/{locate.HEAD}"))


@cache
def _content(folder: Path, suffixes: tuple[str, ...] = ()) -> bytes:
    """Of every file in a folder: name, length and bytes."""
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        if path.is_file() and (not suffixes or path.suffix in suffixes):
            data = path.read_bytes()
            found.update(f"{path.relative_to(folder).as_posix()}\0{len(data)}\0".encode() + data)
    return found.digest()
