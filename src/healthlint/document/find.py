"""Which files a path stands for."""

from __future__ import annotations

import os
from collections.abc import Iterator

# What other people's programs keep in a project is nobody's article.
_TOOLS = frozenset({"node_modules", "__pycache__", "site-packages"})
_SETTINGS = frozenset(
    "package.json package-lock.json composer.json tsconfig.json jsconfig.json deno.json angular.json lerna.json "
    "manifest.json".split()
)
_MARKERS = ("pyvenv.cfg", "pack.yaml")


def _left_out(folder: str, name: str) -> bool:
    inside = os.path.join(folder, name)
    return name.startswith(".") or name in _TOOLS or any(os.path.exists(os.path.join(inside, m)) for m in _MARKERS)


def files(path: str) -> Iterator[str]:
    """A file itself, or every file of a known format below a folder, in a stable order.

    A folder that cannot be looked into stands for itself. Hidden folders, virtual environments, node_modules, rule
    packs and settings of JavaScript tools are left out."""
    if not os.path.isdir(path):
        yield path
        return
    from healthlint.document.formats import known_formats

    suffixes = known_formats()
    unread: list[str] = []
    for folder, subfolders, names in os.walk(path, onerror=lambda problem: unread.append(str(problem.filename))):
        subfolders[:] = sorted(name for name in subfolders if not _left_out(folder, name))
        for name in sorted(names):
            # "~$draft.docx" says that Word has draft.docx open.
            known = os.path.splitext(name)[1].lower() in suffixes and name not in _SETTINGS
            if known and not name.startswith((".", "~$")):
                yield os.path.normpath(os.path.join(folder, name))
    # Whoever reads them says why they cannot be looked into: what is not checked must not look as if it were.
    yield from map(os.path.normpath, unread)
