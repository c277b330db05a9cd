"""A path, bytes or text -> Document."""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from pathlib import Path
from types import ModuleType

from healthlint.document import readers
from healthlint.document.decode import decode
from healthlint.document.model import Document
from healthlint.errors import InputError, did_you_mean


def read_path(path: str | Path) -> Document:
    """The document in a file; the suffix tells the format. Raises InputError."""
    name = str(path)
    return read_bytes(content(name), name)


def read_bytes(data: bytes, path: str) -> Document:
    """The document in the content of a file of this name. Raises InputError."""
    return read_text(decode(data, path), path)


def read_text(text: str, path: str = "<text>", format: str | None = None) -> Document:
    """The document in a text; `format` wins over the path's suffix, and an unknown suffix is plain text."""
    text = text.removeprefix("\ufeff")
    name = format if format is not None else format_of(path)
    known = _readers()
    if name not in known:
        raise InputError(
            f"{path}: unknown format '{name}'; known: {', '.join(sorted(known))}{did_you_mean(name, known)}"
        )
    document: Document = known[name].read(text, path)
    return document


def reader_of(format: str) -> ModuleType:
    """The module that reads a known format."""
    return _readers()[format]


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


def content(path: str) -> bytes:
    """The bytes of a file. Raises InputError."""
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
