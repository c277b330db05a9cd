"""MDX: Markdown with the components, expressions and statements of JavaScript."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthlint.document.fields import TextFields
    from healthlint.document.model import Document

FORMAT = "mdx"
SUFFIXES = (".mdx",)


def read(source: str, path: str, fields: TextFields | None = None) -> Document:
    """The article as rendered, without what its scripts add."""
    from healthlint.document.fields import USUAL
    from healthlint.document.markdown import read_markdown
    from healthlint.document.mdx import prepare

    return read_markdown(source, path, fields or USUAL, prepare)
