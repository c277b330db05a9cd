"""Markdown: CommonMark with GitHub's tables, footnotes, task lists and strikethrough, and front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthlint.document.model import Document, Format

FORMAT: Format = "markdown"
SUFFIXES = (".md", ".markdown")


def read(source: str, path: str) -> Document:
    """The article as the rendered page shows it."""
    from healthlint.document.markdown import read_markdown

    return read_markdown(source, path)
