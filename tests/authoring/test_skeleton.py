from __future__ import annotations

from pathlib import Path

import pytest

from healthlint.authoring.skeleton import family, write
from healthlint.authoring.trial import count, failures
from healthlint.engine import Engine
from healthlint.errors import PackError, UsageError
from healthlint.findings.model import FAMILIES
from healthlint.packs.loader import load_pack, load_packs
from healthlint.reference.verify import verify


@pytest.mark.parametrize("name", ["zelorvane", "our-drug-2"])
def test_it_passes_its_own_tests(tmp_path: Path, name: str) -> None:
    write(tmp_path / name)
    loaded = load_packs([tmp_path / name])
    pack = next(pack for pack in loaded.packs if pack.name == name)
    assert loaded.problems == ()
    assert pack.reference.drugs == (name,)
    assert verify(pack.reference, tmp_path / name / "texts") == []
    assert sum(map(count, pack.rules)) >= 5
    assert [failure for rule in pack.rules for failure in failures(rule, Engine(loaded))] == []


def test_every_file_says_what_it_is_for(tmp_path: Path) -> None:
    write(tmp_path / "zelorvane")
    for path in (tmp_path / "zelorvane").rglob("*.yaml"):
        schema, purpose, *_ = path.read_text(encoding="utf-8").splitlines()
        assert schema.startswith("# yaml-language-server: $schema=")
        assert purpose.startswith("# ")


@pytest.mark.parametrize("name", ["Zelorvane", "my drug", "2drugs"])
def test_a_name_that_no_pack_can_have(tmp_path: Path, name: str) -> None:
    with pytest.raises(PackError, match="is not a valid pack name"):
        write(tmp_path / name)
    assert not (tmp_path / name).exists()


def test_nothing_is_written_over(tmp_path: Path) -> None:
    write(tmp_path / "zelorvane")
    with pytest.raises(UsageError, match="already exists"):
        write(tmp_path / "zelorvane")


def test_its_family_is_nobody_else_s(tmp_path: Path) -> None:
    assert family("zelorvane") == "ZEL"
    assert family("dosulepin") == "DOSU"
    assert {family(each.lower()) for each in FAMILIES}.isdisjoint(FAMILIES)
    write(tmp_path / "dosulepin")
    assert [rule.id for rule in load_pack(tmp_path / "dosulepin").rules] == ["DOSU001"]
