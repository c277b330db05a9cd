"""The work on a partition: every article judged by the engine, and what was found written in one step."""

from __future__ import annotations

import gc
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from healthlint.audit.alone import Alone
from healthlint.audit.options import Options
from healthlint.audit.results import Results
from healthlint.audit.schemas import (
    ARTICLE,
    ARTICLES,
    BEGUN,
    COPIES,
    ERROR,
    ERRORS,
    FINDING,
    FINDINGS,
    ROWS,
    known_as,
    part,
)
from healthlint.audit.store import Store
from healthlint.errors import InputError, internal
from healthlint.limits import Limits
from healthlint.settings import Configured
from healthlint.triage.model import Report

if TYPE_CHECKING:
    from healthlint.document.model import Document

_BATCH = 16
"""Rows that are unpacked at once."""


class Judge:
    """Judges one partition after the other; the engine is made once. Raises ConfigError, PackError, UsageError."""

    def __init__(self, options: Options) -> None:
        # As on the command line: what a run makes has no cycles, or goes with its article.
        gc.set_threshold(100_000, 50, 100)
        self._options, self._store = options, Store.of(options.output)
        self._limits = Limits(article_characters=options.characters)
        self._engine = Configured(options.flags).engine_for(options.place)

    def __call__(self, partition: str) -> str:
        begun = f"{BEGUN}/{partition}"
        # Whoever began it before did not end it: it may have died of one of these articles.
        alone = Alone(self._options) if self._store.has(begun) else None
        self._store.write(begun, b"")
        results = Results(self._copies(partition))
        try:
            for row in self._rows(partition):
                results.add(row, () if results.is_copy(row) else (alone or self.reports)(row))
        finally:
            if alone is not None:
                alone.end()
        self._write(partition, results)
        self._store.delete(begun)
        return json.dumps(results.counts())

    def reports(self, row: Mapping[str, Any]) -> Sequence[Report]:
        """The reports on an article; what is wrong with it is a report, too."""
        name = known_as(row)
        if row["problem"]:
            return [Report(name, problem=row["problem"])]
        try:
            return [
                Report(name, problem=str(each).partition(": ")[2])
                if isinstance(each, InputError)
                else self._engine.check(each)
                for each in self._documents(row, name)
            ]
        except Exception as bug:
            return [Report(name, problem=internal(bug))]

    def _documents(self, row: Mapping[str, Any], name: str) -> Iterator[Document | InputError]:
        from healthlint.document.read import each_in_bytes, each_in_text

        if row["data"] is not None:
            # The ending of the file says the format.
            return each_in_bytes(row["data"], row["file"], limits=self._limits)
        return each_in_text(row["text"], name, row["format"], limits=self._limits)

    def _rows(self, partition: str) -> Iterator[dict[str, Any]]:
        import pyarrow.parquet as pq

        with self._store.file(part(ROWS, partition)) as file:
            for batch in pq.ParquetFile(file).iter_batches(batch_size=_BATCH):
                yield from batch.to_pylist()

    def _copies(self, partition: str) -> dict[str, Any]:
        name = f"{COPIES}/{partition}.json"
        found: dict[str, Any] = json.loads(self._store.read(name)) if self._store.has(name) else {}
        return found

    def _write(self, partition: str, results: Results) -> None:
        self._store.write_table(part(FINDINGS, partition), results.findings, FINDING)
        if results.errors:
            self._store.write_table(part(ERRORS, partition), results.errors, ERROR)
        # The last one: where it is, the partition is done.
        self._store.write_table(part(ARTICLES, partition), results.articles, ARTICLE)
