"""Inputs changed the way people and attackers do: by pieces of the language that they are written in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

Change = Callable[[bytes, Random, Sequence[bytes]], bytes]


def mutated(data: bytes, longest: int, random: Random, pieces: Sequence[bytes]) -> bytes:
    """`data` after one to four changes, cut to `longest` bytes."""
    for _ in range(random.randint(1, 4)):
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


_CHANGES: tuple[Change, ...] = (_put, _put, _exchange, _wrap, _take, _repeat, _move)
