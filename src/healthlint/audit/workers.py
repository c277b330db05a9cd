"""Tasks spread over this machine or, by Daft, over a Ray cluster; a process that dies loses no task."""

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

# Read when Daft and Ray are imported: neither may ask the network for anything, or draw a bar of its own.
os.environ.update({
    "DO_NOT_TRACK": "1",
    "DAFT_ANALYTICS_ENABLED": "0",
    "DAFT_PROGRESS_BAR": "0",
    "RAY_USAGE_STATS_ENABLED": "0",
})  # fmt: skip

import daft

_FRUITLESS = 3
"""So many rounds in a row that end early without one task done are a fault of the machine, not of a task."""
_PATIENCE = 5.0
"""Seconds that a cluster may take to answer."""
_TOO_LATE = "timed out during startup"
"""What Ray says when its first process needs more than 30 seconds, as on a busy machine: it is started once more."""
_PIECES = 16
"""Pieces for each worker of a cluster, so that none ends with a long one alone."""


class Work(Protocol):
    """What a worker does, a class of a module: made once from what it is given, then called with tasks. What takes
    long it does in a process of its own, for the workers of one machine are threads."""

    def __init__(self, given: Any, /) -> None: ...

    def __call__(self, task: str, /) -> str:
        """Does one task."""

    def end(self) -> None:
        """Ends its process."""


@dataclass(frozen=True, slots=True)
class Workers:
    """`number` of workers; with `ray` on that cluster, "local" being one that is started here. 0: as many as there
    are processors."""

    number: int = 0
    ray: str = ""

    def begin(self) -> None:
        """Chooses where everything runs, once in a process. Raises UsageError."""
        # What goes wrong is told by `all`; where nobody listens, Python prints what Daft logs.
        logging.getLogger().addHandler(logging.NullHandler())
        if self.ray:
            _begin_ray(self.ray, self.number)
        else:
            # It may have been chosen before: a process has one.
            os.environ["DAFT_RUNNER"] = "native"
        # A task that takes long must not hold back what is told of the others.
        daft.set_execution_config(maintain_order=False)

    def all(self, work: type[Work], given: Any, tasks: Sequence[str]) -> Iterator[tuple[str, str]]:
        """What `work(given)` gives for every task, in any order, each once; it is made once in a worker.

        A round ends when a task fails; what is left is done in another one. Raises RuntimeError where none helps."""
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
                    raise RuntimeError(f"its processes fail one after the other ({_reason(problem)})") from None

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
        """The processors that it may use."""
        if not self.ray:
            return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
        import ray

        return max(1, int(ray.cluster_resources().get("CPU", 1)))


def _reason(problem: BaseException) -> str:
    """What went wrong first, in a line: Daft tells in which step of its own, and with which rows."""
    while problem.__cause__ is not None:
        problem = problem.__cause__
    return (str(problem).splitlines() or [type(problem).__name__])[0]


def _here(work: type[Work], given: Any, tasks: Sequence[str], number: int) -> Iterator[tuple[str, str]]:
    """The tasks done by so many threads. Raises what the first that fails has raised."""
    waiting: SimpleQueue[str] = SimpleQueue()
    told: SimpleQueue[tuple[str, str | Exception]] = SimpleQueue()
    for task in tasks:
        waiting.put(task)
    for made in [work(given) for _ in range(number)]:
        # A daemon: whoever breaks the run off does not wait for what is begun.
        Thread(target=_serve, args=(made, waiting, told), daemon=True).start()
    try:
        for _ in tasks:
            task, done = told.get()
            if isinstance(done, Exception):
                raise done
            yield task, done
    finally:
        with suppress(Empty):
            while True:
                waiting.get_nowait()


def _serve(work: Work, waiting: SimpleQueue[str], told: SimpleQueue[tuple[str, str | Exception]]) -> None:
    try:
        while True:
            task = waiting.get_nowait()
            try:
                told.put((task, work(task)))
            except Exception as problem:
                told.put((task, problem))
    except Empty:
        work.end()


class _Worker:
    """In a process of a cluster: makes the work when it begins, then does one task after the other."""

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
        raise UsageError(f"--ray {address}: there is no cluster to be reached ({problem.splitlines()[0]})")
    daft.set_runner_ray(noop_if_initialized=True)


def _failure(start: Callable[[], object]) -> str:
    """Why Ray could not start; empty if it has."""
    try:
        start()
    except (ConnectionError, RuntimeError, ValueError, OSError) as problem:
        return str(problem) or type(problem).__name__
    except Exception as problem:
        # Ray has no class for this one.
        if _TOO_LATE not in str(problem):
            raise
        return str(problem)
    return ""


def _reach(address: str) -> None:
    """Ray itself waits a minute for a cluster that is not there. Raises UsageError."""
    place = urlsplit(address if "://" in address else f"ray://{address}")
    try:
        if place.port is not None:
            socket.create_connection((place.hostname, place.port), _PATIENCE).close()
    except (OSError, ValueError) as problem:
        raise UsageError(f"--ray {address}: there is no cluster to be reached ({problem})") from None
