"""A path, bytes or text -> Document."""

from __future__ import annotations

import codecs
import importlib
import pkgutil
import re
from functools import cache
from pathlib import Path
from types import ModuleType

from healthlint.document import readers
from healthlint.document.model import Document
from healthlint.document.word.archive import refuse_old_word
from healthlint.errors import InputError, did_you_mean

_UTF32 = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(
    rb"""<meta\s[^>]{0,200}?charset\s*=\s*["']?([\w.:-]+)|^\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
# Browsers read a page that declares latin-1 as windows-1252, where the curly quotes are.
_LATIN = frozenset(("iso-8859-1", "iso8859-1", "latin-1", "latin1", "windows-1252", "cp1252", "us-ascii", "ascii"))
_HEAD = 4096


def read_path(path: str | Path) -> Document:
    """The document in a file; the suffix tells the format."""
    name = str(path)
    return read_bytes(_bytes(name), name)


def read_bytes(data: bytes, path: str) -> Document:
    """The document in the bytes of a file; the suffix of `path` tells the format. Raises InputError."""
    reader = _reader(format_of(path), path)
    if hasattr(reader, "read_bytes"):
        document: Document = reader.read_bytes(data, path)
        return document
    return read_text(decode(data, path), path)


def read_text(text: str, path: str = "<text>", format: str | None = None) -> Document:
    """The document in a text; `format` wins over the path's suffix, and an unknown suffix is plain text."""
    text = text.removeprefix("\ufeff")
    reader = _reader(format if format is not None else format_of(path), path)
    if not hasattr(reader, "read"):
        raise InputError(f"{path}: a {reader.FORMAT} file is no text; give the file itself")
    document: Document = reader.read(text, path)
    return document


def _reader(name: str, path: str) -> ModuleType:
    known = _readers()
    if name not in known:
        raise InputError(
            f"{path}: unknown format '{name}'; known: {', '.join(sorted(known))}{did_you_mean(name, known)}"
        )
    return known[name]


def format_of(path: str) -> str:
    """The format that a path's suffix names, else plain."""
    return known_formats().get(Path(path).suffix.lower(), "plain")


@cache
def known_formats() -> dict[str, str]:
    """Suffix -> format, as the modules in `readers/` declare them."""
    return {suffix: name for name, reader in _readers().items() for suffix in reader.SUFFIXES}


@cache
def _readers() -> dict[str, ModuleType]:
    # The modules are cheap to import: each loads its parser when it first reads.
    names = sorted(module.name for module in pkgutil.iter_modules(readers.__path__))
    modules = [importlib.import_module(f"{readers.__name__}.{name}") for name in names]
    return {module.FORMAT: module for module in modules}


def decode(data: bytes, path: str) -> str:
    """The text of a file's bytes, without a byte-order mark."""
    refuse_old_word(data, path)
    if data.startswith(_UTF32):
        raise InputError(f"{path}: is UTF-32, which no editor writes by default; save it as UTF-8")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = _decode(data[len(mark) :], encoding, len(mark), path)
            break
    else:
        if b"\0" in data:
            raise InputError(f"{path}: looks binary (NUL at byte {data.index(0)}); give a text, Markdown or HTML file")
        text = _decode_unmarked(data, path)
    if "\0" in text:
        raise InputError(
            f"{path}: looks binary (NUL at character {text.index(chr(0))}); give a text, Markdown or HTML file"
        )
    if not text.strip("\ufeff \t\r\n\f\v\u00a0"):
        raise InputError(f"{path}: is empty: nothing to check")
    return text


def _decode_unmarked(data: bytes, path: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        declared = _declared(data)
        if declared in _LATIN:
            # Five bytes mean nothing in windows-1252; latin-1 gives them the control characters browsers do.
            return "".join(_latin(data))
        hint = f"it declares {declared}; " if declared and declared not in ("utf-8", "utf8") else ""
        raise InputError(f"{path}: not valid UTF-8 at byte {error.start}; {hint}save it as UTF-8") from None


def _latin(data: bytes) -> list[str]:
    try:
        return [data.decode("cp1252")]
    except UnicodeDecodeError:
        return [bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in data]


def _declared(data: bytes) -> str:
    found = _DECLARED.search(data[:_HEAD])
    return (found.group(1) or found.group(2)).decode("ascii", "replace").lower() if found else ""


def _decode(data: bytes, encoding: str, skipped: int, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.removesuffix("-le").removesuffix("-be").upper()
        raise InputError(f"{path}: not valid {name} at byte {error.start + skipped}; save it as UTF-8") from None


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except FileNotFoundError:
        raise InputError(f"{path}: no such file; check the name") from None
    except IsADirectoryError:
        raise InputError(f"{path}: is a folder; give the files in it") from None
    except PermissionError:
        raise InputError(f"{path}: permission denied; make it readable") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{path}: cannot be read ({reason})") from None
