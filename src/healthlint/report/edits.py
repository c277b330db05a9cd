"""Edits as somebody else would apply them to the file."""

from __future__ import annotations

from healthlint.document.json_text import escape
from healthlint.document.model import Document
from healthlint.findings.model import Edit


def written(edit: Edit, document: Document) -> str:
    """The new text as it must stand in the file: in an export it stands between quotes."""
    return escape(edit.text) if document.format == "json" else edit.text
