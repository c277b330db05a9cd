"""What holds for all tests."""

from __future__ import annotations

import contextlib
import os
import tempfile

import pytest
from hypothesis import settings
from tests.examples import USUAL

from healthlint import engine
from healthlint.analysis.spelling import shared_speller
from healthlint.packs import loader
from healthlint.packs.locate import rules_dir
from healthlint.packs.model import Loaded

# No test, nor a process of one, asks the taught reader; those about it say so. It is set before tests are collected.
os.environ["HEALTHLINT_NO_READER"] = "1"

# A machine that is busy is no fault of what is tested. `--hypothesis-profile thorough` tries three times as much.
settings.register_profile("usual", deadline=None)
settings.register_profile("thorough", deadline=None, max_examples=3 * USUAL)
settings.load_profile("usual")


def pytest_configure(config: pytest.Config) -> None:
    """All tests of a run, and all processes that they start, share what is compiled: in a cache of their own, which
    the next run finds again. The bundled packs are compiled before workers start, so that no two of them do."""
    if hasattr(config, "workerinput"):
        return
    cache: pytest.Cache | None = getattr(config, "cache", None)
    os.environ["XDG_CACHE_HOME"] = str(cache.mkdir("shared") if cache else tempfile.mkdtemp())
    os.environ.pop("HEALTHLINT_CACHE_DIR", None)
    # A pack that is broken, or a bug, is for a test to tell.
    with contextlib.suppress(Exception):
        engine.default_engine()
        shared_speller(rules_dir() / "health-writing" / "vocabulary")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """As many as there are processors for all tests, and none for those that somebody names: to start them takes
    longer than a few tests."""
    return 0 if config.args_source is pytest.Config.ArgsSource.ARGS else None


@pytest.fixture(autouse=True)
def _nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test is answered from what another run has found, or depends on a terminal; those about the two say so."""
    monkeypatch.setenv("HEALTHLINT_NO_CACHE", "1")
    monkeypatch.delenv("COLUMNS", raising=False)


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
