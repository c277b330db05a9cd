"""Every command of healthlint that the documentation shows is one that works."""

from __future__ import annotations

import io
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from healthlint import engine
from healthlint.cli import run
from healthlint.packs import loader

ROOT = Path(__file__).parents[1]
PAGES = ("README.md", "docs/ci.md")
_FENCE = re.compile(r"```(?:sh|yaml)\n(.*?)```", re.DOTALL)
_COMMAND = re.compile(r"^\s*(?:- )?(healthlint .*)$", re.MULTILINE)
_LOADED = loader.load_bundled()
_ENGINE = engine.Engine(_LOADED)


def commands() -> list[str]:
    found = []
    for page in PAGES:
        for block in _FENCE.findall((ROOT / page).read_text(encoding="utf-8")):
            found += [re.split(r"\s+#|\s[|>]\s", line)[0].strip() for line in _COMMAND.findall(block)]
    return sorted(set(found))


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What the commands speak of: drafts, an export, a repository with a branch `main`."""
    (tmp_path / "drafts").mkdir()
    for name in ("draft.md", "drafts/a.md", "PATH"):
        (tmp_path / name).write_text("Naltroxene is a medicine. Tea is hot.\n", encoding="utf-8")
    for name in ("posts.json", "posts.jsonl"):
        record = '{"headline": "Tea", "post": {"copy": "<p>Tea is hot.</p>"}, "body": "Tea."}'
        (tmp_path / name).write_text(record, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(loader, "load_bundled", lambda: _LOADED)
    monkeypatch.setattr(engine, "Engine", lambda *_: _ENGINE)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Tea is hot.")))
    return tmp_path


def _git(*arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], check=True)


def test_there_are_some() -> None:
    assert len(commands()) > 15


@pytest.mark.parametrize("command", commands())
def test_it_works(folder: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    if "changed-since" in command:
        for step in (["init", "-q", "-b", "main", "."], ["add", "-A"], ["commit", "-qm", "one"]):
            _git(*step)
    if "prune" in command:
        assert run(["baseline", "write"]) == 0
    assert run(shlex.split(command)[1:]) in (0, 1)
    assert "error:" not in capsys.readouterr().err
