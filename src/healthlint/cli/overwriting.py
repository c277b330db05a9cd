"""What may be overwritten: only an earlier report, never an article or anything else."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Sequence
from itertools import combinations

from healthlint.cli.reading import identity
from healthlint.errors import InputError, UsageError

_MOST_BYTES = 2**30


def guarded(outputs: Sequence[str], files: Sequence[str], named: Sequence[str]) -> list[str]:
    """The files to be checked, without earlier reports among them that will be overwritten.

    Raises UsageError if an output is an article, or anything other than a report.
    """
    if not outputs:
        return list(files)
    from healthlint.report.formats import is_report

    articles = {identity(file): file for file in files}
    for output in outputs:
        article = articles.get(identity(output))
        if article in named:
            raise UsageError(f"{output}: is one of the files to check; name another file for the report")
        if not is_free(output, is_report):
            raise UsageError(f"{output}: is not a report; remove it, or name another file")
    written = {identity(output) for output in outputs}
    return [file for key, file in articles.items() if key not in written]


def refuse_same_output(outputs: Sequence[str]) -> None:
    """Raises UsageError if two outputs are the same file, however spelled."""
    for one, other in combinations(outputs, 2):
        if _same(one, other):
            also = "" if one == other else f" ({one} is the same)"
            raise UsageError(
                f"{other}: two formats cannot be written to one file{also}; choose another for one of them"
            )


def _same(one: str, other: str) -> bool:
    return os.path.realpath(one) == os.path.realpath(other) or (
        os.path.isfile(one) and identity(one) == identity(other)
    )


def is_free(output: str, is_ours: Callable[[bytes], bool]) -> bool:
    """True if nothing would be lost: for our own output, for nothing at all, for a pipe or a device."""
    from healthlint.safe_read import read_file

    try:
        if not stat.S_ISREG(os.stat(output).st_mode):
            return True
        found = read_file(output, _MOST_BYTES, InputError)
    except (OSError, ValueError):
        # Writing to it will report the error.
        return True
    except InputError:
        return False
    return not found.strip() or is_ours(found)
