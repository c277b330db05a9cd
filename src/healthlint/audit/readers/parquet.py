"""Parquet, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from healthlint.audit.source import Problem, Source

SUFFIXES = (".parquet", ".pq")
_ROWS = 64
"""The number of rows decoded at once, small enough for long articles."""


def records(source: Source) -> Iterator[dict[str, Any] | Problem]:
    """The rows of a file."""
    import pyarrow.parquet as pq

    with source.file() as file:
        for batch in pq.ParquetFile(file).iter_batches(batch_size=_ROWS):
            yield from batch.to_pylist()
