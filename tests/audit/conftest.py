"""What needs the extra `audit` is skipped without it."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

_NEEDED = ("altair", "daft", "pyarrow", "tqdm", "vl_convert", "warcio")
_MISSING = [name for name in _NEEDED if importlib.util.find_spec(name) is None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skips the tests of this folder where a package is missing; those on what is said then are elsewhere."""
    if not _MISSING:
        return
    skip = pytest.mark.skip(reason=f"it needs the extra 'audit' ({', '.join(_MISSING)})")
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(skip)
