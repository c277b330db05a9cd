"""Hyphenation by pyphen's own patterns, without parsing all of them first.

textstat counts the syllables of a word that its dictionary lacks by its hyphens. Most articles have such a word, for
which pyphen would parse all of its 11,000 patterns; here a pattern is parsed only if a word contains its letters.
"""

from __future__ import annotations

import importlib.util
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

# pyphen's default margins at either end of a word.
_LEFT = _RIGHT = 2
_REMEMBERED = 16384
# The settings and comments of a pattern file.
_NOT_A_PATTERN = ("%", "#", "LEFTHYPHENMIN", "RIGHTHYPHENMIN", "COMPOUNDLEFTHYPHENMIN", "COMPOUNDRIGHTHYPHENMIN")


class Hyphens:
    """Liang's hyphenation of one language."""

    def __init__(self, file: bytes) -> None:
        encoding, _, body = file.partition(b"\n")
        lines = [line.strip() for line in body.decode(encoding.decode("ascii").strip()).split("\n")]
        patterns = [line for line in lines if line and not line.startswith(_NOT_A_PATTERN)]
        # Deleting from bytes is what makes this fast; a digit is one byte in UTF-8.
        letters = "\n".join(patterns).encode().translate(None, b"0123456789").decode().split("\n")
        self._patterns = dict(zip(letters, patterns, strict=True))
        self._longest = max(map(len, letters))
        self.positions = lru_cache(maxsize=_REMEMBERED)(self._positions)

    def _positions(self, word: str) -> list[int]:
        """Offsets in the word before which a hyphen may be inserted."""
        framed = f".{word.lower()}."
        levels = [0] * (len(framed) + 1)
        for start in range(len(framed) - 1):
            for end in range(start + 1, min(start + self._longest, len(framed)) + 1):
                pattern = self._patterns.get(framed[start:end])
                if pattern is not None:
                    for at, level in _levels(pattern):
                        levels[start + at] = max(levels[start + at], level)
        last = len(word) - _RIGHT
        return [at - 1 for at, level in enumerate(levels) if level % 2 and _LEFT <= at - 1 <= last]


@cache
def _levels(pattern: str) -> list[tuple[int, int]]:
    """`a1b2` sets level 1 after its first letter and level 2 after its second: [(1, 1), (2, 2)]."""
    found, letters = [], 0
    for character in pattern:
        if character.isdigit():
            found.append((letters, int(character)))
        else:
            letters += 1
    return found


@cache
def load(language: str) -> Any:
    """The part of `pyphen.Pyphen` for a language that textstat needs."""
    package = importlib.util.find_spec("pyphen")
    for folder in (package and package.submodule_search_locations) or []:
        path = Path(folder, "dictionaries", f"hyph_{language}.dic")
        if path.is_file():
            file = path.read_bytes()
            # Two notations that the English patterns do not use are left to pyphen.
            if b"/" not in file and b"^^" not in file:
                return Hyphens(file)
    from pyphen import Pyphen

    return Pyphen(lang=language)
