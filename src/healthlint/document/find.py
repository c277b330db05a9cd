"""Which files a path stands for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path


def files(path: str) -> Iterator[str]:
    """A file itself, or every file of a known format below a folder, in a stable order; hidden folders are left out."""
    if not os.path.isdir(path):
        yield path
        return
    from healthlint.document.read import known_formats

    suffixes = known_formats()
    for folder, subfolders, names in os.walk(path):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(names):
            if Path(name).suffix.lower() in suffixes and not name.startswith("."):
                yield os.path.normpath(os.path.join(folder, name))
