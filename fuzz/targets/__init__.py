"""One module for each target: `PIECES` (what its inputs are made of), `SEEDS` (inputs to begin with, besides those in
`corpus/`), `run(data)` (raises AssertionError where something does not hold), and `LONGEST` (bytes of an input)."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

HERE = Path(__file__).resolve().parent.parent


class Target(NamedTuple):
    """A target, ready to be run."""

    name: str
    run: Callable[[bytes], None]
    pieces: Sequence[bytes]
    seeds: Sequence[bytes]
    longest: int


def names() -> list[str]:
    """All targets; none of them is imported for that."""
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


@cache
def target(name: str) -> Target:
    """The target of this name with the seeds that it says and those that lie in its folder."""
    module = import_module(f"{__name__}.{name}")
    seeds = [*module.SEEDS, *kept(HERE / "corpus" / name)]
    pieces = [piece.encode("utf-8", "surrogatepass") for piece in dict.fromkeys(module.PIECES)]
    return Target(name, module.run, pieces, seeds, module.LONGEST)


def kept(folder: Path) -> list[bytes]:
    """The inputs in a folder, in the order of their names."""
    return [path.read_bytes() for path in sorted(folder.glob("*")) if path.is_file()]
