"""Step 3: reads partitions, has their articles checked in a separate process, and writes their tables."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from healthlint.audit.judge import Judge
from healthlint.audit.names import KNOWN, key, known_as
from healthlint.audit.options import Options
from healthlint.audit.process import DiedError, Process
from healthlint.audit.results import Judged, judged
from healthlint.audit.schemas import ARTICLE, ARTICLES, COPIES, ERROR, ERRORS, FINDING, FINDINGS, ROWS, part
from healthlint.audit.store import Store
from healthlint.triage.model import Report

_BATCH = 16
"""The number of rows that are passed to the process at a time."""
_COPY: dict[str, Any] = {"places": None, "not_checked": [], "problems": []}
_Row = dict[str, Any]


class Judging:
    """Checks one partition at a time. The engine runs in a process of its own: with Arrow and Daft loaded, each worker
    would take three times the memory, and an article that crashes the process affects no other one."""

    def __init__(self, options: Options) -> None:
        self._store, self._judge = Store.of(options.output), Process(Judge, options)

    def __call__(self, partition: str) -> str:
        """Check a partition; returns the number of rows in each table as JSON. Raises RuntimeError, WriteError."""
        copies = self._copies(partition)
        tables: dict[str, list[_Row]] = {ARTICLES: [], FINDINGS: [], ERRORS: []}
        for rows in self._batches(partition):
            for row, result in self._judged_rows(rows, copies):
                tables[ARTICLES].append(_article(row, result))
                tables[FINDINGS] += result.findings if result else ()
                tables[ERRORS] += result.errors if result else ()
        self._write(partition, tables)
        return json.dumps({name: len(rows) for name, rows in tables.items()})

    def end(self) -> None:
        """Stop the process."""
        self._judge.end()

    def _judged_rows(self, rows: Sequence[_Row], copies: Mapping[str, Any]) -> Iterator[tuple[_Row, Judged | None]]:
        """Each row with its result; None for a copy."""
        looked_up = [(row, copies.get(key(row))) for row in rows]
        own = [{**row, "places": known or 1, "extra": None} for row, known in looked_up if not isinstance(known, str)]
        answers = iter(self._answers(own))
        for row, known in looked_up:
            is_copy = isinstance(known, str)
            yield (
                {**row, "copy_of": known if is_copy else None, "places": known or 1},
                None if is_copy else next(answers),
            )

    def _answers(self, rows: Sequence[_Row]) -> Sequence[Judged]:
        if not rows:
            return ()
        try:
            found: list[Judged] = self._judge.ask(rows)
        except DiedError:
            # One of these articles crashed it, or it was killed.
            return [self._judge_alone(row) for row in rows]
        return found

    def _judge_alone(self, row: _Row) -> Judged:
        try:
            found: list[Judged] = self._judge.ask([row])
        except DiedError:
            problem = "the process that checked it died; try it with healthlint check"
            return judged(row, [Report(known_as(row), problem=problem)])
        return found[0]

    def _batches(self, partition: str) -> Iterator[list[_Row]]:
        import pyarrow.parquet as pq

        with self._store.file(part(ROWS, partition)) as file:
            for batch in pq.ParquetFile(file).iter_batches(batch_size=_BATCH):
                yield batch.to_pylist()

    def _copies(self, partition: str) -> dict[str, Any]:
        name = f"{COPIES}/{partition}.json"
        found: dict[str, Any] = json.loads(self._store.read(name)) if self._store.has(name) else {}
        return found

    def _write(self, partition: str, tables: Mapping[str, Sequence[_Row]]) -> None:
        self._store.write_table(part(FINDINGS, partition), tables[FINDINGS], FINDING)
        if tables[ERRORS]:
            self._store.write_table(part(ERRORS, partition), tables[ERRORS], ERROR)
        # Written last: its existence marks the partition as done.
        self._store.write_table(part(ARTICLES, partition), tables[ARTICLES], ARTICLE)


def _article(row: Mapping[str, Any], result: Judged | None) -> _Row:
    known = {name: row[name] for name in (*KNOWN, "format", "extra", "copy_of", "places")}
    size = len(row["text"] or row["data"] or "")
    return {"article": key(row), **known, "characters": size, **(result.article if result else _COPY)}
