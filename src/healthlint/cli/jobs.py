"""Distributes work on many files over processes; if one dies, only the file that killed it is lost."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from healthlint.cli.workers import Worker

_WORTH_IT = 128 * 1024
"""Bytes of text below which starting other processes does not pay."""
_BATCH = 64 * 1024
"""Bytes per batch: large enough to outweigh the overhead, small enough for an even finish."""

Work = Callable[[str], Any]
"""The work on one file; the function and its results must be picklable."""
Done = tuple[str, Any]
"""A file and its result; None if it killed the process."""
Batch = list[str]


def cores() -> int:
    """The number of processes that can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    files: Sequence[str], jobs: int, begin: Callable[..., None], given: tuple[Any, ...], work: Work
) -> Iterator[Done]:
    """The result of `work` for each file, in any order. Other processes call `begin(*given)` first, and end with this
    one."""
    sizes = {file: _size(file) for file in files}
    if jobs == 1 or len(files) == 1 or sum(sizes.values()) < _WORTH_IT:
        for file in files:
            yield file, work(file)
        return
    yield from _Pool(begin, given, work).run(_batches(sizes), jobs)


def _size(file: str) -> int:
    try:
        return os.stat(file).st_size
    except (OSError, ValueError):
        return 0


def _batches(sizes: dict[str, int]) -> list[Batch]:
    """The largest first, so that no process is left with a long one at the end; small ones together."""
    batches: list[Batch] = [[]]
    held = 0
    for file in sorted(sizes, key=lambda name: -sizes[name]):
        batches[-1].append(file)
        held += sizes[file]
        if held >= _BATCH:
            batches.append([])
            held = 0
    return [batch for batch in batches if batch]


class _Pool:
    """Gives every idle process the next batch."""

    def __init__(self, begin: Callable[..., None], given: tuple[Any, ...], work: Work) -> None:
        self._begin, self._given, self._work = begin, given, work
        self._workers: list[Worker] = []
        self._suspects: list[str] = []

    def run(self, batches: Sequence[Batch], jobs: int) -> Iterator[Done]:
        """The results of all batches. However it ends, no process remains."""
        try:
            yield from self._all(deque(batches), jobs)
            # A process may die of its file, or of what others did to the machine; run alone, the file shows which.
            suspects, self._suspects = self._suspects, []
            yield from self._all(deque([file] for file in suspects), 1)
            yield from ((file, None) for file in self._suspects)
        except BaseException:
            for worker in self._workers:
                worker.kill()
            raise
        finally:
            self._end()

    def _all(self, waiting: deque[Batch], jobs: int) -> Iterator[Done]:
        from healthlint.cli.workers import ready

        while waiting or self._workers:
            while waiting and len(self._workers) < jobs:
                self._give(self._started(), waiting.popleft())
            for worker in ready(self._workers):
                done = self._taken(worker)
                # Before the results are processed, so that the worker does not stand idle.
                if waiting and worker in self._workers:
                    self._give(worker, waiting.popleft())
                elif worker in self._workers:
                    self._dismiss(worker)
                yield from done

    def _started(self) -> Worker:
        from healthlint.cli.workers import Worker

        worker = Worker(self._begin, self._given, self._work, self._workers)
        self._workers.append(worker)
        return worker

    def _give(self, worker: Worker, batch: Batch) -> None:
        if not worker.give(batch):
            self._lose(worker)

    def _taken(self, worker: Worker) -> list[Done]:
        done = worker.take()
        if done is None:
            self._lose(worker)
        return done or []

    def _lose(self, worker: Worker) -> None:
        self._suspects += worker.batch
        self._dismiss(worker)

    def _dismiss(self, worker: Worker) -> None:
        self._workers.remove(worker)
        worker.end()

    def _end(self) -> None:
        for worker in list(self._workers):
            self._dismiss(worker)
