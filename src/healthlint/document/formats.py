"""Formats by the suffixes of files, as the modules in `readers/` declare them."""

from __future__ import annotations

import importlib
import os
import pkgutil
from functools import cache
from types import ModuleType

_READERS = "healthlint.document.readers"
"""The folder in which every module is a format. Modules that contain other formats ask here, so it is known by name
only."""

UNREAD = {
    ".qmd": "Quarto", ".rmd": "R Markdown", ".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc", ".rst": "reStructuredText",
    ".org": "Org", ".textile": "Textile", ".tex": "LaTeX", ".odt": "OpenDocument", ".rtf": "RTF", ".doc": "old Word",
    ".docm": "macro Word", ".epub": "EPUB", ".pdf": "PDF", ".svx": "mdsvex", ".mdoc": "Markdoc", ".ipynb": "Jupyter",
    ".mediawiki": "MediaWiki",
}  # fmt: skip
"""Formats that people write articles in and for which there is no reader."""
RENDER = "render it to Markdown, HTML or Word"
"""What to do about one."""


def format_of(path: str) -> str:
    """The format of a path's suffix, or plain."""
    return known_formats().get(os.path.splitext(path)[1].lower(), "plain")


@cache
def known_formats() -> dict[str, str]:
    """Suffix -> format."""
    return {suffix: name for name, reader in all_readers().items() for suffix in reader.SUFFIXES}


def reader_of(format: str) -> ModuleType:
    """The module that reads a known format."""
    return all_readers()[format]


@cache
def all_readers() -> dict[str, ModuleType]:
    """Every format with the module that reads it."""
    # The modules are cheap to import: each loads its parser on first use.
    names = sorted(module.name for module in pkgutil.iter_modules(importlib.import_module(_READERS).__path__))
    modules = [importlib.import_module(f"{_READERS}.{name}") for name in names]
    return {module.FORMAT: module for module in modules}
