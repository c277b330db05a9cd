"""`healthlint config` and `healthlint init`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from healthlint.cli import run
from healthlint.config.load import load
from healthlint.config.model import Config
from healthlint.config.schema import schema
from healthlint.typed_yaml.schema import meanings


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_show_says_what_holds_and_where_it_comes_from(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    Path("healthlint.yaml").write_text(
        "fail-on: error\noverrides: [{files: [a.md], ignore: [CAV]}]\n", encoding="utf-8"
    )
    assert run(["config", "show", "deep/a.md"]) == 0
    out = capsys.readouterr().out
    assert f'fail-on: "error"  # {tmp_path}/healthlint.yaml:1:1\n' in out
    assert "ignore: []  # default\n" in out
    assert run(["config", "show", "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["file"] == str(tmp_path / "healthlint.yaml")
    assert told["settings"]["overrides"]["value"][0]["extend-select"] == []


def test_show_without_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "show", "--isolated"]) == 2
    assert run(["config", "show"]) == 0
    assert "# no configuration file: the defaults" in capsys.readouterr().out


def test_the_schema_tells_every_key(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["config", "schema"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == schema()
    assert set(told["properties"]) == set(meanings(Config))
    assert told["properties"]["fail-on"]["enum"] == ["error", "warning", "suggestion"]
    assert told["properties"]["overrides"]["items"]["required"] == ["files"]
    assert told["additionalProperties"] is False


def test_init_writes_a_configuration_that_can_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init"]) == 0
    assert "next: healthlint check ." in capsys.readouterr().out
    assert load(Path("healthlint.yaml").absolute()).config == Config()
    lines = Path("healthlint.yaml").read_text(encoding="utf-8").splitlines()
    keys = [line.removeprefix("# ").split(":")[0] for line in lines if line.startswith("# ") and ": " in line]
    assert json.loads(Path(".healthlint.schema.json").read_text(encoding="utf-8")) == schema()
    assert {"select", "ignore", "exclude"} <= set(keys)


def test_init_replaces_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    Path("healthlint.yaml").write_text("fail-on: error\n", encoding="utf-8")
    assert run(["init"]) == 2
    assert "healthlint.yaml already exists" in capsys.readouterr().err
    assert Path("healthlint.yaml").read_text(encoding="utf-8") == "fail-on: error\n"
    assert run(["init", "--force"]) == 0
