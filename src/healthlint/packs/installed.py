"""Packs that other installed packages bring, by the entry points of the group `healthlint.packs`."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from healthlint.packs import locate

GROUP = "healthlint.packs"


@cache
def installed() -> dict[str, Path]:
    """Folders by the name of the pack. An entry point names a module: its folder is the pack, which has the name of the
    entry point, or holds packs, which have the names of their folders.

    To read what every installed package says of itself takes longer than a start: only a name that nothing else has is
    looked for here. No module is imported.
    """
    from importlib.metadata import entry_points

    found: dict[str, Path] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        for folder in _folders(point.value):
            if (folder / locate.HEAD).is_file():
                found.setdefault(point.name, folder)
            else:
                for inner in locate.pack_dirs(folder):
                    if (inner / locate.HEAD).is_file():
                        found.setdefault(inner.name, inner)
    return found


def _folders(module: str) -> Iterator[Path]:
    try:
        spec = find_spec(module.partition(":")[0].strip())
    except (ImportError, ValueError):
        return
    for place in (spec and spec.submodule_search_locations) or ():
        if Path(place).is_dir():
            yield Path(place).resolve()
