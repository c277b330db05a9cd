"""The digest changes with whatever findings depend on, and with nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from healthlint.packs import digest as module
from healthlint.packs import locate
from healthlint.packs.digest import digest, of_program


def forget() -> None:
    """The caches of a process, in which no file changes."""
    module._program.cache_clear()
    module._folder_digest.cache_clear()


@pytest.fixture(autouse=True)
def fresh() -> None:
    forget()


def pack(folder: Path, **files: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in {"pack": "name: x\n", **files}.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def again(*folders: Path) -> str:
    forget()
    return digest(folders)


def test_the_order_of_packs_does_not_count(tmp_path: Path) -> None:
    one, other = pack(tmp_path / "one"), pack(tmp_path / "other")
    assert again(one, other) == again(other, one)
    assert again(one) != again(one, other)


@pytest.mark.parametrize("change", [{"ABC001": "name: a\n"}, {"pack": "name: y\n"}, {"facts": "[]\n"}])
def test_every_file_of_a_pack_counts(tmp_path: Path, change: dict[str, str]) -> None:
    mine = pack(tmp_path / "mine", ABC001="name: b\n")
    before = again(mine)
    pack(mine, **change)
    assert again(mine) != before


@pytest.mark.parametrize("head", ["requires: [next]\n", "requires:\n  # both\n  - next\n", "requires: [far, next]\n"])
def test_a_change_of_a_required_pack_counts_too(tmp_path: Path, head: str) -> None:
    mine, far = pack(tmp_path / "mine", pack=f"name: x\n{head}title: X\n"), pack(tmp_path / "far")
    pack(tmp_path / "next", pack="name: x\nrequires: [far]\n")
    before = again(mine)
    pack(tmp_path / "idle", ABC001="name: b\n")
    assert again(mine) == before
    pack(far, ABC001="name: b\n")
    assert again(mine) != before


def test_the_place_does_not_count(tmp_path: Path) -> None:
    assert again(pack(tmp_path / "a" / "mine")) == again(pack(tmp_path / "b" / "mine"))


def test_the_code_counts(tmp_path: Path) -> None:
    code, rules = tmp_path / "code", tmp_path / "rules"
    pack(rules / "mine")
    code.mkdir()
    (code / "a.py").write_text("1")
    before = of_program(code, rules)
    (code / "a.pyc").write_text("1")
    forget()
    assert of_program(code, rules) == before
    (code / "a.py").write_text("2")
    forget()
    assert of_program(code, rules) != before


def test_an_installed_program_has_it_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "digest").write_text("kept")
    monkeypatch.setattr(locate, "INSTALLED", tmp_path)
    forget()
    kept = digest(())
    (tmp_path / "digest").write_text("other")
    forget()
    assert digest(()) != kept
    forget()
