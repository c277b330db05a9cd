"""Creates one engine for each set of packs; a sparing one omits packs that no text has named so far."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from healthlint.errors import PackError

if TYPE_CHECKING:
    from healthlint.document.model import Document
    from healthlint.engine import Engine
    from healthlint.packs.model import Loaded
    from healthlint.packs.name_index import NameIndex

Folders = tuple[Path, ...]
_MOST = 3
"""How often further packs are opened one by one, before a run opens all of them."""


class Engines:
    """Provides the engine for a set of packs."""

    def __init__(self, make: Callable[[Loaded], Engine], problems: list[str], sparing: bool) -> None:
        """`make` creates an engine; problems with packs are added to `problems`. With `sparing`, packs that a text does
        not name stay closed, which does not change the findings."""
        self._make, self._problems, self._sparing = make, problems, sparing
        self._made: dict[Folders, Engine] = {}
        self._indices: dict[Folders, NameIndex | None] = {}
        self._named: dict[Folders, list[frozenset[int]]] = {}

    def of(self, folders: Folders, document: Document | None = None) -> Engine:
        """The engine with the packs that a check of the document needs; without a document, with those that every check
        needs. Raises PackError, UsageError."""
        index = self._index(folders)
        if index is None:
            return self._engine(folders, ())
        named = self._named.setdefault(folders, [frozenset()])
        # Opened packs change nothing in texts that do not name them: they stay.
        wanted = named[-1] if document is None else named[-1] | index.named(document, _knows(index))
        if wanted != named[-1]:
            named.append(wanted if len(named) < _MOST else frozenset(range(len(index.folders))))
        return self._engine(index.opened(named[-1]), index.words)

    def content(self, folders: Folders) -> bytes:
        """The digest of the third-party packs, if known; else empty."""
        index = self._index(folders)
        return index.content if index else b""

    def _index(self, folders: Folders) -> NameIndex | None:
        if not self._sparing or not _foreign(folders):
            return None
        if folders not in self._indices:
            from healthlint.packs import name_index
            from healthlint.packs.cache import code_state

            self._indices[folders] = name_index.load(folders, _digest(code_state()))
        return self._indices[folders]

    def _engine(self, folders: Folders, words: tuple[str, ...]) -> Engine:
        if folders not in self._made:
            began = time.time_ns()
            loaded = _loaded(folders, words)
            self._problems += loaded.problems
            self._made[folders] = self._make(loaded)
            if self._sparing and not words and not loaded.problems and _foreign(folders):
                _remember(folders, loaded, began)
        return self._made[folders]


def _loaded(folders: Folders, words: tuple[str, ...]) -> Loaded:
    from dataclasses import replace

    from healthlint.packs import loader
    from healthlint.packs.locate import pack_dirs

    loaded = loader.load_bundled() if folders == tuple(pack_dirs()) else loader.load_packs(folders)
    return replace(loaded, words=words) if words else loaded


def _remember(folders: Folders, loaded: Loaded, began: int) -> None:
    """Keep the names of packs for later runs, unless one of their files was changed just before they were read."""
    from healthlint.packs import name_index, stamps
    from healthlint.packs.cache import code_state
    from healthlint.packs.closable import index
    from healthlint.packs.digest import foreign

    try:
        stamp, last = stamps.stamp(Path(pack.path) for pack in loaded.packs)
        if stamps.settled(last, began) and (found := index(loaded, foreign(folders))) is not None:
            name_index.save(folders, stamp, _digest(code_state()), found)
    except (OSError, PackError):
        return


def _foreign(folders: Sequence[Path]) -> bool:
    from healthlint.packs.locate import is_bundled

    return not all(is_bundled(str(folder)) for folder in folders)


def _knows(index: NameIndex) -> Callable[[str], bool]:
    """Tells the words of the language, by the word lists of the packs, which are read on need."""
    from healthlint.analysis.spelling import shared_speller
    from healthlint.engine import vocabulary_of

    folder = vocabulary_of(map(str, index.opened(frozenset())))
    return (lambda _word: True) if folder is None else (lambda word: shared_speller(folder).knows(word))


def _digest(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()
