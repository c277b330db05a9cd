"""Parquet, a few rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from healthlint.audit.source import Problem, Source

SUFFIXES = (".parquet", ".pq")
_ROWS = 64
"""Rows that are unpacked at once: a long one beside the others is no trouble."""


def records(source: Source) -> Iterator[dict[str, Any] | Problem]:
    """The rows of a file, with its columns."""
    import pyarrow.parquet as pq

    with source.file() as file:
        for batch in pq.ParquetFile(file).iter_batches(batch_size=_ROWS):
            yield from batch.to_pylist()
