"""Plain text: paragraphs, headings, lists and tables as people type them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthlint.document.fields import TextFields
    from healthlint.document.model import Document, Format

FORMAT: Format = "plain"
SUFFIXES = (".txt", ".text")


def read(source: str, path: str, fields: TextFields | None = None) -> Document:
    """The text in blocks; it has no `fields`."""
    from healthlint.document.plain import read_plain

    return read_plain(source, path)
