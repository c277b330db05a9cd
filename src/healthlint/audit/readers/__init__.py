"""Readers of input files. Each module defines SUFFIXES and `records`, and is found by its suffixes."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Protocol

from healthlint.audit.source import Problem, Source

Record = Mapping[str, Any]
"""The values of a row by column name."""


class Reader(Protocol):
    """A module in this folder. `records` may raise OSError or ValueError; the rest of the file is then lost."""

    SUFFIXES: tuple[str, ...]

    def records(self, source: Source) -> Iterator[Record | Problem]:
        """The rows of a file in order; for a row that cannot be read, the problem."""


@cache
def readers() -> dict[str, Reader]:
    """The readers by the suffixes of the files that they read."""
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    modules: list[Any] = [importlib.import_module(f"{__name__}.{name}") for name in names]
    return {suffix: module for module in modules for suffix in module.SUFFIXES}


def reader_of(name: str) -> Reader | None:
    """The reader for a file of this name, if there is one."""
    lowered = name.lower()
    return next((reader for suffix, reader in readers().items() if lowered.endswith(suffix)), None)
