"""A bar on standard error for runs that somebody waits for."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from time import monotonic
from typing import Any

_PATIENCE = 1.0
"""Seconds after which the bar is shown; shorter runs have none."""
_ERASE = "\x1b[1A\x1b[2K"
"""One line up, and that line empty: click ends its bar with a new line."""


def watched(files: Sequence[str], clock: Callable[[], float] = monotonic) -> Iterator[str]:
    """The files, one by one, with a bar on a terminal when that takes its time, which is gone at the end."""
    if not _seen():
        yield from files
        return
    bar: Any = None
    started = clock()
    with ExitStack() as stack:
        for done, file in enumerate(files):
            if bar is None and clock() - started > _PATIENCE:
                stack.callback(_erase)
                bar = stack.enter_context(_bar(len(files)))
                bar.update(done)
            yield file
            if bar is not None:
                bar.update(1)


def _seen() -> bool:
    return sys.stderr is not None and sys.stderr.isatty()


def _erase() -> None:
    sys.stderr.write(_ERASE)
    sys.stderr.flush()


def _bar(length: int) -> Any:
    import click

    return click.progressbar(length=length, label="checking", show_pos=True, show_eta=False, file=sys.stderr)
