"""Where things are kept, and that clearing takes only what is ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from healthlint.cache import place
from healthlint.cache.results import Results


@pytest.mark.parametrize(
    ("environment", "found"),
    [
        ({"HEALTHLINT_CACHE_DIR": "/a/b", "XDG_CACHE_HOME": "/x"}, "/a/b"),
        ({"XDG_CACHE_HOME": "/x"}, "/x/healthlint"),
        ({"XDG_CACHE_HOME": "x"}, "/home/me/.cache/healthlint"),
        ({"HEALTHLINT_CACHE_DIR": "", "XDG_CACHE_HOME": ""}, "/home/me/.cache/healthlint"),
    ],
)
def test_the_folder(environment: dict[str, str], found: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HEALTHLINT_CACHE_DIR", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in {"HOME": "/home/me", **environment}.items():
        monkeypatch.setenv(name, value)
    assert place.folder() == Path(found)


def test_clearing_leaves_what_is_somebody_elses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(place.FOLDER, str(tmp_path))
    (tmp_path / "draft.md").write_text("mine")
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "mine-0123.json").write_text("{}")
    Results().write({b"key": b"value"})
    assert place.clear() > 0
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["draft.md", "packs"]
    assert Results().read([b"key"]) == {}


def test_a_folder_of_other_things_is_not_hidden_from_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(place.FOLDER, str(tmp_path))
    (tmp_path / "draft.md").write_text("mine")
    place.put("packs/a.json", b"data")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["draft.md", "packs"]


def test_clearing_what_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(place.FOLDER, str(tmp_path / "none"))
    assert place.clear() == 0
    assert not (tmp_path / "none").exists()


def test_a_stored_file_replaces_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(place.FOLDER, str(tmp_path))
    place.put("packs/a.json", b"old")
    place.put("packs/a.json", b"new")
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "packs").iterdir()] == [("a.json", b"new")]


def test_a_failed_cache_write_keeps_the_old_file_without_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setenv(place.FOLDER, str(tmp_path))
    place.put("packs/a.json", b"old")
    monkeypatch.setattr(os, "fsync", full)
    place.put("packs/a.json", b"new")
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "packs").iterdir()] == [("a.json", b"old")]


@given(st.binary(max_size=60), st.integers(0, 63), st.integers(1, 255))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_kept_data_are_unaltered_or_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, data: bytes, at: int, change: int
) -> None:
    monkeypatch.setenv(place.FOLDER, str(tmp_path))
    place.keep("packs/a.json", data)
    assert place.kept("packs/a.json") == data
    file = bytearray((tmp_path / "packs" / "a.json").read_bytes())
    file[at % len(file)] ^= change
    (tmp_path / "packs" / "a.json").write_bytes(file)
    assert place.kept("packs/a.json") is None


@pytest.mark.skipif(os.name != "posix", reason="pipes and links are those of POSIX")
def test_a_path_that_is_no_file_was_not_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(place.FOLDER, str(tmp_path))
    os.mkfifo(tmp_path / "pipe.bin")
    (tmp_path / "folder.bin").mkdir()
    (tmp_path / "zero.bin").symlink_to("/dev/zero")
    for name in ("pipe.bin", "folder.bin", "zero.bin", "none.bin"):
        assert place.kept(name) is None


def test_clearing_takes_what_a_killed_run_left_unfinished(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setenv(place.FOLDER, str(tmp_path))
    monkeypatch.setattr(Path, "replace", killed)
    monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
    for name in ("packs/a.json", "phrases/a.bin", "vocabulary-a.bin"):
        with pytest.raises(KeyboardInterrupt):
            place.put(name, b"data")
    monkeypatch.undo()
    monkeypatch.setenv(place.FOLDER, str(tmp_path))
    (tmp_path / ".draft.md.1a2b3c4d.healthlint").write_text("mine")
    assert place.clear() == 12
    left = [path.name for path in tmp_path.rglob("*") if path.is_file()]
    assert sorted(left) == [".draft.md.1a2b3c4d.healthlint", ".gitignore", "CACHEDIR.TAG"]
