"""Compiled packs of a checkout, kept in the user's cache folder until anything they are made of changes."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path

from healthlint.cache import place
from healthlint.errors import PackError
from healthlint.limits import SETTINGS_BYTES
from healthlint.packs import pack_json
from healthlint.packs.model import Pack
from healthlint.safe_read import read_file
from healthlint.version import __version__

_PACKAGE = Path(__file__).resolve().parent.parent
_MOST = 2_000
"""The number of kept packs: one for every pack folder, including those of deleted projects."""
# The code that reads and validates packs is part of the key, as a pack valid for one version need not be for another.
_READERS = ("analysis", "checks", "document", "packs", "reference", "typed_yaml")


def digest(folder: Path) -> str:
    """A digest of everything in the folder that the compiled form depends on, and of the code that reads it."""
    found = hashlib.sha256(code_state())
    for path in sorted(_files(str(folder))):
        found.update(f"{path[len(str(folder)) :]}\0".encode())
        found.update(os.path.realpath(path).encode() if os.path.islink(path) else b"")
        if path.endswith(".yaml"):
            # An unreadable file makes a pack broken, and broken packs are not kept.
            with suppress(PackError):
                data = read_file(path, SETTINGS_BYTES, PackError)
                found.update(len(data).to_bytes(8) + data)
    return found.hexdigest()


def _files(folder: str) -> Iterator[str]:
    for parent, folders, names in os.walk(folder):
        # A link to a folder is not followed, but its presence counts.
        links = (name for name in folders if os.path.islink(os.path.join(parent, name)))
        yield from (os.path.join(parent, name) for name in (*names, *links))


def chain(own: str, required: Sequence[str]) -> str:
    """The digest of a pack together with those that it requires."""
    return hashlib.sha256(" ".join((own, *required)).encode()).hexdigest()


@cache
def code_state() -> bytes:
    """The state of the code that reads packs: its location, sizes and modification times."""
    code = (path for name in _READERS for path in _files(str(_PACKAGE / name)) if path.endswith(".py"))
    states = ((path, os.stat(path)) for path in code)
    lines = [f"{path} {state.st_size} {state.st_mtime_ns}" for path, state in states]
    return "\n".join([str(pack_json.FORMAT), __version__, *sorted(lines)]).encode()


def read(folder: Path, own: str) -> tuple[Pack, str] | None:
    """The kept pack of this folder, if its digest matches, and the `chain` at that time."""
    head, _, data = (place.kept(_name(folder)) or b"").partition(b"\n")
    try:
        then, _, chained = head.decode().partition(" ")
        return (pack_json.decode(data, str(folder)), chained) if then == own else None
    except (PackError, UnicodeError):
        return None


def write(folder: Path, own: str, chained: str, pack: Pack) -> None:
    """Keep a pack; failure to write the cache is ignored."""
    place.keep(_name(folder), f"{own} {chained}\n".encode() + pack_json.encode(pack), _MOST)


def _name(folder: Path) -> str:
    where = hashlib.sha256(str(folder).encode()).hexdigest()[:12]
    return f"packs/{folder.name}-{where}.json"
