"""JSON Lines, exports with one record a line; a broken line does not affect the others."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from healthlint.errors import InputError

if TYPE_CHECKING:
    from healthlint.document.fields import TextFields
    from healthlint.document.model import Document

FORMAT = "jsonl"
SUFFIXES = (".jsonl", ".ndjson")


def read_each(source: str, path: str, fields: TextFields) -> Iterator[Document | InputError]:
    """An article for each record, and an error for each line that cannot be read; blank lines are skipped."""
    from healthlint.document import export_records, json_text
    from healthlint.document.export import Export
    from healthlint.document.model import line_starts

    export = Export(path, source, line_starts(source))
    unread = export_records.Unread(fields)
    number = 0
    for start, end in pairwise([*export.lines, len(source)]):
        line = source[start:end].rstrip("\r\n")
        if not line.strip(" \t"):
            continue
        number += 1
        try:
            value = json_text.parse(source, start, start + len(line))
        except json_text.JsonError as error:
            if number == 1 and _is_one(source):
                yield InputError(f"{path}: is a single JSON document, not one record per line; name it .json")
                return
            unread.empty = False
            yield export.error(error.at, f"{error}; fix that line; the others are checked")
            continue
        for record in export_records.find(source, value, fields, number):
            unread.empty = False
            yield export.document(record)
        unread.saw(value)
    yield from unread.error(path)


def _is_one(source: str) -> bool:
    from healthlint.document import json_text

    try:
        json_text.parse(source)
    except json_text.JsonError:
        return False
    return True


def escape(text: str) -> str:
    """A text as written inside a JSON string."""
    from healthlint.document import json_text

    return json_text.escape(text)
