"""Matches files against the patterns of a configuration."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from healthlint.config.load import Resolved
from healthlint.errors import ConfigError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def matches(found: Resolved, key: str, written: tuple[str, ...], path: str) -> bool:
    """True for a file that the patterns under a key of a configuration match. Raises ConfigError."""
    from healthlint.config.globs import PatternError

    place = _below(found.folder, path)
    try:
        return place is not None and bool(_spec(written).match_file(place))
    except PatternError as problem:
        where = found.place_of(key, problem.pattern)
        raise ConfigError(f"{where}: {problem}; remove or complete it") from None
    except ConfigError as problem:
        raise ConfigError(f"{found.origins.get(key, found.path)}: {problem}") from None


def _below(folder: Path, path: str) -> str | None:
    try:
        return Path(os.path.abspath(path)).relative_to(folder).as_posix()
    except ValueError:
        return None


@cache
def _spec(patterns: tuple[str, ...]) -> GitIgnoreSpec:
    from healthlint.config.globs import spec

    return spec(patterns)
