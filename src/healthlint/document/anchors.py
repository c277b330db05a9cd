"""What a link leads to by its words: the anchor of a heading."""

from __future__ import annotations

from urllib.parse import unquote

from healthlint.document.model import Document
from healthlint.pattern import pattern
from healthlint.span import Span

_NO_ANCHOR = pattern(r"[^\w\- ]")


def pointed_at(document: Document, span: Span) -> bool:
    """Whether a link would lead nowhere if a stretch of the text were changed: it is an identifier, or stands in a
    heading whose anchor is made of its words."""
    if document.identifiers.overlaps(span):
        return True
    block = document.block_at(span.start)
    if block is None or block.kind not in ("title", "heading"):
        return False
    anchor = _NO_ANCHOR.sub("", document.text[block.span.start : block.span.end].lower()).replace(" ", "-")
    return any(target.startswith("#") and unquote(target[1:]).lower() == anchor for _, target in document.links)
