"""Which versions of healthlint a pack works with."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping

from healthlint.version import __version__

_CLAUSE = re.compile(r"(>=|<=|==|>|<)\s*(\d+(?:\.\d+)*)")
_TESTS: Mapping[str, Callable[[tuple[int, ...], tuple[int, ...]], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    "==": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
}


def problem(wanted: str, running: str = __version__) -> str:
    """Why this version does not satisfy a pack that requires `>=0.1, <2`; "" if it does."""
    for clause in wanted.split(",") if wanted.strip() else ():
        found = _CLAUSE.fullmatch(clause.strip())
        if found is None:
            return f'\'{wanted}\' is not a version; write one as ">=0.1" or ">=0.1, <2"'
        asked, have = _padded(found[2], running)
        if not _TESTS[found[1]](have, asked):
            return f"the pack needs healthlint {wanted}, and this is {running}; install another version of either"
    return ""


def _padded(*versions: str) -> tuple[tuple[int, ...], ...]:
    """The versions as numbers of equal length: 1 is 1.0.0."""
    found = [[int(part) for part in version.split(".")] for version in versions]
    length = max(map(len, found))
    return tuple((*parts, *[0] * (length - len(parts))) for parts in found)
