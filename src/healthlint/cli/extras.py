"""Commands that need an extra, and what is said where that is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Imports what only an extra brings. Raises UsageError where a package is missing."""
    from healthlint.errors import UsageError

    try:
        yield
    except ModuleNotFoundError as missing:
        package = (missing.name or "").split(".")[0]
        raise UsageError(f"needs the package '{package}': pip install 'healthlint[{extra}]' brings it") from None
