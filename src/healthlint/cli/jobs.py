"""Work on many files spread over processes; one that dies takes nothing with it but the file that killed it."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from concurrent.futures import Future, ProcessPoolExecutor

_WORTH_IT = 128 * 1024
"""Bytes of text below which other processes are not worth their start."""
_BATCH = 64 * 1024
"""Bytes handed over at once: enough to forget the price of handing over, few enough for an even end."""
_AHEAD = 2
"""Batches given out for each process, so that none waits. When one dies, only these are in doubt."""

Work = Callable[[str], Any]
"""What is done with one file; it lies in a module, and so does what it gives."""
Done = tuple[str, Any]
"""A file and what the work gave; None where the process died of it."""


def cores() -> int:
    """How many processes can run at once here."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    files: Sequence[str], jobs: int, begin: Callable[..., None], given: tuple[Any, ...], work: Work
) -> Iterator[Done]:
    """What `work` gives for each file, in any order. Other processes call `begin(*given)` first."""
    sizes = {file: _size(file) for file in files}
    if jobs == 1 or len(files) == 1 or sum(sizes.values()) < _WORTH_IT:
        for file in files:
            yield file, work(file)
        return
    pool = _Pool(jobs, begin, given, work)
    for file, result in pool.run(_batches(sizes)):
        yield file, result


def _size(file: str) -> int:
    try:
        return os.stat(file).st_size
    except OSError:
        return 0


def _batches(sizes: dict[str, int]) -> Iterator[list[str]]:
    """The largest first, so that no process ends with a long one alone; small ones together."""
    batch: list[str] = []
    held = 0
    for file in sorted(sizes, key=lambda name: -sizes[name]):
        batch.append(file)
        held += sizes[file]
        if held >= _BATCH:
            yield batch
            batch, held = [], 0
    if batch:
        yield batch


class _Pool:
    def __init__(self, jobs: int, begin: Callable[..., None], given: tuple[Any, ...], work: Work) -> None:
        self._jobs, self._begin, self._given, self._work = jobs, begin, given, work

    def run(self, batches: Iterable[list[str]]) -> Iterator[Done]:
        from concurrent.futures.process import BrokenProcessPool

        waiting = deque(batches)
        while waiting:
            out: dict[Future[list[Done]], list[str]] = {}
            try:
                yield from self._until_one_dies(waiting, out)
            except BrokenProcessPool:
                for file in [file for batch in out.values() for file in batch]:
                    yield self._alone(file)

    def _until_one_dies(self, waiting: deque[list[str]], out: dict[Future[list[Done]], list[str]]) -> Iterator[Done]:
        """`out` are the batches given out whose results have not been passed on."""
        from concurrent.futures import FIRST_COMPLETED, wait

        with self._executor(self._jobs) as pool:
            try:
                while waiting or out:
                    while waiting and len(out) < _AHEAD * self._jobs:
                        out[pool.submit(_each, self._work, waiting[0])] = waiting[0]
                        waiting.popleft()
                    done, _ = wait(out, return_when=FIRST_COMPLETED)
                    for future in done:
                        found = future.result()
                        del out[future]
                        yield from found
            except BaseException:
                # Where nothing is at work there is nothing to wait for but the end of the pool, and a pool that has not
                # ended when Python does makes it complain.
                pool.shutdown(wait=not out, cancel_futures=True)
                raise

    def _alone(self, file: str) -> Done:
        from concurrent.futures.process import BrokenProcessPool

        with self._executor(1) as pool:
            try:
                return pool.submit(_each, self._work, [file]).result()[0]
            except BrokenProcessPool:
                return file, None

    def _executor(self, jobs: int) -> ProcessPoolExecutor:
        from concurrent.futures import ProcessPoolExecutor

        return ProcessPoolExecutor(jobs, _context(), _start, (self._begin, self._given))


def _context() -> Any:
    import multiprocessing

    # A fork has the packs in memory already. No thread runs when the processes start.
    fork = "fork" in multiprocessing.get_all_start_methods() and os.uname().sysname == "Linux"
    return multiprocessing.get_context("fork" if fork else None)


def _start(begin: Callable[..., None], given: tuple[Any, ...]) -> None:
    import signal

    # Ctrl-C reaches every process of a terminal; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    begin(*given)


def _each(work: Work, files: Sequence[str]) -> list[Done]:
    return [(file, work(file)) for file in files]
