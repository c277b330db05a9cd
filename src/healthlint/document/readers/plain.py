"""Plain text: paragraphs, headings, lists and tables as people type them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthlint.document.model import Document, Format

FORMAT: Format = "plain"
SUFFIXES = (".txt", ".text")


def read(source: str, path: str) -> Document:
    """The text in blocks."""
    from healthlint.document.plain import read_plain

    return read_plain(source, path)
