"""Commands that need an extra, and the error if it is not installed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def needing(extra: str) -> Iterator[None]:
    """Imports packages of an extra. Raises UsageError if one is missing."""
    from healthlint.errors import UsageError

    try:
        yield
    except ModuleNotFoundError as missing:
        package = (missing.name or "").split(".")[0]
        raise UsageError(f"needs the package '{package}'; install it with: pip install 'healthlint[{extra}]'") from None
