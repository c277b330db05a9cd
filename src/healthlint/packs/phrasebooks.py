"""Kept phrasebooks: next to the bundled packs of an installed healthlint, and in the user's cache folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from healthlint.analysis.lexicon import Lexicon, merge
from healthlint.analysis.phrasebook import Phrasebook, Phrases, compile_phrases, decode, digest
from healthlint.analysis.word_classes import beyond
from healthlint.cache import place
from healthlint.fast_dataclass import replace
from healthlint.packs import locate
from healthlint.packs.model import Pack

BUNDLED = "phrases.bin"
"""The file name of the phrasebook of all bundled packs."""
_HEAD = 130
"""Bytes before the phrasebook itself: the digests of its sources and of its content."""
_MOST = 16
"""The number kept in the cache: one for each set of packs in use, and some left over from edits."""


def of_packs(packs: Sequence[Pack]) -> Phrasebook:
    """The phrasebook of these packs. The bundled packs' phrasebook is reused if the others follow them and change
    nothing in it. Raises PackError for an invalid phrase."""
    bundled = list(takewhile(lambda pack: locate.is_bundled(pack.path), packs))
    book = phrasebook(*_parts(bundled or packs), locate.are_installed(pack.path for pack in bundled))
    if len(bundled) in (0, len(packs)):
        return book
    (base, known), (lexicon, wanted) = _parts(bundled), _parts(packs)
    rest = beyond(lexicon, base)
    if rest is None:
        return phrasebook(lexicon, wanted)
    there = frozenset(known)
    new = [phrases for phrases in dict.fromkeys(wanted) if phrases not in there]
    key = _sha256(f"{digest(lexicon, wanted)} beyond {digest(base, known)}".encode())
    return replace(book, more=_kept(key, rest, new, lambda: compile_phrases(lexicon, new, rest)))


def _parts(packs: Sequence[Pack]) -> tuple[Lexicon, list[Phrases]]:
    wanted = [phrases for pack in packs for rule in pack.rules for phrases in rule.check.phrases()]
    return merge(pack.lexicon for pack in packs), wanted


def phrasebook(lexicon: Lexicon, wanted: Sequence[Phrases], installed: bool = False) -> Phrasebook:
    """A kept phrasebook made from exactly these, or a new one, which is then kept. `installed` means that they are
    those of all packs of an installed healthlint, which comes with it.

    Raises PackError for an invalid phrase.
    """
    if installed and (found := _installed(lexicon, wanted)):
        return found
    return _kept(digest(lexicon, wanted), lexicon, wanted, lambda: compile_phrases(lexicon, wanted))


def _kept(key: str, lexicon: Lexicon, wanted: Sequence[Phrases], make: Callable[[], Phrasebook]) -> Phrasebook:
    for read in (_bundled, lambda: place.get(_name(key))):
        found = _opened(read(), key, lexicon, wanted)
        if found is not None:
            return found
    made = make()
    place.put(_name(key), _sealed(key, made), _MOST)
    return made


def _installed(lexicon: Lexicon, wanted: Sequence[Phrases]) -> Phrasebook | None:
    """Trusted like the modules next to it, which are not verified at every start either; parts that no article needs
    are not even read from disk."""
    import mmap

    try:
        with (locate.INSTALLED / BUNDLED).open("rb") as file:
            return decode(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))[_HEAD:], lexicon, wanted)
    except (OSError, ValueError):
        return None


def encoded(lexicon: Lexicon, wanted: Sequence[Phrases]) -> bytes:
    """The content of a file with this phrasebook."""
    return _sealed(digest(lexicon, wanted), compile_phrases(lexicon, wanted))


def _name(key: str) -> str:
    return f"phrases/{key[:32]}.bin"


def _sealed(key: str, book: Phrasebook) -> bytes:
    data = book.encode()
    return _head(key, data) + data


def _head(key: str, data: bytes | memoryview) -> bytes:
    return f"{key} {_sha256(data)}\n".encode()


def _sha256(data: bytes | memoryview) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def _bundled() -> bytes | None:
    try:
        return (locate.INSTALLED / BUNDLED).read_bytes()
    except OSError:
        return None


def _opened(file: bytes | None, key: str, lexicon: Lexicon, wanted: Sequence[Phrases]) -> Phrasebook | None:
    """The phrasebook in a file, if it was made for this key and is unaltered."""
    data = memoryview(file or b"")[_HEAD:]
    if not file or file[:_HEAD] != _head(key, data):
        return None
    return decode(data, lexicon, wanted)
