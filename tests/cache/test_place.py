"""Where things are kept, and that clearing takes only what is ours."""

from __future__ import annotations

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
