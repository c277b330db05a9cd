"""The exceptions of healthlint: every message says where, what is wrong and what would be right."""

from __future__ import annotations

import os
from collections.abc import Iterable


class HealthlintError(Exception):
    """The root of all errors that a user can cause; the text is one line fit for standard error."""


class InputError(HealthlintError):
    """An article that cannot be read."""


class NoTextError(InputError):
    """A data file that contains no article, judging by its keys."""


class WriteError(HealthlintError):
    """A file that cannot be rewritten; it is unchanged."""


class UsageError(HealthlintError):
    """A command, option or code that does not exist or cannot be used here."""


class ConfigError(HealthlintError):
    """A configuration file that cannot be used."""


class PackError(HealthlintError):
    """A rule pack, or one file of it, that cannot be used."""


class DatasetError(HealthlintError):
    """A reference dataset with invalid facts or sources."""


TRACEBACK = "HEALTHLINT_TRACEBACK"


def internal(bug: Exception) -> str:
    """The message for an unexpected error; with HEALTHLINT_TRACEBACK the error is raised."""
    if os.environ.get(TRACEBACK):
        raise bug
    return f"internal error: {type(bug).__name__}: {bug}; {TRACEBACK}=1 shows where; please report it"


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """`"; did you mean 'x'?"` for the nearest known name, or an empty string."""
    # Imported late: its patterns take a millisecond to compile, and most runs have nothing to correct.
    import difflib

    near = difflib.get_close_matches(wrong, sorted(known), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""
