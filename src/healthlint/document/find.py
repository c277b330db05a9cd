"""The files that a path stands for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

# Folders of other people's programs, which contain no articles of the project.
_TOOLS = frozenset({"node_modules", "__pycache__", "site-packages"})
_SETTINGS = frozenset(
    "package.json package-lock.json composer.json tsconfig.json jsconfig.json deno.json angular.json lerna.json "
    "manifest.json".split()
)
_MARKERS = ("pyvenv.cfg", "pack.yaml")

Identity = tuple[object, ...]


def identity(file: str) -> Identity:
    """The same for all names of one file, however spelled and through whatever links."""
    try:
        status = os.stat(file)
    except (OSError, ValueError):
        return (os.path.abspath(file),)
    # Hard links are separate files: each has a name that no link leads to.
    if status.st_ino and status.st_nlink == 1:
        return status.st_dev, status.st_ino
    return (os.path.realpath(file),)


def _left_out(folder: str, name: str) -> bool:
    inside = os.path.join(folder, name)
    return name.startswith(".") or name in _TOOLS or any(os.path.exists(os.path.join(inside, m)) for m in _MARKERS)


def files(path: str, dangling: Callable[[str], object] = lambda _link: None) -> Iterator[str]:
    """The file itself, or every file of a known format below a folder, in a stable order.

    An unreadable folder stands for itself. Hidden folders, virtual environments, node_modules, rule packs and settings
    of JavaScript tools are left out. `dangling` is called with broken links in a folder."""
    if not os.path.isdir(path):
        yield path
        return
    closed: list[str] = []
    for entries in _folders(path, closed):
        yield from _articles(entries, dangling)
    # Reading them then reports why they cannot be opened: an unchecked folder must not look checked.
    yield from map(os.path.normpath, closed)


def unread(path: str) -> Iterator[tuple[str, str]]:
    """The files below a folder in formats that people write articles in and no reader supports, each with its
    format."""
    from healthlint.document.formats import UNREAD

    for entries in _folders(path, []) if os.path.isdir(path) else ():
        for entry in entries:
            format_ = UNREAD.get(os.path.splitext(entry.name)[1].lower())
            if format_ is not None and not entry.name.startswith((".", "~$")) and not _leads_to_folder(entry):
                yield os.path.normpath(entry.path), format_


def _folders(path: str, closed: list[str]) -> Iterator[list[os.DirEntry[str]]]:
    """The entries of a folder and of each folder below it; unreadable ones are `closed`."""
    waiting = [path]
    # Not recursive: folders may be nested deeper than the stack.
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
        # "~$draft.docx" is a lock file: Word has draft.docx open.
        known = os.path.splitext(name)[1].lower() in suffixes and name not in _SETTINGS
        if not known or name.startswith((".", "~$")) or _leads_to_folder(entry):
            continue
        path = os.path.normpath(entry.path)
        if entry.is_symlink() and _leads_nowhere(path):
            dangling(path)
        else:
            yield path


def _is_searched(folder: str, entry: os.DirEntry[str]) -> bool:
    """True for a folder that is not a link; a link's target is searched where it is."""
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
