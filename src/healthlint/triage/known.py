"""The baseline for a file: the named one, or else the closest, searched for like configurations."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from healthlint.config.nearest import Nearest, above, is_repository
from healthlint.triage.baseline import FILE


class Known:
    """Finds the baseline for one file after another."""

    def __init__(self, named: str | None = None) -> None:
        self._named = Path(named) if named else None
        self._nearest: Nearest[Path] = Nearest(_in_folder, is_repository)

    def of(self, file: str) -> Path | None:
        """The baseline in the folder of a file or the closest above it, up to the root of the repository."""
        return self._named or self._nearest(os.path.dirname(os.path.abspath(file)))

    def home(self, file: str, named: Sequence[str]) -> Path:
        """The baseline to write a file's findings to: the one that would be found for it. If there is none, one in this
        folder or, if the file is not below it, in its repository or the folder that was `named`."""
        return self.of(file) or _shown(os.path.join(_first(os.path.abspath(file), named), FILE))


def _in_folder(folder: str) -> Path | None:
    path = os.path.join(folder, FILE)
    return _shown(path) if os.path.lexists(path) else None


def _shown(path: str) -> Path:
    return Path(os.path.relpath(path))


def _first(file: str, named: Sequence[str]) -> str:
    folders = []
    for folder in above(os.path.dirname(file)):
        folders.append(folder)
        if is_repository(folder):
            break
    here = os.getcwd()
    if here in folders:
        return here
    places = (os.path.abspath(path) for path in named)
    inside = (place if os.path.isdir(place) else os.path.dirname(place) for place in places)
    return folders[-1] if is_repository(folders[-1]) else next((each for each in inside if each in folders), folders[0])
