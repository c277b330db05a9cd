"""Word files (.docx): what Word shows of them, hidden and deleted text left out."""

from __future__ import annotations

from healthlint.document.model import Document, Format

FORMAT: Format = "docx"
SUFFIXES = (".docx",)


def read_bytes(data: bytes, path: str) -> Document:
    """The article as Word shows it; its source is the XML of the parts that hold text. Raises InputError."""
    from healthlint.document.word.read import read_word

    return read_word(data, path).document
