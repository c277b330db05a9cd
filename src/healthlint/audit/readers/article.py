"""Files that contain a single article, read as `healthlint check` does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from healthlint.audit.source import Problem, Source
from healthlint.document.decode import decode
from healthlint.document.formats import all_readers, format_of, reader_of
from healthlint.errors import InputError

SUFFIXES = tuple(
    suffix for reader in all_readers().values() if not hasattr(reader, "read_each") for suffix in reader.SUFFIXES
)
"""All formats except exports: JSON Lines is read as a table, and JSON is not supported."""


def records(source: Source) -> Iterator[dict[str, Any] | Problem]:
    """The article; for a Word file its bytes, under `data`."""
    with source.stream(packed=False) as stream:
        data = stream.read(source.most_bytes)
    kind = format_of(source.name)
    if len(data) == source.most_bytes:
        yield source.too_long()
    elif hasattr(reader_of(kind), "read_bytes"):
        yield {"id": source.name, "format": kind, "data": data}
    else:
        try:
            yield {"id": source.name, "format": kind, "text": decode(data, source.name)}
        except InputError as problem:
            yield Problem(str(problem).removeprefix(f"{source.name}: "))
