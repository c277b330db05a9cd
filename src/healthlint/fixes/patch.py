"""A change of a file as a patch that git accepts, byte for byte."""

from __future__ import annotations

import base64
import difflib
import zlib
from collections.abc import Iterator

from healthlint.pattern import pattern

_LINE = pattern(rb"[^\n]*\n|[^\n]+")
_NO_NEWLINE = b"\n\\ No newline at end of file\n"
_PLAIN = pattern(rb"[^\x00-\x1f\"\\\x7f-\xff]*")
_ESCAPES = {
    ord(letter): rf"\{name}".encode()
    for letter, name in {
        "\a": "a",
        "\b": "b",
        "\t": "t",
        "\n": "n",
        "\v": "v",
        "\f": "f",
        "\r": "r",
        '"': '"',
        "\\": "\\",
    }.items()
}
_ROW = 52
"""Bytes in a line of a binary patch."""


def text_patch(name: bytes, before: bytes, after: bytes) -> bytes:
    """The change of a text in any encoding, as a unified diff; `name` is relative to where the patch is applied."""
    changes = difflib.diff_bytes(difflib.unified_diff, _LINE.findall(before), _LINE.findall(after))
    # The first two lines would name the files without quoting them.
    hunks = (line if line.endswith(b"\n") else line + _NO_NEWLINE for line in list(changes)[2:])
    return b"".join((*_head(name), *hunks))


def binary_patch(name: bytes, before: bytes, after: bytes) -> bytes:
    """The change of a file without lines."""
    one, other = _head(name)[0], b"index %s..%s\nGIT binary patch\n" % (_hash(before), _hash(after))
    return b"".join((one, other, *_literal(after), *_literal(before)))


def _head(name: bytes) -> tuple[bytes, bytes, bytes]:
    old, new = _quoted(b"a/" + name), _quoted(b"b/" + name)
    # A name with a space is followed by a tab in the lines that other programs read.
    end = b"\t\n" if b" " in name and not old.startswith(b'"') else b"\n"
    return b"diff --git %s %s\n" % (old, new), b"--- %s%s" % (old, end), b"+++ %s%s" % (new, end)


def _quoted(name: bytes) -> bytes:
    """A name as git writes it: as a C string if it contains special characters."""
    if _PLAIN.fullmatch(name):
        return name
    return b'"%s"' % b"".join(_ESCAPES.get(code) or _plain_or_octal(code) for code in name)


def _plain_or_octal(code: int) -> bytes:
    return bytes([code]) if 0x20 <= code < 0x7F else b"\\%03o" % code


def _hash(content: bytes) -> bytes:
    """The git hash of a content."""
    import hashlib

    return hashlib.sha1(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest().encode()


def _literal(content: bytes) -> Iterator[bytes]:
    packed = zlib.compress(content)
    yield b"literal %d\n" % len(content)
    for start in range(0, len(packed), _ROW):
        row = packed[start : start + _ROW]
        # One letter gives the number of bytes that follow.
        size = ord("A") + len(row) - 1 if len(row) <= 26 else ord("a") + len(row) - 27
        yield bytes([size]) + base64.b85encode(row, pad=True) + b"\n"
    yield b"\n"
