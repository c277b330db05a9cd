"""Files that git ignores: matched by a .gitignore and not tracked."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

from healthlint.config.nearest import Nearest, above, is_repository

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

Ignores = tuple[tuple[str, "GitIgnoreSpec"], ...]
"""The .gitignore files that may apply to the files in a folder, the root's first, each with its folder."""


class Ignored:
    """Checks one file after another; each .gitignore is read once, and git is run once for a repository."""

    def __init__(self, notice: Callable[[str], object]) -> None:
        """`notice` is called if git fails."""
        self._notice = notice
        self._root: Nearest[str] = Nearest(lambda folder: folder if is_repository(folder) else None)
        self._ignores: dict[str, Ignores] = {}
        self._tracked: dict[str, frozenset[str]] = {}

    def __call__(self, path: str) -> bool:
        """True for a file that git ignores; tracked files are not, whatever a .gitignore says."""
        path = os.path.abspath(path)
        root = self._root(os.path.dirname(path))
        return root is not None and self._matched(path, root) and not self._is_tracked(path, root)

    def _matched(self, path: str, root: str) -> bool:
        """The result of the .gitignore files from the root down; the last match decides."""
        ignored = False
        for folder, spec in self._above(os.path.dirname(path), root):
            said = spec.check_file(os.path.relpath(path, folder).replace(os.sep, "/")).include
            ignored = ignored if said is None else said
        return ignored

    def _above(self, folder: str, root: str) -> Ignores:
        new: list[str] = []
        for each in above(folder):
            if each in self._ignores:
                break
            new.append(each)
            if each == root:
                break
        for each in reversed(new):
            before = () if each == root else self._ignores[os.path.dirname(each)]
            own = self._gitignore(each)
            self._ignores[each] = before if own is None else (*before, (each, own))
        return self._ignores[folder]

    def _gitignore(self, folder: str) -> GitIgnoreSpec | None:
        from healthlint.config.globs import lenient
        from healthlint.errors import ConfigError
        from healthlint.limits import SETTINGS_BYTES
        from healthlint.safe_read import read_file

        path = os.path.join(folder, ".gitignore")
        if not os.path.isfile(path):
            return None
        try:
            lines = read_file(path, SETTINGS_BYTES, ConfigError).decode("utf-8", "replace").splitlines()
        except ConfigError as problem:
            self._notice(f"{problem}; what it leaves out is checked")
            return None
        return lenient(lines)

    def _is_tracked(self, path: str, root: str) -> bool:
        if root not in self._tracked:
            self._tracked[root] = self._index(root)
        return os.path.relpath(path, root).replace(os.sep, "/") in self._tracked[root]

    def _index(self, root: str) -> frozenset[str]:
        from healthlint.config.git import GitError, git

        try:
            return frozenset(map(os.fsdecode, git(root, "ls-files", "-z").split(b"\0")))
        except GitError as problem:
            self._notice(f"{root}: cannot tell which ignored files are tracked, so none is checked ({problem})")
            return frozenset()
