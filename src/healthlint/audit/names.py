"""What an article is called, in all tables and by those who made it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

KNOWN = ("file", "row", "id", "url", "date", "site", "title")
"""What an article is known by: the first two in its audit, the others to those who made it."""


def key(row: Mapping[str, Any]) -> str:
    """What an article is called in all tables."""
    return f"{row['file']}#{row['row']}"


def known_as(row: Mapping[str, Any]) -> str:
    """What an article is called by those who made it, which a later audit knows it by; else its key."""
    return str(row["id"] or row["url"] or key(row))
