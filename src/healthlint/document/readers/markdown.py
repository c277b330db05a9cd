"""Markdown: CommonMark with GitHub's tables, footnotes, task lists and strikethrough, and front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthlint.document.fields import TextFields
    from healthlint.document.model import Document, Format

FORMAT: Format = "markdown"
SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mdwn")


def read(source: str, path: str, fields: TextFields | None = None) -> Document:
    """The article as rendered; `fields` are those of its front matter that contain text."""
    from healthlint.document.fields import USUAL
    from healthlint.document.markdown import read_markdown

    return read_markdown(source, path, fields or USUAL)
