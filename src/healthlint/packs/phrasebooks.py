"""Phrasebooks that are kept: beside the bundled packs of an installed healthlint, and in the user's cache folder."""

from __future__ import annotations

from collections.abc import Sequence

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
    for read in (_bundled, lambda: place.get(_name(key))):
        found = _opened(read(), key, lexicon, wanted)
        if found is not None:
            return found
    made = compile_phrases(lexicon, wanted)
    place.put(_name(key), _sealed(key, made), _MOST)
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


def _name(key: str) -> str:
    return f"phrases/{key[:32]}.bin"


def _sealed(key: str, book: Phrasebook) -> bytes:
    data = book.encode()
    return _head(key, data) + data


def _head(key: str, data: bytes | memoryview) -> bytes:
    import hashlib

    return f"{key} {hashlib.sha256(data).hexdigest()}\n".encode()


def _bundled() -> bytes | None:
    try:
        return (locate.INSTALLED / BUNDLED).read_bytes()
    except OSError:
        return None


def _opened(file: bytes | None, key: str, lexicon: Lexicon, wanted: Sequence[Phrases]) -> Phrasebook | None:
    """What a file holds, if it was made for this key and nothing has happened to it."""
    data = memoryview(file or b"")[_HEAD:]
    if not file or file[:_HEAD] != _head(key, data):
        return None
    return decode(data, lexicon, wanted)
