"""All words known to be right, in one block of bytes that is searched without being unpacked.

A block holds the sorted checksums of every word (looked up by bisection) and, by length, the words that may be
offered as a correction or compete with one, each with the set of its letters as bits, its kind and its commonness.
"""

from __future__ import annotations

import bisect
import functools
import json
import struct
import sys
import zlib
from array import array
from collections.abc import Iterator, Sequence

from healthlint.analysis.wordlists import BEGINNING, KINDS, MAGIC, compiled, letters, long_sum, padded, read_sources
from healthlint.fast_dataclass import dataclass

__all__ = ["MAGIC", "Candidate", "Vocabulary", "compiled", "read_sources"]

_ALPHABET = tuple(bytes((code,)) for code in range(ord("a"), ord("z") + 1))
_FEW = 30
"""Fewer words than this are compared one by one, not all at once."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A right word that an unknown one may stand for; commonness 1-9."""

    word: str
    kind: str
    commonness: int


class Vocabulary:
    """Tells which words are right, and which right words resemble a given one."""

    def __init__(self, block: bytes) -> None:
        if block[:4] != MAGIC:
            raise ValueError("not a compiled vocabulary")
        (size,) = struct.unpack_from("<I", block, 4)
        header = json.loads(block[8 : 8 + size])
        self._block = block
        self._base = 8 + size
        self.prefixes: tuple[str, ...] = tuple(header["prefixes"])
        self.suffixes: tuple[str, ...] = tuple(header["suffixes"])
        self.endings: dict[str, str] = header["endings"]
        self.british: list[tuple[str, str]] = [(x, y) for x, y in header["british"]]
        self.learned: tuple[str, ...] = tuple(header["learned"])
        self.chemical: frozenset[str] = frozenset(header["chemical"])
        self.families: tuple[tuple[str, ...], ...] = tuple(tuple(family) for family in header["families"])
        self._signs = {kind: frozenset(words) for kind, *words in header["signs"]}
        self._known = self._numbers(header["known"])
        self._names = self._numbers(header["names"])
        self._substances = self._numbers(header["substances"], "Q")
        self._brands = self._numbers(header["brands"], "Q")
        self._registered = self._numbers(header["registered"])
        self._groups = {int(length): _Group(self, int(length), *place) for length, place in header["groups"].items()}

    def _numbers(self, place: list[int], kind: str = "I") -> array[int]:
        start = self._base + place[0]
        numbers = array(kind)
        numbers.frombytes(self._block[start : start + numbers.itemsize * place[1]])
        if sys.byteorder == "big":
            numbers.byteswap()
        return numbers

    def knows(self, word: str) -> bool:
        """True for a right lower-case word."""
        return _has(self._known, word)

    def names(self, word: str) -> bool:
        """True for a lower-case word that is right when capitalised."""
        return _has(self._names, word)

    def medicine(self, word: str, *, capital: bool = False) -> bool:
        """True for a lower-case word that is certainly a medicine; with `capital`, brands count too."""
        number = long_sum(word.encode())
        return _holds(self._substances, number) or (capital and _holds(self._brands, number))

    def registered(self, word: str) -> bool:
        """True for a lower-case word that occurs in the name of a substance or organism, and in no other list."""
        return _has(self._registered, word)

    def sign(self, kind: str, word: str) -> bool:
        """True for a word of a kind ("title") that identifies the word next to it."""
        return word.lower() in self._signs.get(kind, ())

    def offered(self, word: str) -> Candidate | None:
        """The word itself, if it may be offered or competes."""
        group = self._groups.get(len(word))
        return group.find(word.encode("ascii", "replace")) if group else None

    def begins(self, beginning: str) -> bool:
        """True if a word that may be offered has this beginning."""
        return any(len(g.starting(beginning.encode())) for n, g in self._groups.items() if n >= len(beginning))

    def near(self, word: str, reach: int) -> Iterator[tuple[bytes, int]]:
        """Words, with their marks, that share most letters with `word` and differ by at most `reach` in length.

        They begin with its first letter or, for a slip there, with its second, or any letter before its next two.
        """
        wanted = word.encode("ascii", "replace")
        mask = letters(wanted)
        for length in range(len(wanted) - reach, len(wanted) + reach + 1):
            group = self._groups.get(length)
            if group is not None:
                yield from group.near(wanted, mask, reach)

    def candidate(self, word: bytes, mark: int) -> Candidate:
        return Candidate(word.decode("ascii"), KINDS[mark >> 4], mark & 15)


class _Group:
    """The sorted words of one length, their letters and marks, still inside the block."""

    def __init__(self, owner: Vocabulary, length: int, start: int, count: int, parts: int) -> None:
        """`parts` is the number of different beginnings of its words."""
        self.owner, self.length, self.count, self.parts = owner, length, count, parts
        self.start = owner._base + start
        self._rests: dict[bytes, list[tuple[bytes, range]]] = {}

    @functools.cached_property
    def words(self) -> bytes:
        return self.owner._block[self.start : self.start + self.length * self.count]

    @functools.cached_property
    def masks(self) -> array[int]:
        return self.owner._numbers([self.start - self.owner._base + padded(self.length * self.count), self.count])

    @functools.cached_property
    def marks(self) -> bytes:
        start = self.start + padded(self.length * self.count) + 4 * self.count
        return self.owner._block[start : start + self.count]

    def word(self, index: int) -> bytes:
        return self.words[index * self.length : (index + 1) * self.length]

    def place(self, word: bytes) -> int:
        return bisect.bisect_left(range(self.count), word, key=self.word)

    def find(self, word: bytes) -> Candidate | None:
        index = self.place(word)
        if index < self.count and self.word(index) == word:
            return self.owner.candidate(word, self.marks[index])
        return None

    def starting(self, beginning: bytes) -> range:
        return range(self.place(beginning), self.place(beginning + b"\x7f"))

    @functools.cached_property
    def _beginnings(self) -> tuple[list[bytes], array[int]]:
        """The different beginnings of the words, in order; where the words of each begin, and where all end."""
        place = self.start - self.owner._base + padded(self.length * self.count) + 4 * self.count + padded(self.count)
        firsts = self.owner._numbers([place, self.parts])
        firsts.append(self.count)
        size, start = min(BEGINNING, self.length), self.owner._base + place + 4 * self.parts
        joined = self.owner._block[start : start + size * self.parts]
        return [joined[at : at + size] for at in range(0, len(joined), size)], firsts

    def _under(self, beginning: bytes) -> range:
        """The words that begin so; no more letters than those by which words are found."""
        known, firsts = self._beginnings
        return range(
            firsts[bisect.bisect_left(known, beginning)], firsts[bisect.bisect_left(known, beginning + b"\x7f")]
        )

    def _slipped(self, rest: bytes) -> Sequence[tuple[bytes, range]]:
        """The words that begin with any letter followed by `rest`, by that letter."""
        found = self._rests.get(rest)
        if found is None:
            ranges = ((letter, self._under(letter + rest)) for letter in self._initials)
            found = self._rests[rest] = [(letter, part) for letter, part in ranges if part]
        return found

    def near(self, wanted: bytes, mask: int, reach: int) -> Iterator[tuple[bytes, int]]:
        """Candidates within `reach` slips of a word. One slip removes and adds at most one letter each, and a
        difference in length uses up slips that do only one of the two."""
        words, marks, masks, length = self.words, self.marks, self.masks, self.length
        longer = length - len(wanted)
        most, lost, won = min(5, 2 * reach), reach - max(longer, 0), reach - max(-longer, 0)
        others, tables = ~mask, _windows(wanted, length, reach)
        for part in self._ranges(wanted):
            for index in part if len(part) < _FEW else self._alike(part, tables, won):
                letters_ = masks[index]
                new = (letters_ & others).bit_count()
                if new <= won and (gone := (mask & ~letters_).bit_count()) <= lost and new + gone <= most:
                    yield words[index * length : (index + 1) * length], marks[index]

    def _alike(self, part: range, tables: Sequence[bytearray], most: int) -> Iterator[int]:
        """Those of many words in which at most `most` letters have no counterpart near their place in the wanted word;
        counted for all words at once, one bit each."""
        over = [0] * (most + 1)
        for place, table in enumerate(tables):
            column = self.words[part.start * self.length + place : part.stop * self.length : self.length]
            strange = int(column.translate(table), 2)
            for times in range(most, 0, -1):
                over[times] |= over[times - 1] & strange
            over[0] |= strange
        bits = f"{over[most]:0{len(part)}b}"
        at = bits.find("0")
        while at >= 0:
            yield part.start + at
            at = bits.find("0", at + 1)

    def _ranges(self, wanted: bytes) -> Iterator[range]:
        """Where the words that `wanted` may be a slip of can be found."""
        usual = {wanted[:1], wanted[1:2]}
        longer = self.length - len(wanted)
        # The first letter was replaced or lost, and at most one more slip changed the length.
        rests = {wanted[1:3]} if abs(longer) <= 1 else set()
        rests |= {wanted[:2]} if 0 <= longer <= 2 else set()
        yield from (self._initials[letter] for letter in usual if letter in self._initials)
        for rest in rests:
            yield from (part for letter, part in self._slipped(rest) if letter not in usual)

    @functools.cached_property
    def _initials(self) -> dict[bytes, range]:
        return {letter: part for letter in _ALPHABET if (part := self._under(letter))}


def _windows(wanted: bytes, length: int, reach: int) -> list[bytearray]:
    """For each position in a word of this length, which letters `wanted` has nearby ("0") and which it has not; `reach`
    slips move a letter no further."""
    longer = length - len(wanted)
    before, after = (reach + longer + 1) // 2, (reach - longer + 1) // 2
    tables = [bytearray(b"1" * 256) for _ in range(length)]
    for place, table in enumerate(tables):
        for letter in wanted[max(0, place - before) : place + after + 1]:
            table[letter] = ord("0")
    return tables


def _has(numbers: array[int], word: str) -> bool:
    return _holds(numbers, zlib.crc32(word.encode()))


def _holds(numbers: array[int], number: int) -> bool:
    place = bisect.bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number
