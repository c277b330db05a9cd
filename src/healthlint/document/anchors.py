"""Link targets that depend on words: the anchor of a heading."""

from __future__ import annotations

from healthlint.document.model import Document
from healthlint.pattern import pattern
from healthlint.span import Span

_NO_ANCHOR = pattern(r"[^\w\- ]")


def pointed_at(document: Document, span: Span) -> bool:
    """True if changing a span would break links to it: it is an identifier, or is in a heading whose anchor is made of
    its words."""
    if document.identifiers.overlaps(span):
        return True
    block = document.block_at(span.start)
    if block is None or block.kind not in ("title", "heading"):
        return False
    anchor = _NO_ANCHOR.sub("", document.text[block.span.start : block.span.end].lower()).replace(" ", "-")
    from urllib.parse import unquote

    return any(target.startswith("#") and unquote(target[1:]).lower() == anchor for _, target in document.links)
