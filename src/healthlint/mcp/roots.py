"""The folders in which an assistant may have files checked; all other paths are refused."""

from __future__ import annotations

import os
from collections.abc import Sequence

from healthlint.errors import UsageError
from healthlint.fast_dataclass import dataclass


@dataclass(frozen=True, slots=True)
class Roots:
    """Real paths of folders; relative paths start from the first."""

    folders: tuple[str, ...]

    @classmethod
    def of(cls, named: Sequence[str]) -> Roots:
        """These folders, or the current one. Raises UsageError if one is not a folder."""
        for folder in named:
            if not os.path.isdir(folder):
                raise UsageError(f"{folder}: is not a folder; name folders whose files may be checked")
        return cls(tuple(os.path.realpath(folder) for folder in named or (os.curdir,)))

    def inside(self, path: str) -> str:
        """The real path of a file in one of the folders, with links resolved. Raises UsageError for any other, whether
        or not the file exists."""
        real = os.path.realpath(os.path.join(self.folders[0], path)) if "\0" not in path else ""
        if not any(_holds(folder, real) for folder in self.folders):
            raise UsageError(f"{path!r} is outside the folders that may be read: {', '.join(self.folders)}")
        return real

    def shown(self, real: str) -> str:
        """A real path as the assistant knows it: relative to the first folder if inside it."""
        return os.path.relpath(real, self.folders[0]) if _holds(self.folders[0], real) else real


def _holds(folder: str, real: str) -> bool:
    return real.startswith(os.path.join(folder, ""))
