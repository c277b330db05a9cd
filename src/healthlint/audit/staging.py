"""The first step: the rows of every input in one form, cut into partitions."""

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
"""A partition ends after so many characters, however few its rows are: whoever judges it holds them in memory."""
_DIGEST = 16
"""Bytes: no two of a hundred million texts have the same ones."""


class Reading:
    """Has one unit after the other read by a process of its own: to read is work of Python, so threads would wait for
    each other."""

    def __init__(self, options: Options) -> None:
        self._process = Process(Staging, options)

    def __call__(self, task: str) -> str:
        """What `Staging` gives. Raises RuntimeError."""
        return str(self._process.ask(task))

    def end(self) -> None:
        """Ends the process."""
        self._process.end()


@dataclass(frozen=True, slots=True)
class Staging:
    """Reads one unit after the other; given the JSON of a unit, it gives that of its partitions and problems."""

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
            said = _said(problem, number)
            problems.append(f"{file.name}: {said}")
            yield failed(Problem(said), source, number + 1)


def _said(problem: Exception, number: int) -> str:
    """Why the rest of a file is lost; libraries of many kinds read it."""
    before = f"after row {number} " if number else ""
    if isinstance(problem, OSError | ValueError | EOFError) or type(problem).__module__.startswith("warcio"):
        first = (str(problem).splitlines() or [type(problem).__name__])[0]
        return f"{before}cannot be read ({first}); mend it or export it again"
    return f"{before}{internal(problem)}"


def _digested(each: dict[str, Any]) -> dict[str, Any]:
    """The row with what is equal where its article is, letter for letter."""
    content = each.get("text") or each.get("data")
    if content is None:
        return each
    data = content.encode() if isinstance(content, str) else content
    return {**each, "digest": blake2b(data, digest_size=_DIGEST).digest()}
