"""The order of the steps of an audit: read, find copies, check, sum up; finished work is never repeated."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from healthlint.audit.judging import Judging
from healthlint.audit.options import Options
from healthlint.audit.plan import ENDED, Plan, staged
from healthlint.audit.schemas import ARTICLES, COPIES, WORK
from healthlint.audit.staging import Reading
from healthlint.audit.store import Store
from healthlint.audit.workers import Workers
from healthlint.fast_dataclass import dataclass

_COPIED = f"{COPIES}/done"
Steps = Iterable[tuple[str, int]]
Watch = Callable[[str, int, int, Steps], Iterator[tuple[str, int]]]
"""Passes steps on with a progress bar: its label, the total of articles, those done before; a step is a task with its
number of articles."""


@dataclass(frozen=True, slots=True)
class Audit:
    """One audit, carried out by these workers."""

    plan: Plan
    options: Options
    workers: Workers
    watch: Watch

    def run(self) -> list[str]:
        """Do the remaining work; returns the problems with whole inputs. Raises HealthlintError, RuntimeError."""
        store = Store.of(self.options.output)
        if not store.has(ENDED):
            units = self._staged(store)
            partitions = {name: rows for unit in units.values() for name, rows in unit["partitions"].items()}
            self._find_copies(store, sorted(partitions))
            self._judge(store, partitions)
            problems = [*self.plan.problems, *(line for name in sorted(units) for line in units[name]["problems"])]
            store.write(ENDED, json.dumps(problems).encode())
            store.delete(WORK)
        ended: list[str] = json.loads(store.read(ENDED))
        return ended

    def _staged(self, store: Store) -> dict[str, Any]:
        done = staged(store)
        left = {json.dumps(unit.to_dict()): unit.name for unit in self.plan.units if unit.name not in done}
        results = self.workers.all(Reading, self.options, list(left))
        steps = ((task, sum(json.loads(done)["partitions"].values())) for task, done in results)
        for _ in self.watch("reading", 0, 0, steps):
            pass
        return staged(store)

    def _find_copies(self, store: Store, partitions: Sequence[str]) -> None:
        from healthlint.audit.copies import find

        if self.options.alike and partitions and not store.has(_COPIED):
            number = find(store, partitions, self.options.alike)
            store.write(_COPIED, str(number).encode())

    def _judge(self, store: Store, partitions: dict[str, int]) -> None:
        done = {name.removeprefix("part-").removesuffix(".parquet") for name in store.names(ARTICLES)}
        left = sorted(name for name in partitions if name not in done)
        steps = ((name, partitions[name]) for name, _ in self.workers.all(Judging, self.options, left))
        before = sum(rows for name, rows in partitions.items() if name in done)
        for _ in self.watch("judging", sum(partitions.values()), before, steps):
            pass
