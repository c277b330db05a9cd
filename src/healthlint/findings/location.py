"""Portable paths: from the root of the repository, with slashes."""

from __future__ import annotations

import os
from pathlib import PurePath

_NO_FILE = ("<stdin>", "<text>")
"""The names of articles without a file."""


def from_root(path: str, root: str) -> str:
    """`path`, relative to the current folder, as seen from `root`; unchanged without a root or outside it."""
    if root and path not in _NO_FILE:
        inside = os.path.relpath(os.path.abspath(path), root)
        if inside.split(os.sep, 1)[0] != os.pardir:
            path = inside
    return PurePath(path).as_posix()
