"""The kinds of files that hold articles: each module has SUFFIXES and `records`, and is found here by them."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Protocol

from healthlint.audit.source import Problem, Source

Record = Mapping[str, Any]
"""The values of a row by the names of their columns."""


class Reader(Protocol):
    """A module of this folder. `records` may raise OSError or ValueError: then the rest of the file is lost."""

    SUFFIXES: tuple[str, ...]

    def records(self, source: Source) -> Iterator[Record | Problem]:
        """The rows of a file, in its order; for one that cannot be read the problem."""


@cache
def readers() -> dict[str, Reader]:
    """The readers by the endings of the files that they read."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules: list[Any] = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {suffix: module for module in modules for suffix in module.SUFFIXES}


def reader_of(name: str) -> Reader | None:
    """The reader for a file of this name; None where there is none."""
    lowered = name.lower()
    return next((reader for suffix, reader in readers().items() if lowered.endswith(suffix)), None)
