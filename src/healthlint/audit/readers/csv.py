"""Comma- and tab-separated values with a header line."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from typing import Any

from healthlint.audit.source import Problem, Source

SUFFIXES = (".csv", ".csv.gz", ".tsv", ".tsv.gz")
_REST = ""
"""The key for values after the last column."""


def records(source: Source) -> Iterator[dict[str, Any] | Problem]:
    """The rows of a file, with the names in its first line."""
    # A value that is too long must cost only its row, not the rest of the file.
    csv.field_size_limit(sys.maxsize)
    with io.TextIOWrapper(source.stream(), "utf-8-sig", errors="surrogateescape", newline="") as lines:
        separator = "\t" if ".tsv" in source.name.lower() else ","
        for row in csv.DictReader(lines, restkey=_REST, delimiter=separator):
            if _REST in row:
                yield Problem("has more values than the header has names; quote values that contain the separator")
            elif any(value and not value.isascii() and _is_broken(value) for value in row.values()):
                yield Problem("is not UTF-8; export it as UTF-8")
            else:
                yield dict(row)


def _is_broken(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return True
    return False
