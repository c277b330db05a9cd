"""A progress bar on standard error for long runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from time import monotonic
from typing import Any, TypeVar

T = TypeVar("T")
_PATIENCE = 1.0
"""Seconds before the bar is shown; shorter runs have none."""
_ERASE = "\x1b[1A\x1b[2K"
"""One line up, and clear it: click ends its bar with a newline."""


def watched(steps: Iterable[T], length: int, clock: Callable[[], float] = monotonic) -> Iterator[T]:
    """The results of `length` steps one by one, with a bar on a terminal if they take long."""
    if not _seen():
        yield from steps
        return
    bar: Any = None
    started = clock()
    with ExitStack() as stack:
        for done, step in enumerate(steps, 1):
            if bar is not None:
                bar.update(1)
            elif clock() - started > _PATIENCE:
                stack.callback(_erase)
                bar = stack.enter_context(_bar(length))
                bar.update(done)
            yield step


def _seen() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _erase() -> None:
    sys.stderr.write(_ERASE)
    sys.stderr.flush()


def _bar(length: int) -> Any:
    import click

    return click.progressbar(length=length, label="checking", show_pos=True, show_eta=False, file=sys.stderr)
