"""Word files (.docx): their visible text, without hidden and deleted text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthlint.document.model import Document, Format
    from healthlint.span import Span

FORMAT: Format = "docx"
SUFFIXES = (".docx",)


def read_bytes(data: bytes, path: str) -> Document:
    """The article as Word shows it; its source is the XML of the parts that contain text. Raises InputError."""
    from healthlint.document.word.read import read_word

    return read_word(data, path).document


def rewrite(data: bytes, edits: Sequence[tuple[Span, str]], path: str) -> bytes:
    """The file with spans of its source replaced; the markup inside them stays. Raises InputError."""
    from healthlint.document.word.rewrite import rewrite_docx

    return rewrite_docx(data, edits, path)
