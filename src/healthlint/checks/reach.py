"""How far the words reach that belong beside others: their paragraph, their section, the article."""

from __future__ import annotations

from typing import Literal

from healthlint.checks.base import Article
from healthlint.span import Span

Reach = Literal["paragraph", "section", "article"]


def reach_at(article: Article, offset: int, reach: Reach) -> Span:
    """The stretch of the text around `offset`. A section runs from one heading to the next, with its own."""
    block = article.document.block_at(offset)
    if reach == "paragraph" and block is not None:
        return block.span
    return article.section_at(offset) if reach == "section" else Span(0, len(article.document.text))
