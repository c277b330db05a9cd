"""What healthlint raises: every message says where, what is wrong and what would be right."""

from __future__ import annotations

import os
from collections.abc import Iterable


class HealthlintError(Exception):
    """The root of all errors that a user can cause; the text is one line fit for standard error."""


class InputError(HealthlintError):
    """An article that cannot be read."""


class NoTextError(InputError):
    """A data file that holds no article, so far as its keys tell."""


class WriteError(HealthlintError):
    """A file that cannot be rewritten; it is as it was."""


class UsageError(HealthlintError):
    """A command, option or code that does not exist or does not fit."""


class ConfigError(HealthlintError):
    """A configuration file that cannot be used."""


class PackError(HealthlintError):
    """A rule pack, or one file of it, that cannot be used."""


class DatasetError(HealthlintError):
    """A reference dataset whose facts or sources do not hold."""


TRACEBACK = "HEALTHLINT_TRACEBACK"


def internal(bug: Exception) -> str:
    """What is said of an error that nobody foresaw; raises it where HEALTHLINT_TRACEBACK asks for that."""
    if os.environ.get(TRACEBACK):
        raise bug
    return f"internal error: {type(bug).__name__}: {bug}; {TRACEBACK}=1 shows where, please report it"


def did_you_mean(wrong: str, known: Iterable[str]) -> str:
    """`"; did you mean 'x'?"` for the nearest known name, or an empty string."""
    # Its patterns take a millisecond to compile, and most runs have nobody to correct.
    import difflib

    near = difflib.get_close_matches(wrong, sorted(known), n=1, cutoff=0.6)
    return f"; did you mean '{near[0]}'?" if near else ""
