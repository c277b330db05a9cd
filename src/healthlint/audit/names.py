"""The identifiers of an article: its key within the audit, and the id or address that its publisher gave it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KNOWN = ("file", "row", "id", "url", "date", "site", "title")
"""The identifying columns of an article: the first two within the audit, the others from its publisher."""


def key(row: Mapping[str, Any]) -> str:
    """The article's key in all tables: file and row."""
    return f"{row['file']}#{row['row']}"


def known_as(row: Mapping[str, Any]) -> str:
    """The publisher's id or address, by which a later audit recognises the article, or else its key."""
    return str(row["id"] or row["url"] or key(row))
