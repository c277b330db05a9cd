"""Phrasebooks that are kept: beside the bundled packs of an installed healthlint, and in the user's cache folder."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from healthlint.analysis.lexicon import Lexicon
from healthlint.analysis.phrasebook import Phrasebook, Phrases, compile_phrases, decode, digest
from healthlint.cache import place
from healthlint.packs import locate

BUNDLED = "phrases.bin"
"""What the phrasebook of all bundled packs is called, beside them."""
_HEAD = 130
"""Bytes before the phrasebook itself: what it was made from, and what it is, in digests."""
_MOST = 16
"""How many are kept in the cache: one for each set of packs in use, and some that edits have left behind."""


def phrasebook(lexicon: Lexicon, wanted: Sequence[Phrases], installed: bool = False) -> Phrasebook:
    """The phrasebook of these: a kept one, where it was made from the very same, else a new one, which is kept then.
    `installed` says that they are those of all packs of an installed healthlint, which brings it.

    Raises PackError for a phrase that means nothing.
    """
    if installed and (found := _installed(lexicon, wanted)):
        return found
    key = digest(lexicon, wanted)
    for path in _places(key):
        found = _read(path, key, lexicon, wanted)
        if found is not None:
            return found
    made = compile_phrases(lexicon, wanted)
    _keep(key, made)
    return made


def _installed(lexicon: Lexicon, wanted: Sequence[Phrases]) -> Phrasebook | None:
    """As sure as the modules beside it, which nobody looks through at every start either: what no article asks for is
    not even read from the disk."""
    import mmap

    try:
        with (locate.INSTALLED / BUNDLED).open("rb") as file:
            return decode(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))[_HEAD:], lexicon, wanted)
    except (OSError, ValueError):
        return None


def encoded(lexicon: Lexicon, wanted: Sequence[Phrases]) -> bytes:
    """The content of a file that keeps the phrasebook of these."""
    return _sealed(digest(lexicon, wanted), compile_phrases(lexicon, wanted))


def _places(key: str) -> Iterator[Path]:
    yield locate.INSTALLED / BUNDLED
    try:
        yield place.folder() / _name(key)
    except RuntimeError:
        return


def _name(key: str) -> str:
    return f"phrases/{key[:32]}.bin"


def _sealed(key: str, book: Phrasebook) -> bytes:
    data = book.encode()
    return _head(key, data) + data


def _head(key: str, data: bytes | memoryview) -> bytes:
    import hashlib

    return f"{key} {hashlib.sha256(data).hexdigest()}\n".encode()


def _read(path: Path, key: str, lexicon: Lexicon, wanted: Sequence[Phrases]) -> Phrasebook | None:
    """What lies there, if it was made for this key and nothing has happened to it."""
    try:
        file = memoryview(path.read_bytes())
    except OSError:
        return None
    data = file[_HEAD:]
    if file[:_HEAD] != _head(key, data):
        return None
    return decode(data, lexicon, wanted)


def _keep(key: str, book: Phrasebook) -> None:
    place.put(_name(key), _sealed(key, book))
    try:
        for old in sorted(place.folder().glob("phrases/*.bin"), key=os.path.getmtime)[:-_MOST]:
            old.unlink(missing_ok=True)
    except (OSError, RuntimeError):
        return
