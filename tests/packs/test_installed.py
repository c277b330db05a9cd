from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from healthlint.authoring.skeleton import write
from healthlint.cli import run
from healthlint.packs.digest import _folder_digest, digest
from healthlint.packs.loader import load_packs
from healthlint.packs.locate import installed


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of installed packages: one is a pack, one holds two."""
    folder = tmp_path / "site"
    write(folder / "zelorvane")
    (folder / "zelorvane").rename(folder / "zel_package")
    write(folder / "many_packs" / "plintasol")
    write(folder / "many_packs" / "quivomab")
    for module in ("zel_package", "many_packs"):
        (folder / module / "__init__.py").write_text("raise RuntimeError('imported')", encoding="utf-8")
    about = folder / "some-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: some\nVersion: 1\n", encoding="utf-8")
    points = "[healthlint.packs]\nzelorvane = zel_package\nmany = many_packs\ngone = no_such_module\n"
    (about / "entry_points.txt").write_text(points, encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    installed.cache_clear()
    yield folder
    installed.cache_clear()


def test_a_module_is_a_pack_or_holds_packs_and_is_not_imported(site: Path) -> None:
    found = {name: path for name, path in installed().items() if site in path.parents}
    assert found == {
        "zelorvane": site / "zel_package",
        "plintasol": site / "many_packs" / "plintasol",
        "quivomab": site / "many_packs" / "quivomab",
    }
    assert not {"zel_package", "many_packs"} & set(sys.modules)


def test_the_configuration_turns_it_on_by_its_name(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    Path("healthlint.yaml").write_text("packs: [health-writing, zelorvane]\n", encoding="utf-8")
    Path("draft.txt").write_text("Two zelorvane pills are a dose.\n", encoding="utf-8")
    assert run(["check", "--format", "json", "--fail-on", "suggestion", "draft.txt"]) == 1
    assert [finding["code"] for finding in json.loads(capsys.readouterr().out)["findings"]] == ["ZEL001"]


def test_a_name_that_nobody_has_is_told_with_those_that_there_are(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("healthlint.yaml").write_text("packs: [zelorvan]\n", encoding="utf-8")
    Path("draft.txt").write_text("Tea.\n", encoding="utf-8")
    assert run(["check", "draft.txt"]) == 2
    assert "no pack 'zelorvan'; bundled are" in (err := capsys.readouterr().err)
    assert "zelorvane" in err


def test_the_commands_know_it_by_its_name(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "test", "plintasol", "zelorvane"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "plintasol: all 5 examples hold",
        "zelorvane: all 5 examples hold",
    ]


def test_a_pack_may_require_one(site: Path, tmp_path: Path) -> None:
    own = tmp_path / "packs" / "mine"
    own.mkdir(parents=True)
    (own / "pack.yaml").write_text("name: mine\ntitle: Mine\nversion: 1\nrequires:\n- quivomab\n", encoding="utf-8")
    loaded = load_packs([own])
    assert loaded.problems == ()
    assert [pack.name for pack in loaded.packs] == ["health-writing", "quivomab", "mine"]
    before = digest([own])
    with (site / "many_packs" / "quivomab" / "facts.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    _folder_digest.cache_clear()
    assert digest([own]) != before


def test_nobody_looks_there_for_a_bundled_pack_or_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "zelorvane")
    monkeypatch.setattr("healthlint.packs.locate.installed", lambda: pytest.fail("looked"))
    Path("healthlint.yaml").write_text("packs: [health-writing, ./zelorvane]\n", encoding="utf-8")
    Path("draft.txt").write_text("Tea is hot.\n", encoding="utf-8")
    assert run(["check", "draft.txt"]) == 0
