"""Where things are kept, and that clearing takes only what is ours."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

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
    assert sorted(path.name for path in tmp_path.rglob("*")) == [".gitignore", "CACHEDIR.TAG", "draft.md", "packs"]
    assert Results().read([b"key"]) == {}


def test_clearing_what_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(place.FOLDER, str(tmp_path / "none"))
    assert place.clear() == 0
    assert not (tmp_path / "none").exists()


def test_what_is_put_takes_the_place_of_the_old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(place.FOLDER, str(tmp_path))
    place.put("packs/a.json", b"old")
    place.put("packs/a.json", b"new")
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "packs").iterdir()] == [("a.json", b"new")]


def test_what_cannot_be_put_leaves_the_old_and_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setenv(place.FOLDER, str(tmp_path))
    place.put("packs/a.json", b"old")
    monkeypatch.setattr(os, "fsync", full)
    place.put("packs/a.json", b"new")
    assert [(path.name, path.read_bytes()) for path in (tmp_path / "packs").iterdir()] == [("a.json", b"old")]


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
