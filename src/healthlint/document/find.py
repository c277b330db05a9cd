"""Which files a path stands for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

# What other people's programs keep in a project is nobody's article.
_TOOLS = frozenset({"node_modules", "__pycache__", "site-packages"})
_SETTINGS = frozenset(
    "package.json package-lock.json composer.json tsconfig.json jsconfig.json deno.json angular.json lerna.json "
    "manifest.json".split()
)
_MARKERS = ("pyvenv.cfg", "pack.yaml")

Identity = tuple[object, ...]


def identity(file: str) -> Identity:
    """The same for two names of one file, however they are spelled and whatever links lead to it."""
    try:
        status = os.stat(file)
    except (OSError, ValueError):
        return (os.path.abspath(file),)
    # Hard links are files of their own: each has a name that no link leads to.
    if status.st_ino and status.st_nlink == 1:
        return status.st_dev, status.st_ino
    return (os.path.realpath(file),)


def _left_out(folder: str, name: str) -> bool:
    inside = os.path.join(folder, name)
    return name.startswith(".") or name in _TOOLS or any(os.path.exists(os.path.join(inside, m)) for m in _MARKERS)


def files(path: str, dangling: Callable[[str], object] = lambda _link: None) -> Iterator[str]:
    """A file itself, or every file of a known format below a folder, in a stable order.

    A folder that cannot be looked into stands for itself. Hidden folders, virtual environments, node_modules, rule
    packs and settings of JavaScript tools are left out. `dangling` is told of links in a folder that lead nowhere."""
    if not os.path.isdir(path):
        yield path
        return
    closed: list[str] = []
    for entries in _folders(path, closed):
        yield from _articles(entries, dangling)
    # Whoever reads them says why they cannot be looked into: what is not checked must not look as if it were.
    yield from map(os.path.normpath, closed)


def unread(path: str) -> Iterator[tuple[str, str]]:
    """The files below a folder that people write articles in and that no reader is for, each with its format."""
    from healthlint.document.formats import UNREAD

    for entries in _folders(path, []) if os.path.isdir(path) else ():
        for entry in entries:
            format_ = UNREAD.get(os.path.splitext(entry.name)[1].lower())
            if format_ is not None and not entry.name.startswith((".", "~$")) and not _leads_to_folder(entry):
                yield os.path.normpath(entry.path), format_


def _folders(path: str, closed: list[str]) -> Iterator[list[os.DirEntry[str]]]:
    """What is in a folder, and in each below it; those that cannot be looked into are `closed`."""
    waiting = [path]
    # Not by recursion: folders may lie deeper in one another than calls can.
    while waiting:
        folder = waiting.pop()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError:
            closed.append(folder)
            continue
        yield entries
        waiting += [entry.path for entry in reversed(entries) if _is_searched(folder, entry)]


def _articles(entries: Iterable[os.DirEntry[str]], dangling: Callable[[str], object]) -> Iterator[str]:
    from healthlint.document.formats import known_formats

    suffixes = known_formats()
    for entry in entries:
        name = entry.name
        # "~$draft.docx" says that Word has draft.docx open.
        known = os.path.splitext(name)[1].lower() in suffixes and name not in _SETTINGS
        if not known or name.startswith((".", "~$")) or _leads_to_folder(entry):
            continue
        path = os.path.normpath(entry.path)
        if entry.is_symlink() and _leads_nowhere(path):
            dangling(path)
        else:
            yield path


def _is_searched(folder: str, entry: os.DirEntry[str]) -> bool:
    """True for a folder that is no link: what a link leads to is searched where it lies."""
    try:
        return entry.is_dir(follow_symlinks=False) and not _left_out(folder, entry.name)
    except OSError:
        return False


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _leads_nowhere(link: str) -> bool:
    try:
        os.stat(link)
    except FileNotFoundError:
        return True
    except OSError:
        return False
    return False
