"""What holds for all tests."""

from __future__ import annotations

import pytest

from healthlint import engine
from healthlint.packs import loader
from healthlint.packs.model import Loaded


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test is answered from what another run has found; those about the cache say so."""
    monkeypatch.setenv("HEALTHLINT_NO_CACHE", "1")


@pytest.fixture(scope="session")
def bundled() -> engine.Engine:
    """The engine with every bundled pack, made once."""
    return engine.Engine(loader.load_bundled())


@pytest.fixture
def one_engine(bundled: engine.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets all commands on the bundled packs share that engine: making one takes longer than most of them."""
    made = engine.Engine

    def shared(loaded: Loaded, *selected: object) -> engine.Engine:
        return bundled if loaded is bundled.loaded else made(loaded, *selected)  # type: ignore[arg-type]

    monkeypatch.setattr(loader, "load_bundled", lambda: bundled.loaded)
    monkeypatch.setattr(engine, "Engine", shared)
