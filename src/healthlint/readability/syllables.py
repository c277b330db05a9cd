"""Syllable counts of English words, in the format of the dictionary that textstat expects."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

_REMEMBERED = 16384

Pronunciations = tuple[tuple[str, ...], ...]


class Syllables:
    """Replaces CMU's dictionary: a known word has one pronunciation with as many vowels as syllables."""

    def __init__(self, table: str) -> None:
        self._shards = {line[:2].rstrip(): line for line in table.splitlines()}
        self._find = lru_cache(maxsize=_REMEMBERED)(self._look_up)

    def __getitem__(self, word: str) -> Pronunciations:
        found = self._find(word)
        if found is None:
            raise KeyError(word)
        return _pronunciation(found)

    def count(self, word: str) -> int | None:
        """The syllables of a word; None for one that is not known."""
        return self._find(word)

    def _look_up(self, word: str) -> int | None:
        shard = self._shards.get(word[:2])
        if shard is None or "=" in word:
            return None
        at = shard.find(f" {word}=")
        return None if at < 0 else int(shard[at + len(word) + 2], 36)


@cache
def _pronunciation(syllables: int) -> Pronunciations:
    # textstat counts the phones that end in a digit: those are the vowels, with the digit for stress.
    return (("0",) * syllables,)


@cache
def load() -> Syllables:
    """The table that comes with healthlint; see SOURCES.md for its origin."""
    return Syllables(Path(__file__).with_name("syllables.dict").read_text(encoding="ascii"))
