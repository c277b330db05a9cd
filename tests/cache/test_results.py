"""Results are there again for the same key, whatever happens to the file that holds them."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.examples import examples

from healthlint.cache import place, results
from healthlint.cache.results import NAME, Results

ENTRIES = {bytes([number]) * 32: b"value %d" % number for number in range(20)}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(place.FOLDER, str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_written_results_are_read_back() -> None:
    Results().write(ENTRIES)
    assert Results().read([*ENTRIES, b"other"]) == ENTRIES


def test_the_last_one_written_counts() -> None:
    Results().write({b"key": b"old"})
    Results().write({b"key": b"new"})
    assert Results().read([b"key"]) == {b"key": b"new"}


def test_the_folder_is_marked_as_a_cache(folder: Path) -> None:
    Results().write(ENTRIES)
    assert (folder / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55\n")
    assert (folder / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize("kept", [0, 1, 100, 4096, 5000])
def test_a_file_that_was_cut_off_is_begun_anew(folder: Path, kept: int) -> None:
    Results().write({key: value * 500 for key, value in ENTRIES.items()})
    file = folder / NAME
    file.write_bytes(file.read_bytes()[:kept])
    Results().read(ENTRIES)
    Results().write(ENTRIES)
    assert Results().read(ENTRIES) == ENTRIES


def test_a_file_that_is_something_else_is_begun_anew(folder: Path) -> None:
    folder.mkdir()
    (folder / NAME).write_bytes(b"no database" * 1000)
    assert Results().read(ENTRIES) == {}
    Results().write(ENTRIES)
    assert Results().read(ENTRIES) == ENTRIES


@pytest.mark.parametrize(
    ("there", "instead"),
    [
        (b"CREATE TABLE", b"CREATE T\xfaBLE"),
        (b"(key BLOB", b"(k\xe9y BLOB"),
        (b"results", b"re\xdfults"),
        (b"used INTEGER", b"used INTE\xf2ER"),
        (b"value BLOB", b"valve BLOB"),
    ],
)
def test_a_description_of_the_table_that_is_damaged_is_begun_anew(folder: Path, there: bytes, instead: bytes) -> None:
    Results().write(ENTRIES)
    file = folder / NAME
    whole = file.read_bytes()
    assert there in whole
    file.write_bytes(whole.replace(there, instead))
    assert Results().read(ENTRIES) in ({}, ENTRIES)
    Results().write(ENTRIES)
    assert Results().read(ENTRIES) == ENTRIES


@pytest.mark.parametrize("row", [(b"key", b"value", "today"), (b"key", "text", 1), (b"key", 4.5, 1)])
def test_a_row_that_nobody_has_stored_is_begun_anew(folder: Path, row: tuple[object, ...]) -> None:
    Results().write(ENTRIES)
    other = sqlite3.connect(folder / NAME)
    other.execute("INSERT INTO results VALUES (?, ?, ?)", row)
    other.commit()
    other.close()
    Results().read([*ENTRIES, b"key"])
    Results().write(ENTRIES)
    assert Results().read([*ENTRIES, b"key"]) == ENTRIES


@given(st.lists(st.tuples(st.integers(0, 2**16), st.binary(min_size=1, max_size=40)), min_size=1, max_size=8))
@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_to_the_file_it_gives_what_was_stored_or_nothing(
    folder: Path, damage: list[tuple[int, bytes]]
) -> None:
    (folder / NAME).unlink(missing_ok=True)
    Results().write(ENTRIES)
    file = bytearray((folder / NAME).read_bytes())
    for at, data in damage:
        at %= len(file)
        file[at : at + len(data)] = data
    (folder / NAME).write_bytes(file)
    assert Results().read(ENTRIES).keys() <= ENTRIES.keys()
    Results().write(ENTRIES)
    Results().read(ENTRIES)


def test_a_folder_that_cannot_be_made_is_no_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv(place.FOLDER, str(tmp_path / "file" / "kept"))
    Results().write(ENTRIES)
    assert Results().read(ENTRIES) == {}


def test_another_run_that_writes_is_waited_for_and_then_left_alone(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Results().write({b"key": b"value"})
    monkeypatch.setattr(results, "_PATIENCE", 0.01)
    other = sqlite3.connect(folder / NAME)
    other.execute("BEGIN EXCLUSIVE")
    Results().write(ENTRIES)
    other.rollback()
    other.close()
    assert Results().read([b"key", *ENTRIES]) == {b"key": b"value"}


def test_the_least_recently_used_results_are_removed_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    values = {key: value * 2000 for key, value in ENTRIES.items()}
    used, unused = list(values)[:5], list(values)[5:]
    Results().write(values)
    monkeypatch.setattr(results.time, "time", lambda: 4e9)
    assert len(Results().read(used)) == 5
    before = (folder / NAME).stat().st_size
    Results(most_bytes=before // 2).write({b"new": b"x" * 10_000})
    left = Results().read([*values, b"new"])
    assert {*used, b"new"} <= set(left)
    assert len(left) < len(unused)
    assert (folder / NAME).stat().st_size < before


def test_runs_that_write_at_once_lose_nothing(folder: Path) -> None:
    write = (
        "import sys; from healthlint.cache.results import Results\n"
        "for at in range(20): Results().write({f'{sys.argv[1]}-{at}'.encode(): b'value'})"
    )
    runs = [subprocess.Popen([sys.executable, "-c", write, str(run)]) for run in range(3)]
    assert [run.wait() for run in runs] == [0, 0, 0]
    keys = [f"{run}-{at}".encode() for run in range(3) for at in range(20)]
    assert len(Results().read(keys)) == 60
