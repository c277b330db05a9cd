from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from healthlint.errors import PackError
from healthlint.packs import locate, pack_json
from healthlint.packs.compile import compile_all, compile_packs
from healthlint.packs.loader import load_packs


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the bundled packs, with nothing that an earlier run kept."""
    return shutil.copytree(locate.rules_dir(), tmp_path_factory.mktemp("packs") / "rules").resolve()


@pytest.fixture(scope="module")
def compiled(rules: Path) -> dict[str, bytes]:
    return compile_packs(rules)


def test_every_pack_lies_beside_its_yaml(compiled: dict[str, bytes]) -> None:
    assert list(compiled) == [f"{folder.name}/{folder.name}.json" for folder in locate.pack_dirs()]


def test_same_input_same_bytes_wherever_it_lies(rules: Path, compiled: dict[str, bytes], tmp_path: Path) -> None:
    assert compile_packs(shutil.copytree(rules, tmp_path / "elsewhere")) == compiled
    folder = rules / "health-writing"
    assert compile_all([folder]) == {str(folder): compiled[f"{folder.name}/{folder.name}.json"]}
    assert str(rules.parent) not in "".join(map(bytes.decode, compiled.values()))


def test_nothing_is_lost(rules: Path, compiled: dict[str, bytes]) -> None:
    for pack in load_packs(locate.pack_dirs(rules), cached=False).packs:
        assert pack_json.decode(compiled[f"{pack.name}/{pack.name}.json"], pack.path) == pack


def test_an_installed_pack_is_read_without_yaml(
    rules: Path, compiled: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = load_packs(locate.pack_dirs(rules), cached=False)
    installed = shutil.copytree(rules, tmp_path / "rules").resolve()
    for name, data in compiled.items():
        (installed / name).write_bytes(data)
    monkeypatch.setattr(locate, "INSTALLED", installed)
    monkeypatch.setitem(sys.modules, "yaml", None)
    found = load_packs(locate.pack_dirs())
    assert found.problems == ()
    assert [replace(pack, path="") for pack in found.packs] == [replace(pack, path="") for pack in expected.packs]


def test_a_damaged_installation_says_so(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    installed = shutil.copytree(rules, tmp_path / "rules").resolve()
    (installed / "health-writing" / "health-writing.json").write_text("{}", encoding="utf-8")
    monkeypatch.setattr(locate, "INSTALLED", installed)
    assert "install healthlint again" in load_packs([installed / "health-writing"]).problems[0]


def test_a_broken_pack_does_not_compile(tmp_path: Path) -> None:
    (tmp_path / "pack.yaml").write_text("name: x\n", encoding="utf-8")
    with pytest.raises(PackError, match="missing key 'title'"):
        compile_all([tmp_path])


def test_only_our_own_records_are_made() -> None:
    for name in ("os:system", "errors:HealthlintError", "records.node:Node.walk", "nowhere:X"):
        with pytest.raises(PackError, match="damaged"):
            pack_json.decode(json.dumps({"format": pack_json.FORMAT, "pack": {"@": name}}).encode(), "x")


def test_three_hundred_rules_are_read_in_no_time() -> None:
    pack = load_packs(locate.pack_dirs()).packs[0]
    many = replace(pack, rules=(pack.rules * 300)[:300])
    data = pack_json.encode(many)
    pack_json.decode(data, "x")

    def seconds() -> float:
        start = time.process_time()
        pack_json.decode(data, "x")
        return time.process_time() - start

    # About 7 ms; the bound only says that YAML, which takes seconds, is not parsed again.
    assert min(seconds() for _ in range(5)) < 0.5


def test_nothing_is_done_at_import() -> None:
    code = "import sys, healthlint.cli; print([m for m in ('yaml', 'healthlint.packs', 'regex') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
