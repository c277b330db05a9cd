"""The third step: partitions read, judged by a process that holds the engine, and their tables written in one step."""

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
"""Rows that are unpacked, and handed to the process, at once."""
_COPY: dict[str, Any] = {"places": None, "not_checked": [], "problems": []}
_Row = dict[str, Any]


class Judging:
    """Does one partition after the other. The engine runs in a process that holds nothing else: Arrow and Daft would
    take twice its memory again in every worker, and an article of which it dies costs that article."""

    def __init__(self, options: Options) -> None:
        self._store, self._judge = Store.of(options.output), Process(Judge, options)

    def __call__(self, partition: str) -> str:
        """Judges a partition; gives how many rows there are. Raises RuntimeError, WriteError."""
        copies = self._copies(partition)
        tables: dict[str, list[_Row]] = {ARTICLES: [], FINDINGS: [], ERRORS: []}
        for rows in self._batches(partition):
            for row, said in self._said(rows, copies):
                tables[ARTICLES].append(_article(row, said))
                tables[FINDINGS] += said.findings if said else ()
                tables[ERRORS] += said.errors if said else ()
        self._write(partition, tables)
        return json.dumps({name: len(rows) for name, rows in tables.items()})

    def end(self) -> None:
        """Ends the process."""
        self._judge.end()

    def _said(self, rows: Sequence[_Row], copies: Mapping[str, Any]) -> Iterator[tuple[_Row, Judged | None]]:
        """Each row with what is said of it; nothing where it is a copy."""
        told = [(row, copies.get(key(row))) for row in rows]
        own = [{**row, "places": known or 1, "extra": None} for row, known in told if not isinstance(known, str)]
        answers = iter(self._answers(own))
        for row, known in told:
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
            # Of one of these articles, or somebody has ended it.
            return [self._alone(row) for row in rows]
        return found

    def _alone(self, row: _Row) -> Judged:
        try:
            found: list[Judged] = self._judge.ask([row])
        except DiedError:
            said = "the process that judged it died; try it with healthlint check"
            return judged(row, [Report(known_as(row), problem=said)])
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
        # The last one: where it is, the partition is done.
        self._store.write_table(part(ARTICLES, partition), tables[ARTICLES], ARTICLE)


def _article(row: Mapping[str, Any], said: Judged | None) -> _Row:
    known = {name: row[name] for name in (*KNOWN, "format", "extra", "copy_of", "places")}
    size = len(row["text"] or row["data"] or "")
    return {"article": key(row), **known, "characters": size, **(said.article if said else _COPY)}
