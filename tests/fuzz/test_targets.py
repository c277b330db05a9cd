"""What every fuzzing target asks for, on inputs that hypothesis makes, and on every input that ever failed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.examples import examples
from tests.processes import after_another

from fuzz import targets

EXAMPLES = 25
"""For each target; `fuzz/run.py` tries thousands."""


@pytest.fixture(autouse=True, scope="module")
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv("HEALTHLINT_CACHE_DIR", after_another(tmp_path_factory.mktemp("fuzz-cache")))
        yield


@cache
def inputs(name: str) -> st.SearchStrategy[bytes]:
    """Pieces one behind the other, in a seed or by themselves."""
    target = targets.target(name)
    pieces = st.lists(st.sampled_from(list(target.pieces)), max_size=12).map(b"".join)
    seeds = st.sampled_from([*target.seeds, b"p", b"m", b"h", b"j", b"l", b"w"])
    put = st.builds(lambda seed, at, new: seed[: at % (len(seed) + 1)] + new + seed[at % (len(seed) + 1) :],
                    seeds, st.integers(0, target.longest), pieces)  # fmt: skip
    return put.map(lambda data: data[: target.longest])


@pytest.mark.slow
@pytest.mark.parametrize("name", targets.names())
@settings(max_examples=examples(EXAMPLES), suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_properties_of_any_input(name: str, data: st.DataObject) -> None:
    targets.target(name).run(data.draw(inputs(name)))


@pytest.mark.parametrize("name", targets.names())
def test_crashes_found_by_fuzzing_stay_fixed(name: str) -> None:
    for number, data in enumerate(targets.kept(targets.HERE / "crashes" / name)):
        targets.target(name).run(data)
        assert len(data) <= 10_000, f"{name}, input {number}: make it smaller"


def test_there_is_nothing_to_replay_for_a_target_that_is_gone() -> None:
    folders = [path.name for kind in ("crashes", "corpus") for path in (targets.HERE / kind).iterdir()]
    assert set(folders) <= set(targets.names())
