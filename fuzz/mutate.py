"""Inputs changed the way people and attackers do: by words, and by pieces of the language that they are written in."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from random import Random

Change = Callable[[bytes, Random, Sequence[bytes]], bytes]
_WORD = re.compile(rb"""[^\s,:;.|=<>"'(){}\[\]]+""")


def mutated(data: bytes, longest: int, random: Random, pieces: Sequence[bytes]) -> bytes:
    """`data` after one to four changes, cut to `longest` bytes."""
    for _ in range(random.choice((1, 1, 2, 4))):
        data = random.choice(_CHANGES)(data, random, pieces)
    return data[:longest]


def _stretch(data: bytes, random: Random) -> tuple[int, int]:
    start = random.randint(0, len(data))
    return start, min(len(data), start + random.choice((0, 1, 2, 4, 8, 16, 64)))


def _put(data: bytes, random: Random, pieces: Sequence[bytes]) -> bytes:
    start, end = _stretch(data, random)
    return data[:start] + b"".join(random.choices(pieces, k=random.randint(1, 3))) + data[random.choice((start, end)) :]


def _exchange(data: bytes, random: Random, pieces: Sequence[bytes]) -> bytes:
    """One piece that stands there for another."""
    there = [piece for piece in random.sample(pieces, min(len(pieces), 24)) if piece and piece in data]
    return data.replace(random.choice(there), random.choice(pieces), 1) if there else _put(data, random, pieces)


def _word(data: bytes, random: Random, pieces: Sequence[bytes]) -> bytes:
    """A word becomes a piece or another word, or has one beside it: what stands around it stays well-formed."""
    words = list(_WORD.finditer(data))
    if not words:
        return _put(data, random, pieces)
    old, other = random.choices(words, k=2)
    new = random.choice((random.choice(pieces), other[0], old[0] + random.choice(pieces), old[0] + b" " + other[0]))
    return data[: old.start()] + new + data[old.end() :]


def _wrap(data: bytes, random: Random, pieces: Sequence[bytes]) -> bytes:
    start, end = _stretch(data, random)
    before, after = random.choices(pieces, k=2)
    return data[:start] + before + data[start:end] + after + data[end:]


def _take(data: bytes, random: Random, _pieces: Sequence[bytes]) -> bytes:
    start, end = _stretch(data, random)
    return data[:start] + data[end:]


def _repeat(data: bytes, random: Random, _pieces: Sequence[bytes]) -> bytes:
    start, end = _stretch(data, random)
    return data[:end] + data[start:end] * random.choice((1, 2, 3, 30)) + data[end:]


def _move(data: bytes, random: Random, _pieces: Sequence[bytes]) -> bytes:
    start, end = _stretch(data, random)
    rest = data[:start] + data[end:]
    at = random.randint(0, len(rest))
    return rest[:at] + data[start:end] + rest[at:]


_CHANGES: tuple[Change, ...] = (_put, _exchange, _word, _word, _word, _wrap, _take, _repeat, _move)
