"""What holds for all tests."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test is answered from what another run has found; those about the cache say so."""
    monkeypatch.setenv("HEALTHLINT_NO_CACHE", "1")
