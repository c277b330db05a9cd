from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from healthlint.authoring.skeleton import write
from healthlint.packs import schema
from healthlint.packs.locate import RULE, pack_dirs
from healthlint.typed_yaml import load_yaml, unwrap

FILES = [path for folder in pack_dirs() for path in sorted((*folder.glob("*.yaml"), *folder.glob("lexicon/*.yaml")))]


@cache
def validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(json.loads(schema.written()[f"{name}.json"]))


def kind_of(path: Path) -> str:
    if path.parent.name == "lexicon":
        return "lexicon"
    return "rule" if RULE.fullmatch(path.stem) else path.stem


def mistakes(name: str, data: object) -> list[str]:
    return [error.message for error in validator(name).iter_errors(data)]


@pytest.mark.parametrize("name", ["pack", "rule", "lexicon", "sources", "facts", "examples"])
def test_the_schemas_are_schemas(name: str) -> None:
    Draft202012Validator.check_schema(validator(name).schema)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_bundled_packs_are_as_the_schemas_say(path: Path) -> None:
    assert mistakes(kind_of(path), unwrap(load_yaml(path))) == []


def test_a_new_pack_names_its_schemas_and_has_them(tmp_path: Path) -> None:
    write(tmp_path / "zelorvane")
    files = list((tmp_path / "zelorvane").rglob("*.yaml"))
    assert len(files) == 5
    for path in files:
        line = path.read_text(encoding="utf-8").splitlines()[0]
        named = line.removeprefix("# yaml-language-server: $schema=")
        assert (path.parent / named).resolve().name == f"{kind_of(path)}.json"
        assert (path.parent / named).is_file()
        assert mistakes(kind_of(path), unwrap(load_yaml(path))) == []


@pytest.fixture
def rule() -> dict[str, Any]:
    return {
        "name": "a",
        "kind": "term",
        "severity": "error",
        "message": "a",
        "why": "a",
        "with": {"terms": ["a"]},
        "examples": {"flag": ["a", "b"], "pass": [{"text": "c", "path": "x.md"}, "d"]},
    }


@pytest.mark.parametrize(
    "change",
    [
        {"kind": "trem"},
        {"severity": "grave"},
        {"unless": ["denied"]},
        {"with": {"term": ["a"]}},
        {"with": {"terms": "a"}},
        {"examples": {"flag": ["a"]}},
        {"mesage": "a"},
    ],
)
def test_a_mistake_in_a_rule_is_seen(rule: dict[str, Any], change: dict[str, Any]) -> None:
    assert mistakes("rule", rule) == []
    assert mistakes("rule", rule | change) != []


@pytest.mark.parametrize(
    "change",
    [
        {"type": "dose"},
        {"value": {"low": 1, "high": 2}},
        {"value": {"low": "one", "unit": "mg"}},
        {"value": {"low": 1, "unit": "tons"}},
        {"value": {"low": 1, "unit": "mg", "per": "year"}},
        {"value": {"low": 1, "unit": "mg", "per": "day", "times": 2, "every": "day"}},
        {"value": {"low": 1, "unit": "mg", "per": "dose", "times": 2}},
        {"value": {"unit": "mg"}},
        {"about": {}},
        {"about": {"drugs": "a"}},
        {"sha256": "abc"},
        {"stance": "says"},
    ],
)
def test_a_mistake_in_a_fact_is_seen(change: dict[str, Any]) -> None:
    fact = {
        "id": "a",
        "type": "dose-range",
        "about": {"drug": "a"},
        "value": {"low": 1, "unit": "mg"},
        "stance": "asserts",
        "source": "a",
        "at": [0, 1],
        "sha256": "0" * 64,
        "statement": "a",
    }
    assert mistakes("facts", [fact]) == []
    assert mistakes("facts", [fact | change]) != []
