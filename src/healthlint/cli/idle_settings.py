"""Settings without effect: a configuration under a name that is not read, a pattern that matches nothing."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from healthlint.cli.reading import STDIN
from healthlint.config.load import NAMES, PYPROJECT, Resolved, named_otherwise
from healthlint.config.name import is_slip
from healthlint.config.nearest import above, is_repository
from healthlint.errors import did_you_mean

if TYPE_CHECKING:
    from healthlint.settings import Configured

_LIKE = re.compile(r"\.?health[-_ ]?lint(?:rc)?(?:\.(?:ya?ml|toml|cfg|ini|conf))?", re.IGNORECASE)
_NO_SETTINGS = frozenset(("healthlint",))
"""A folder, a program or a report may have this name."""
_MOST_ENTRIES = 200_000
_MOST_NAMES = 2_000


def notices(configured: Configured, paths: Sequence[str], files: Sequence[str]) -> Iterator[str]:
    """Notices for a run on these `paths`, which stand for these `files`."""
    if configured.flags.isolated:
        return
    named = [os.path.join(path, "_") if os.path.isdir(path) else path for path in paths]
    # One file of each folder.
    places = {os.path.dirname(os.path.abspath(path)): path for path in (*named, *files) if path != STDIN}.values()
    resolved = {found.path: found for found in map(configured.resolved, places)}
    if not configured.flags.config:
        for folder in dict.fromkeys(each for place in places for each in _searched(place, configured.resolved(place))):
            yield from _misnamed(folder)
    for found in resolved.values():
        yield from _idle_patterns(found, [os.path.realpath(path) for path in paths if os.path.isdir(path)])


def _searched(place: str, found: Resolved) -> Sequence[str]:
    """The folders in which somebody may have put a configuration for a file: up to the one that has it, to the root of
    the repository, or to this folder."""
    folders: list[str] = []
    here = os.getcwd()
    for folder in above(os.path.dirname(os.path.abspath(place))):
        folders.append(folder)
        if folder == here or is_repository(folder) or (found.path and folder == str(found.folder)):
            return folders
    return folders[:1]


def _misnamed(folder: str) -> Iterator[str]:
    try:
        names = sorted(os.listdir(folder))
    except OSError:
        return
    for name in names:
        path = os.path.relpath(os.path.join(folder, name))
        if _is_misnamed(name) and os.path.isfile(path):
            yield f"{path}: is not read; name the configuration {NAMES[1]}"
    if PYPROJECT in names and (table := named_otherwise(os.path.join(folder, PYPROJECT))):
        path = os.path.relpath(os.path.join(folder, PYPROJECT))
        yield f"{path}: [{table}] is not read; name the table [tool.healthlint]"


def _is_misnamed(name: str) -> bool:
    if name in NAMES or name in _NO_SETTINGS:
        return False
    if _LIKE.fullmatch(name):
        return True
    stem, suffix = os.path.splitext(name.lower().lstrip("."))
    return suffix in (".yaml", ".yml") and stem.isalpha() and is_slip(stem)


def _idle_patterns(found: Resolved, folders: Sequence[str]) -> Iterator[str]:
    unclear = []
    for key, pattern in found.patterns:
        if right := _right_form(pattern, str(found.folder)):
            yield f"{found.place_of(key, pattern)}: the pattern '{pattern}' matches nothing; {right}"
        elif pattern.strip() and not pattern.startswith(("!", "#")):
            unclear.append((key, pattern))
    # Only if everything that a pattern may match is visible can it be called unused.
    root = os.path.realpath(found.folder)
    if unclear and any(os.path.join(root, "").startswith(os.path.join(folder, "")) for folder in folders):
        yield from _matching_nothing(found, root, unclear)


def _right_form(pattern: str, folder: str) -> str:
    """The right form of a pattern that means nothing in gitignore syntax; empty for any other."""
    slashed = re.sub(r"\\(?=[\w.*])", "/", pattern.strip())
    home = os.path.expanduser(slashed)
    right = home[len(folder) :] if home.startswith(f"{folder}/") else slashed
    if right.startswith("../"):
        return f"patterns are relative to {folder}: put it into a configuration further up"
    if right.startswith("./"):
        right = right[1:]
    inner = posixpath.normpath(right) + ("/" if right.endswith("/") else "") if re.search(r"//|/\./", right) else right
    return f"write '{inner}'" if inner != pattern and inner.strip("/.") else ""


def _matching_nothing(found: Resolved, root: str, unclear: Iterable[tuple[str, str]]) -> Iterator[str]:
    from healthlint.config.globs import PatternError, spec

    left: dict[tuple[str, str], Any] = {}
    for each in unclear:
        # Checking a file reports which pattern is broken.
        with suppress(PatternError):
            left[each] = spec([each[1]])
    names: set[str] = set()
    for number, entry in enumerate(_entries(root)):
        if number > _MOST_ENTRIES or not left:
            return
        names.add(posixpath.basename(entry.rstrip("/")))
        left = {each: made for each, made in left.items() if not made.match_file(entry)}
    for key, pattern in left:
        near = did_you_mean(pattern.strip("/"), names) if len(names) <= _MOST_NAMES else ""
        place = found.place_of(key, pattern)
        yield f"{place}: the pattern '{pattern}' matches nothing{near or '; remove or correct it'}"


def _entries(root: str) -> Iterator[str]:
    """Everything below a folder, folders with a trailing slash, without git's own."""
    waiting = [root]
    while waiting:
        folder = waiting.pop()
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            is_folder = entry.is_dir(follow_symlinks=False)
            yield os.path.relpath(entry.path, root).replace(os.sep, "/") + ("/" if is_folder else "")
            if is_folder and entry.name not in (".git", "node_modules"):
                waiting.append(entry.path)
