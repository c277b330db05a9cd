"""Searches a folder and those above it for something, nearest first.

Configurations, baselines and repositories are all found in this way.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")


def above(folder: str) -> Iterator[str]:
    """An absolute folder and those above it, the nearest first."""
    parent = os.path.dirname(folder)
    while parent != folder:
        yield folder
        folder, parent = parent, os.path.dirname(parent)
    yield folder


class Nearest(Generic[T]):
    """Searches for one folder after another; every folder is examined once."""

    def __init__(self, ask: Callable[[str], T | None], last: Callable[[str], bool] = lambda _folder: False) -> None:
        """`ask` returns what a folder itself has; the search stops above a folder that is the `last`."""
        self._ask, self._last = ask, last
        self._known: dict[str, T | None] = {}

    def __call__(self, folder: str) -> T | None:
        """What the nearest folder has; None if none has anything."""
        passed: list[str] = []
        found: T | None = None
        for each in above(folder):
            found = self._known[each] if each in self._known else self._ask(each)
            passed.append(each)
            if found is not None or each in self._known or self._last(each):
                break
        self._known.update(dict.fromkeys(passed, found))
        return found


def is_repository(folder: str) -> bool:
    """True for the root of a git repository, a linked work tree or a submodule."""
    return os.path.exists(os.path.join(folder, ".git"))
