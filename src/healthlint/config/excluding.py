"""The patterns of `--exclude` and `--extend-exclude`: gitignore syntax, relative to this folder."""

from __future__ import annotations

import os
import re
from functools import cache
from typing import TYPE_CHECKING

from healthlint.errors import UsageError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

_MEANT = re.compile(r"([\\*?\[\]!# ])")
"""Characters with a special meaning in patterns that may occur in the name of a folder."""


def left_out(patterns: tuple[str, ...], path: str) -> bool:
    """True for a file that the patterns match, inside this folder or outside. Raises UsageError for an invalid one."""
    if not patterns:
        return False
    here, file = os.getcwd(), os.path.abspath(path)
    try:
        base = os.path.commonpath((here, file))
    except ValueError:
        # On another drive.
        base = os.path.dirname(file)
    return bool(_spec(patterns, here, base).match_file(os.path.relpath(file, base).replace(os.sep, "/")))


@cache
def _spec(patterns: tuple[str, ...], here: str, base: str) -> GitIgnoreSpec:
    from healthlint.config.globs import PatternError, spec

    found = []
    for pattern in patterns:
        # One by one, so that an invalid pattern is reported as it was typed.
        try:
            spec([pattern])
        except PatternError as problem:
            raise UsageError(f"on the command line: {problem}; remove or complete it") from None
        found.append(_from(base, here, pattern))
    return spec(found)


def _from(base: str, here: str, pattern: str) -> str:
    """A pattern relative to `here` as one relative to `base`, which is the same folder or above; empty if it matches
    nothing there."""
    but, place = ("!", pattern[1:]) if pattern.startswith("!") else ("", pattern)
    if "/" not in place.rstrip("/"):
        # A plain name, which may match anywhere.
        return pattern
    absolute = place if _is_absolute(place, here) else os.path.join(here, place.lstrip("/"))
    inside = os.path.relpath(os.path.normpath(absolute), base).replace(os.sep, "/")
    if inside == "." or inside.startswith("../"):
        return ""
    known = os.path.relpath(here, base).replace(os.sep, "/")
    if known != "." and inside.startswith(f"{known}/"):
        inside = _MEANT.sub(r"\\\1", known) + inside[len(known) :]
    return f"{but}/{inside}" + ("/" if place.endswith("/") else "")


def _is_absolute(place: str, here: str) -> bool:
    """True for an absolute path, as shells write; in a pattern a slash means this folder."""
    return os.path.isabs(place) and (place.startswith(os.path.join(here, "")) or os.path.lexists(place.rstrip("/")))
