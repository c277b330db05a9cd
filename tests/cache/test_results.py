"""Results are there again for the same key, whatever happens to the file that holds them."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from healthlint.cache import place, results
from healthlint.cache.results import NAME, Results

ENTRIES = {bytes([number]) * 32: b"value %d" % number for number in range(20)}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(place.FOLDER, str(tmp_path / "kept"))
    return tmp_path / "kept"


def test_what_was_written_is_read() -> None:
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


def test_what_was_not_used_for_the_longest_time_goes_first(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
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
