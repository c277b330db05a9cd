"""HTML, whole pages and fragments, with the front matter and template tags of site generators."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthlint.document.fields import TextFields
    from healthlint.document.model import Document, Format

FORMAT: Format = "html"
SUFFIXES = (".html", ".htm", ".xhtml")


def read(source: str, path: str, fields: TextFields | None = None) -> Document:
    """The page as a visitor reads it; `fields` are those of its front matter that contain text."""
    from healthlint.document import frontmatter, templates
    from healthlint.document.assemble import Assembler
    from healthlint.document.fields import USUAL
    from healthlint.document.walk import Walker

    assembler = Assembler()
    taken = frontmatter.take(assembler, source, fields or USUAL)
    Walker(assembler).feed(templates.blot(taken.view), 0)
    return frontmatter.complete(assembler.document(path, source, FORMAT), taken)


def escape(text: str) -> str:
    """A text as written in a page."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
