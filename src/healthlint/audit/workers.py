"""Distributes tasks over this machine or, with Daft, over a Ray cluster; no task is lost if a process dies."""

from __future__ import annotations

import logging
import os
import socket
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from importlib import import_module
from queue import Empty, SimpleQueue
from threading import Thread
from typing import Any, Protocol
from urllib.parse import urlsplit

from healthlint.errors import UsageError
from healthlint.fast_dataclass import dataclass

# Read when Daft and Ray are imported: no telemetry, and no progress bars of their own.
os.environ.update({
    "DO_NOT_TRACK": "1",
    "DAFT_ANALYTICS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
})  # fmt: skip

import daft

_FRUITLESS = 3
"""After this many failed rounds in a row without a finished task, the machine is at fault, not a task."""
_PATIENCE = 5.0
"""Seconds to wait for a cluster to answer."""
_TOO_LATE = "timed out during startup"
"""Ray's message if its first process takes more than 30 seconds, as on a busy machine; it is then started again."""
_PIECES = 16
"""Pieces of work per worker of a cluster, small enough that no worker is left with a long one at the end."""


class Work(Protocol):
    """The work of a worker: a class at module level, instantiated once and then called with tasks. Long computations
    belong in a separate process, as the workers on one machine are threads."""

    def __init__(self, given: Any, /) -> None: ...

    def __call__(self, task: str, /) -> str:
        """Do one task."""

    def end(self) -> None:
        """Stop its process."""


@dataclass(frozen=True, slots=True)
class Workers:
    """`number` workers (0: one per processor), on the cluster at the address `ray`, if given ("local" starts one)."""

    number: int = 0
    ray: str = ""

    def begin(self) -> None:
        """Choose where everything runs, once per process. Raises UsageError."""
        # `all` reports errors; without a handler, Python would also print what Daft logs.
        logging.getLogger().addHandler(logging.NullHandler())
        if self.ray:
            _begin_ray(self.ray, self.number)
        else:
            # Set even if it was set before: a process has only one runner.
            os.environ["DAFT_RUNNER"] = "native"
        # A slow task must not hold back the results of others.
        daft.set_execution_config(maintain_order=False)

    def all(self, work: type[Work], given: Any, tasks: Sequence[str]) -> Iterator[tuple[str, str]]:
        """The result of `work(given)` for every task, once each and in any order; each worker creates the work once.

        A round ends when a task fails, and the rest is done in another one. Raises RuntimeError after several failed
        rounds."""
        left = dict.fromkeys(tasks)
        fruitless = 0
        while left:
            before = len(left)
            try:
                for task, done in self._round(work, given, list(left)):
                    if task in left:
                        del left[task]
                        yield task, done
            except Exception as problem:
                fruitless = 0 if len(left) < before else fruitless + 1
                if fruitless == _FRUITLESS:
                    raise RuntimeError(f"its processes keep failing ({_reason(problem)})") from None

    def _round(self, work: type[Work], given: Any, tasks: Sequence[str]) -> Iterator[tuple[str, str]]:
        number = min(self.number or self.cores(), len(tasks))
        return self._on_ray(work, given, tasks, number) if self.ray else _here(work, given, tasks, number)

    def _on_ray(self, work: type[Work], given: Any, tasks: Sequence[str], number: int) -> Iterator[tuple[str, str]]:
        frame = daft.from_pydict({"task": list(tasks)}).into_partitions(min(len(tasks), _PIECES * number))
        worker = daft.cls(max_concurrency=number, cpus=1, ray_options={"max_restarts": 4})(_Worker)
        made = worker((work.__module__, work.__qualname__), given)
        done = frame.select(frame["task"], made.do(frame["task"]).alias("done"))
        for each in done.iter_rows(results_buffer_size=1):
            yield each["task"], each["done"]

    def cores(self) -> int:
        """The number of processors available."""
        if not self.ray:
            return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        import ray

        return max(1, int(ray.cluster_resources().get("CPU", 1)))


def _reason(problem: BaseException) -> str:
    """The first cause in one line, without Daft's description of its own step and rows."""
    while problem.__cause__ is not None:
        problem = problem.__cause__
    return (str(problem).splitlines() or [type(problem).__name__])[0]


def _here(work: type[Work], given: Any, tasks: Sequence[str], number: int) -> Iterator[tuple[str, str]]:
    """The results of tasks done by `number` threads. Raises the exception of the first task that fails."""
    waiting: SimpleQueue[str] = SimpleQueue()
    results: SimpleQueue[tuple[str, str | Exception]] = SimpleQueue()
    for task in tasks:
        waiting.put(task)
    for made in [work(given) for _ in range(number)]:
        # A daemon thread, so that interrupting the run does not wait for tasks in progress.
        Thread(target=_serve, args=(made, waiting, results), daemon=True).start()
    try:
        for _ in tasks:
            task, done = results.get()
            if isinstance(done, Exception):
                raise done
            yield task, done
    finally:
        with suppress(Empty):
            while True:
                waiting.get_nowait()


def _serve(work: Work, waiting: SimpleQueue[str], results: SimpleQueue[tuple[str, str | Exception]]) -> None:
    try:
        while True:
            task = waiting.get_nowait()
            try:
                results.put((task, work(task)))
            except Exception as problem:
                results.put((task, problem))
    except Empty:
        work.end()


class _Worker:
    """Runs in a process of a cluster: creates the work at the start, then does one task at a time."""

    def __init__(self, made: tuple[str, str], given: Any) -> None:
        module, name = made
        self._work: Callable[[str], str] = getattr(import_module(module), name)(given)

    def _do(self, tasks: daft.Series) -> list[str]:
        return [self._work(task) for task in tasks.to_pylist()]

    do = daft.method.batch(return_dtype=daft.DataType.string(), batch_size=1)(_do)


def _begin_ray(address: str, number: int) -> None:
    try:
        import ray
    except ModuleNotFoundError as missing:
        way_out = "which pip install 'healthlint[audit,ray]' brings"
        raise UsageError(f"--ray needs the package '{missing.name}', {way_out}") from None
    local = address == "local"
    if not local:
        _reach(address)
    where: dict[str, Any] = {"num_cpus": number or None, "include_dashboard": False} if local else {"address": address}
    start = partial(ray.init, log_to_driver=False, logging_level=logging.ERROR, **where)
    problem = _failure(start)
    if _TOO_LATE in problem:
        ray.shutdown()
        problem = _failure(start)
    if problem:
        raise UsageError(f"--ray {address}: no cluster can be reached ({problem.splitlines()[0]})")
    daft.set_runner_ray(noop_if_initialized=True)


def _failure(start: Callable[[], object]) -> str:
    """The reason why Ray did not start; empty if it did."""
    try:
        start()
    except (ConnectionError, RuntimeError, ValueError, OSError) as problem:
        return str(problem) or type(problem).__name__
    except Exception as problem:
        # Ray raises a plain Exception for this.
        if _TOO_LATE not in str(problem):
            raise
        return str(problem)
    return ""


def _reach(address: str) -> None:
    """Test whether the cluster answers, as Ray itself would wait a minute. Raises UsageError."""
    place = urlsplit(address if "://" in address else f"ray://{address}")
    try:
        if place.port is not None:
            socket.create_connection((place.hostname, place.port), _PATIENCE).close()
    except (OSError, ValueError) as problem:
        raise UsageError(f"--ray {address}: no cluster can be reached ({problem})") from None
