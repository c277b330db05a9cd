"""JSON exports of a CMS: one record, a list of records, or objects around such a list."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from healthlint.document.fields import TextFields
    from healthlint.document.model import Document
    from healthlint.errors import InputError

FORMAT = "json"
SUFFIXES = (".json",)


def read_each(source: str, path: str, fields: TextFields) -> Iterator[Document | InputError]:
    """An article for each record; an error instead if the file is not JSON or contains no article."""
    from healthlint.document import export_records, json_text
    from healthlint.document.export import Export

    export = Export(path, source)
    try:
        value = json_text.parse(source)
    except json_text.JsonError as error:
        extra = str(error).startswith("not valid JSON (Extra data") and error.at > 0
        hint = "name a file with one record per line .jsonl" if extra else "fix it there or export it again"
        yield export.error(error.at, f"{error}; {hint}")
        return
    unread = export_records.Unread(fields)
    for record in export_records.find(source, value, fields):
        unread.empty = False
        yield export.document(record)
    unread.saw(value)
    yield from unread.error(path)


def escape(text: str) -> str:
    """A text as written inside a JSON string."""
    from healthlint.document import json_text

    return json_text.escape(text)
