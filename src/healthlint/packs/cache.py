"""Compiled packs of a checkout, kept in the user's cache folder for as long as nothing they are made of changes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from healthlint.cache import place
from healthlint.errors import PackError
from healthlint.packs import stored
from healthlint.packs.model import Pack
from healthlint.version import __version__

_PACKAGE = Path(__file__).resolve().parent.parent
# A pack that was valid for other code need not be valid for this: what reads and checks packs is part of the key.
_READERS = ("analysis", "checks", "document", "packs", "records", "reference")


def digest(folder: Path) -> str:
    """Of everything in the folder that the compiled form depends on, and of the code that reads it."""
    found = hashlib.sha256(_code_state())
    for path in sorted(_files(str(folder))):
        found.update(f"{path[len(str(folder)) :]}\0".encode())
        if path.endswith(".yaml"):
            content = Path(path).read_bytes()
            found.update(len(content).to_bytes(8) + content)
    return found.hexdigest()


def _files(folder: str) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        yield from (os.path.join(parent, name) for name in names)


def chain(own: str, required: Sequence[str]) -> str:
    """The digest of a pack together with those that it builds upon."""
    return hashlib.sha256(" ".join((own, *required)).encode()).hexdigest()


@cache
def _code_state() -> bytes:
    code = (path for name in _READERS for path in _files(str(_PACKAGE / name)) if path.endswith(".py"))
    states = ((path, os.stat(path)) for path in code)
    lines = [f"{path} {state.st_size} {state.st_mtime_ns}" for path, state in states]
    return "\n".join([str(stored.FORMAT), __version__, *sorted(lines)]).encode()


def read(folder: Path, own: str) -> tuple[Pack, str] | None:
    """The kept pack of this folder, when it was made from what has this digest, and the `chain` of that time."""
    try:
        kept, _, data = place.folder().joinpath(_name(folder)).read_bytes().partition(b"\n")
        then, _, chained = kept.decode().partition(" ")
        return (stored.decode(data, str(folder)), chained) if then == own else None
    except (OSError, PackError, RuntimeError, UnicodeError):
        return None


def write(folder: Path, own: str, chained: str, pack: Pack) -> None:
    """Keep a pack; a cache that cannot be written is none."""
    place.put(_name(folder), f"{own} {chained}\n".encode() + stored.encode(pack))


def _name(folder: Path) -> str:
    where = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return f"packs/{folder.name}-{where}.json"
