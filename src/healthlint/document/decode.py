"""Bytes of a file -> its text, and back."""

from __future__ import annotations

import codecs
import re

from healthlint.document.word.archive import refuse_old_word
from healthlint.errors import InputError
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern

_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = pattern(
    rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?([\w.:-]+)|^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
# Browsers read a page that declares latin-1 as windows-1252, where the curly quotes are.
_LATIN = frozenset(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii"))
_WINDOWS = "cp1252"
_HEAD = 4096


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, without its byte-order mark `mark`; `encode` turns such a text back into bytes."""

    text: str
    encoding: str
    mark: bytes = b""

    def encode(self, text: str) -> bytes:
        """The bytes of a text in the file's encoding. Raises UnicodeEncodeError."""
        if self.encoding != _WINDOWS:
            return self.mark + text.encode(self.encoding)
        return self.mark + b"".join(_latin_byte(letter) for letter in text)


def decode(data: bytes, path: str) -> str:
    """The text of a file's bytes, without a byte-order mark. Raises InputError."""
    return decoded(data, path).text


def decoded(data: bytes, path: str) -> Decoded:
    """The text of a file's bytes, with the encoding they were read in. Raises InputError."""
    refuse_old_word(data, path)
    if data.startswith(_UTF32):
        raise InputError(f"{path}: is UTF-32, which is not supported; save it as UTF-8")
    mark, encoding = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", ""))
    if mark:
        found = Decoded(_strict(data[len(mark) :], encoding, len(mark), path), encoding, mark)
    else:
        if b"\0" in data:
            _refuse_unmarked_utf16(data, path)
            raise InputError(f"{path}: looks binary (NUL at byte {data.index(0)}); give a text, Markdown or HTML file")
        found = _unmarked(data, path)
    text = found.text
    if "\0" in text:
        raise InputError(
            f"{path}: looks binary (NUL at character {text.index(chr(0))}); give a text, Markdown or HTML file"
        )
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise InputError(f"{path}: is empty: nothing to check")
    return found


def _unmarked(data: bytes, path: str) -> Decoded:
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError as error:
        declared = _declared(data)
        if declared in _LATIN:
            return Decoded("".join(_latin(data)), _WINDOWS)
        hint = f"it declares {declared}; " if declared and declared not in ("utf-8", "utf8") else ""
        raise InputError(f"{path}: not valid UTF-8 at byte {error.start}; {hint}save it as UTF-8") from None


def _refuse_unmarked_utf16(data: bytes, path: str) -> None:
    """Raises if every other byte at the start is NUL, as in English text; a single one could be chance."""
    head = data[:_HEAD]
    half = len(head) // 2
    others = ((head[start::2], head[1 - start :: 2]) for start in (0, 1))
    if half > 3 and any(one.count(0) > 0.9 * half and b"\0" not in other for one, other in others):
        raise InputError(f"{path}: is UTF-16 without a byte-order mark; save it as UTF-8")


def _latin(data: bytes) -> list[str]:
    # Five bytes are undefined in windows-1252; latin-1 gives them the control characters that browsers do.
    try:
        return [data.decode(_WINDOWS)]
    except UnicodeDecodeError:
        return [bytes([byte]).decode(_WINDOWS, "ignore") or chr(byte) for byte in data]


def _latin_byte(letter: str) -> bytes:
    try:
        return letter.encode(_WINDOWS)
    except UnicodeEncodeError:
        if 0x80 <= ord(letter) < 0xA0:
            return letter.encode("latin-1")
        raise


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:_HEAD])
    return (found.group(1) or found.group(2)).decode("ascii", "replace").lower() if found else ""


def _strict(data: bytes, encoding: str, skipped: int, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-le").removesuffix("-be").upper()
        raise InputError(f"{path}: not valid {name} at byte {error.start + skipped}; save it as UTF-8") from None
