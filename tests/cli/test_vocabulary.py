from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.processes import HEALTHLINT, environment

from healthlint.authoring.skeleton import write
from healthlint.cli import run
from healthlint.config import load
from healthlint.config.load import words_of


def check(path: str) -> int:
    """As another process would, which reads the configuration anew."""
    load.forget()
    return run(["check", path])


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_word_is_right_once_it_is_added(capsys: pytest.CaptureFixture[str]) -> None:
    Path("drafts").mkdir()
    Path("drafts/a.md").write_text("Naltroxene is what we call it.\n", encoding="utf-8")
    config = "# ours\nselect: [TYP]   # names only\n"
    Path("healthlint.yaml").write_text(config, encoding="utf-8")
    assert check("drafts") == 1
    assert run(["vocabulary", "add", "Naltroxene"]) == 0
    assert Path("healthlint.yaml").read_text(encoding="utf-8") == f"{config}words:\n  - Naltroxene\n"
    assert check("drafts") == 0
    capsys.readouterr()
    assert run(["vocabulary", "add", "naltroxene", "zelorvane"]) == 0
    assert "healthlint.yaml already has naltroxene" in capsys.readouterr().out
    assert Path("healthlint.yaml").read_text(encoding="utf-8") == f"{config}words:\n  - Naltroxene\n  - zelorvane\n"


def test_without_a_configuration_one_is_begun() -> None:
    assert run(["vocabulary", "add", "zelorvane"]) == 0
    assert Path("healthlint.yaml").read_text(encoding="utf-8") == "words:\n  - zelorvane\n"


def test_the_table_of_a_pyproject(capsys: pytest.CaptureFixture[str]) -> None:
    Path("pyproject.toml").write_text("[tool.healthlint]\nignore = ['CAV']\n", encoding="utf-8")
    assert run(["vocabulary", "add", "zelorvane"]) == 0
    text = Path("pyproject.toml").read_text(encoding="utf-8")
    assert text == "[tool.healthlint]\nwords = [\"zelorvane\"]\nignore = ['CAV']\n"


def test_the_words_of_a_pack_hold_for_its_readers(tmp_path: Path) -> None:
    write(tmp_path / "zelorvane")
    Path("healthlint.yaml").write_text("extend-packs: [zelorvane]\nselect: [TYP]\n", encoding="utf-8")
    Path("draft.md").write_text("Naltroxene is what we call it.\n", encoding="utf-8")
    assert check("draft.md") == 1
    assert run(["vocabulary", "add", "--pack", "zelorvane", "naltroxene"]) == 0
    assert Path("zelorvane/lexicon/words.yaml").read_text(encoding="utf-8") == "words:\n  - naltroxene\n"
    assert check("draft.md") == 0
    assert run(["pack", "check", "zelorvane"]) == 0


def test_a_file_that_is_broken_is_left_alone(capsys: pytest.CaptureFixture[str]) -> None:
    Path("healthlint.yaml").write_text("words: [a\n", encoding="utf-8")
    assert run(["vocabulary", "add", "zelorvane"]) == 2
    assert "healthlint.yaml:" in capsys.readouterr().err
    assert Path("healthlint.yaml").read_text(encoding="utf-8") == "words: [a\n"


def test_words_that_are_added_at_once_are_all_kept() -> None:
    """Each run reads the file, and writes it over with one word more."""
    words = [f"zelor{letter}" for letter in "abcdef"]
    for start in ("", "# ours\nwords: [tea]\n"):
        if start:
            Path("healthlint.yaml").write_text(start, encoding="utf-8")
        command = [*HEALTHLINT, "vocabulary", "add"]
        runs = [subprocess.Popen([*command, word], env=environment(), stdout=-1, stderr=-1) for word in words]
        told = [run.communicate(timeout=60) for run in runs]
        assert [run.returncode for run in runs] == [0] * len(words), told
        assert set(words_of(Path("healthlint.yaml"))) == {*words, *(["tea"] if start else [])}
        assert [path.name for path in Path().iterdir()] == ["healthlint.yaml"]
        Path("healthlint.yaml").unlink()
