"""Edits as another program would apply them to the file."""

from __future__ import annotations

from healthlint.document.json_text import escape
from healthlint.document.model import Document
from healthlint.findings.model import Edit


def written(edit: Edit, document: Document) -> str:
    """The new text as written in the file: in an export, inside quotes."""
    return escape(edit.text) if document.format == "json" else edit.text
