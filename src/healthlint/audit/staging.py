"""Step 1: reads all inputs into one table format, in partitions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import blake2b
from typing import Any

from healthlint.audit.columns import failed, row
from healthlint.audit.inputs import InputFile, Unit
from healthlint.audit.options import Options
from healthlint.audit.process import Process
from healthlint.audit.readers import reader_of
from healthlint.audit.schemas import ROW, ROWS, UNITS, part
from healthlint.audit.source import Problem, Source
from healthlint.audit.store import Store
from healthlint.errors import internal
from healthlint.fast_dataclass import dataclass

_MOST_CHARACTERS = 16_000_000
"""The most characters in a partition, however few its rows: a worker holds them in memory."""
_DIGEST = 16
"""Bytes of a digest, enough for a hundred million texts without a collision."""


class Reading:
    """Has units read in a separate process: reading is Python code, so threads would block one another."""

    def __init__(self, options: Options) -> None:
        self._process = Process(Staging, options)

    def __call__(self, task: str) -> str:
        """The result of `Staging`. Raises RuntimeError."""
        return str(self._process.ask(task))

    def end(self) -> None:
        """Stop the process."""
        self._process.end()


@dataclass(frozen=True, slots=True)
class Staging:
    """Reads one unit at a time: from the JSON of a unit to the JSON of its partitions and problems."""

    options: Options

    def __call__(self, task: str) -> str:
        store = Store.of(self.options.output)
        unit = Unit.of(json.loads(task))
        partitions: dict[str, int] = {}
        problems: list[str] = []
        for rows in self._cut(self._rows(unit, problems)):
            name = f"{unit.name}-{len(partitions):05}"
            store.write_table(part(ROWS, name), rows, ROW)
            partitions[name] = len(rows)
        done = json.dumps({"partitions": partitions, "problems": problems})
        store.write(f"{UNITS}/{unit.name}.json", done.encode())
        return done

    def _cut(self, rows: Iterator[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
        held: list[dict[str, Any]] = []
        size = 0
        for each in rows:
            held.append(_digested(each))
            size += len(each.get("text") or each.get("data") or "")
            if len(held) >= self.options.rows or size >= _MOST_CHARACTERS:
                yield held
                held, size = [], 0
        if held:
            yield held

    def _rows(self, unit: Unit, problems: list[str]) -> Iterator[dict[str, Any]]:
        for file in unit.files:
            yield from self._of_file(unit, file, problems)

    def _of_file(self, unit: Unit, file: InputFile, problems: list[str]) -> Iterator[dict[str, Any]]:
        source = Source(Store(unit.root), file.address, file.name, self.options.characters)
        number = 0
        try:
            reader = reader_of(file.name)
            assert reader is not None, "an input of no kind is refused before"
            for number, record in enumerate(reader.records(source), 1):
                if isinstance(record, Problem):
                    yield failed(record, source, number)
                else:
                    yield row(record, source, number, self.options)
        except Exception as problem:
            reason = _failure(problem, number)
            problems.append(f"{file.name}: {reason}")
            yield failed(Problem(reason), source, number + 1)


def _failure(problem: Exception, number: int) -> str:
    """The reason why the rest of a file is lost, whichever library was reading it."""
    before = f"after row {number} " if number else ""
    if isinstance(problem, OSError | ValueError | EOFError) or type(problem).__module__.startswith("warcio"):
        first = (str(problem).splitlines() or [type(problem).__name__])[0]
        return f"{before}cannot be read ({first}); repair it or export it again"
    return f"{before}{internal(problem)}"


def _digested(each: dict[str, Any]) -> dict[str, Any]:
    """The row with a digest of its content, by which exact copies are found."""
    content = each.get("text") or each.get("data")
    if content is None:
        return each
    data = content.encode() if isinstance(content, str) else content
    return {**each, "digest": blake2b(data, digest_size=_DIGEST).digest()}
