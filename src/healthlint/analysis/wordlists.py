"""Compiles lists of right words into the block of bytes that a vocabulary searches."""

from __future__ import annotations

import functools
import json
import struct
import zlib
from pathlib import Path

from healthlint.errors import PackError
from healthlint.safe_read import read_file

MAGIC = b"HLV6"
BEGINNING = 3
"""Letters by which the words of one length are found."""
# The order matters: a kind is stored as its index here.
KINDS = ("english", "medical", "condition", "drug")
FILES = {
    "added-drugs.txt": "drug",
    "drugs.txt": "drug",
    "conditions.txt": "condition",
    "added-medical.txt": "medical",
    "medical.txt": "medical",
    "english.txt": "english",
}
NAMES, AFFIXES, MEDICINES = "names.txt", "affixes.txt", "medicines.txt"
FAMILIES, REGISTRY, SIGNS = "families.txt", "registry.txt", "signs.txt"
SOURCES = (*FILES, NAMES, AFFIXES, MEDICINES, FAMILIES, REGISTRY, SIGNS)
_MOST_BYTES = 100_000_000
OPTIONAL = (FAMILIES, REGISTRY, SIGNS)
"""Optional lists."""


@functools.lru_cache(maxsize=4096)
def letters(word: bytes) -> int:
    """The set of a word's letters as bits."""
    mask = 0
    for code in word:
        mask |= 1 << (code & 31)
    return mask


def long_sum(word: bytes) -> int:
    """A 64-bit checksum."""
    # With 32 bits, one English word would collide with one of 14,000 medicines.
    return zlib.crc32(word) << 32 | zlib.crc32(word[::-1])


def padded(size: int) -> int:
    """A size rounded up to a multiple of four."""
    return size + -size % 4


def read_sources(directory: Path) -> dict[str, bytes]:
    """The word lists of a folder, by name. Raises PackError."""
    wanted = [name for name in SOURCES if name not in OPTIONAL or (directory / name).exists()]
    return dict.fromkeys(SOURCES, b"") | {
        name: read_file(str(directory / name), _MOST_BYTES, PackError) for name in wanted
    }


def compiled(sources: dict[str, bytes]) -> bytes:
    """The block compiled from the word lists; the same lists give the same bytes."""
    body = bytearray()
    groups: dict[int, dict[bytes, int]] = {}
    known: set[bytes] = set()
    for name, kind in FILES.items():
        for word, _, figure in (line.partition(b" ") for line in sources[name].splitlines()):
            known.add(word)
            if figure and word.isalpha():
                group = groups.setdefault(len(word), {})
                before = group.get(word, KINDS.index(kind) << 4)
                group[word] = before & ~15 | max(before & 15, int(figure))
    affixes = sources[AFFIXES].decode().split()
    medicines = [line.split() for line in sources[MEDICINES].splitlines()]
    header = {
        "prefixes": [a[:-1] for a in affixes if a.endswith("-")],
        "suffixes": [a[1:] for a in affixes if a.startswith("-")],
        "endings": {e: kind for kind, _, e in (a[1:].partition(":") for a in affixes if a.startswith("="))},
        "british": [a.split("~") for a in affixes if "~" in a],
        "learned": [a[1:] for a in affixes if a.startswith("*")],
        "chemical": [a[1:] for a in affixes if a.startswith("+")],
        "known": _placed_sums(body, known),
        "families": _lines(sources[FAMILIES]),
        "signs": _lines(sources[SIGNS]),
        "names": _placed_sums(body, set(sources[NAMES].splitlines())),
        "substances": _placedlong_sums(body, {words[0] for words in medicines if len(words) == 1}),
        "brands": _placedlong_sums(body, {words[0] for words in medicines if len(words) == 2}),
        "registered": _placed_sums(body, set(sources[REGISTRY].splitlines())),
        "groups": {str(length): _placed_group(body, words) for length, words in sorted(groups.items())},
    }
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 4)
    return MAGIC + struct.pack("<I", len(text)) + text + bytes(body)


def _lines(source: bytes) -> list[list[str]]:
    return [line.split() for line in source.decode().splitlines() if line[:1] != "#"]


def _placed_sums(body: bytearray, words: set[bytes]) -> list[int]:
    start, sums = len(body), sorted({zlib.crc32(word) for word in words})
    body += struct.pack(f"<{len(sums)}I", *sums)
    return [start, len(sums)]


def _placedlong_sums(body: bytearray, words: set[bytes]) -> list[int]:
    start, sums = len(body), sorted(map(long_sum, words))
    body += struct.pack(f"<{len(sums)}Q", *sums)
    return [start, len(sums)]


def _placed_group(body: bytearray, words: dict[bytes, int]) -> list[int]:
    start, ordered = len(body), sorted(words)
    joined = b"".join(ordered)
    body += joined + bytes(-len(joined) % 4)
    body += struct.pack(f"<{len(ordered)}I", *(letters(word) for word in ordered))
    marks = bytes(words[word] for word in ordered)
    body += marks + bytes(-len(marks) % 4)
    firsts = {word[:BEGINNING]: at for at, word in reversed(list(enumerate(ordered)))}
    beginnings = b"".join(sorted(firsts))
    body += struct.pack(f"<{len(firsts)}I", *sorted(firsts.values())) + beginnings + bytes(-len(beginnings) % 4)
    return [start, len(ordered), len(firsts)]
