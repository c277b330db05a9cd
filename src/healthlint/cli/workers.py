"""A process that works for this one and ends with it, however this one ends."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

_PR_SET_PDEATHSIG = 1
"""From <sys/prctl.h>: the signal that a process gets when its parent dies."""
_ENDING = ("SIGTERM", "SIGHUP")
"""Signals that the main process may handle in its own way; a worker just ends."""


class Worker:
    """A process that is given one batch of files after another; `batch` is the current one."""

    def __init__(
        self,
        begin: Callable[..., None],
        given: tuple[Any, ...],
        work: Callable[[str], Any],
        others: Sequence[Worker] = (),
    ) -> None:
        """The process calls `begin(*given)`, then `work` for each file. `others` are those started before."""
        context = _context()
        self.batch: list[str] = []
        self._pipe, theirs = context.Pipe()
        # A fork inherits the ends of this process's pipes; if they stayed open, no worker would see its own pipe end.
        inherited = [self._pipe, *(each._pipe for each in others)] if context.get_start_method() == "fork" else []
        self._process = context.Process(
            target=_serve, args=(theirs, inherited, os.getpid(), begin, given, work), daemon=True
        )
        with _uninterrupted():
            self._process.start()
        theirs.close()

    def give(self, batch: list[str]) -> bool:
        """Hand over files; False if the process is dead. It must be waiting: a full pipe would stop both sides."""
        self.batch = batch
        try:
            self._pipe.send(batch)
        except OSError:
            return False
        return True

    def take(self) -> list[tuple[str, Any]] | None:
        """The result of the work for each file of the batch; None if the process died. Raises what the work raised."""
        try:
            done, error = self._pipe.recv()
        except (EOFError, OSError):
            return None
        if error is not None:
            raise error
        found: list[tuple[str, Any]] = done
        return found

    def kill(self) -> None:
        """Stop the process at once."""
        self._process.kill()

    def end(self) -> None:
        """Let the process finish, and wait for it."""
        self._pipe.close()
        self._process.join()
        self._process.close()


def ready(workers: Sequence[Worker]) -> list[Worker]:
    """The workers with results, or that are dead; waits for the first."""
    from multiprocessing.connection import wait

    found = wait([worker._pipe for worker in workers])
    return [worker for worker in workers if worker._pipe in found]


def _context() -> Any:
    import multiprocessing

    # A fork has the packs in memory already. No thread runs when the processes start.
    fork = "fork" in multiprocessing.get_all_start_methods() and sys.platform == "linux"
    return multiprocessing.get_context("fork" if fork else None)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Delays Ctrl-C: a process that has just started would answer it with a traceback."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _serve(
    pipe: Any,
    inherited: Sequence[Any],
    parent: int,
    begin: Callable[..., None],
    given: tuple[Any, ...],
    work: Callable[[str], Any],
) -> None:
    """The main loop of a worker, until its pipe ends."""
    for each in inherited:
        each.close()
    _signals()
    _end_with(parent)
    begin(*given)
    # The end of the pipe, or a reset, comes from the other side.
    with suppress(EOFError, OSError):
        while True:
            pipe.send(_done(work, pipe.recv()))


def _done(work: Callable[[str], Any], files: Sequence[str]) -> tuple[list[tuple[str, Any]], Exception | None]:
    try:
        return [(file, work(file)) for file in files], None
    except Exception as error:
        return [], error


def _signals() -> None:
    # Ctrl-C reaches every process of a terminal; the first one ends the others.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in _ENDING:
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _end_with(parent: int) -> None:
    """End this process when its parent ends, even if the parent is killed and this process is busy."""
    from threading import Thread

    _killed_by_kernel()
    # The parent may have died before the request.
    if hasattr(os, "getppid") and os.getppid() != parent:
        os._exit(1)
    Thread(target=_watch, daemon=True).start()


def _killed_by_kernel() -> None:
    """Ask Linux to kill this process with its parent, which works even inside a long call."""
    if sys.platform != "linux":
        return
    with suppress(ImportError, OSError, AttributeError):
        import ctypes

        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def _watch() -> None:
    """Waits for the end of the parent, on any system."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)
