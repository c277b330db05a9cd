"""HTML, whole pages and fragments, with the front matter and template tags of site generators."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthlint.document.model import Document, Format

FORMAT: Format = "html"
SUFFIXES = (".html", ".htm", ".xhtml")


def read(source: str, path: str) -> Document:
    """The page as its visitor reads it."""
    from healthlint.document import frontmatter, templates
    from healthlint.document.assemble import Assembler
    from healthlint.document.walk import Walker

    assembler = Assembler()
    Walker(assembler).feed(templates.blot(frontmatter.take(assembler, source)), 0)
    return assembler.document(path, source, FORMAT)


def escape(text: str) -> str:
    """A text as it stands in a page."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
