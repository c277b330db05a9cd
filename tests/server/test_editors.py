"""Editors that people use, without their windows: each opens a draft, gets findings, and applies a fix."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CLIENTS = Path(__file__).parent / "clients"
COMMAND = json.dumps([sys.executable, "-m", "healthlint", "server"])
TEXT = "# Pills\n\nIt is a 😀 miracle of 5.0 mg, they say.\n"
FIXED = TEXT.replace("5.0 mg", "5 mg")
PATIENCE = 120

pytestmark = pytest.mark.slow


def drive(command: list[str], folder: Path) -> tuple[Path, subprocess.CompletedProcess[str]]:
    """Run an editor on a draft; it writes what it has seen."""
    draft, result = folder / "draft.md", folder / "seen.json"
    draft.write_text(TEXT, encoding="utf-8")
    told = {"HEALTHLINT_COMMAND": COMMAND, "DRAFT": str(draft), "RESULT": str(result), "HOME": str(folder)}
    environment = {**os.environ, **told, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    assert result.exists(), done.stdout + done.stderr
    return result, done


@pytest.mark.skipif(shutil.which("nvim") is None, reason="no neovim is installed")
def test_neovim(tmp_path: Path) -> None:
    result, _ = drive(["nvim", "--headless", "--clean", "-n", "-S", str(CLIENTS / "neovim.lua")], tmp_path)
    seen: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    assert "failed" not in seen
    assert [(each["code"], each["line"]) for each in seen["before"]] == [("LAN001", 2), ("DOS101", 2)]
    # Neovim counts bytes.
    line = TEXT.splitlines()[2]
    assert [each["column"] for each in seen["before"]] == [
        len(line[: line.index(words)].encode()) for words in ("miracle", "5.0 mg")
    ]
    assert "\n".join((*seen["lines"], "")) == FIXED
    assert [each["code"] for each in seen["after"]] == ["LAN001"]
    assert "sensational-language" in seen["hover"]
    assert "Silence LAN001 here, with a reason" in seen["titles"]


def has_eglot() -> bool:
    """True for an Emacs that has eglot, its own or Debian's."""
    if shutil.which("emacs") is None:
        return False
    asked = ["emacs", "-Q", "--batch", "--eval", "(kill-emacs (if (require 'eglot nil t) 0 1))"]
    return subprocess.run([*asked[:2], *load_path(), *asked[2:]], capture_output=True, check=False).returncode == 0


def load_path() -> list[str]:
    """Where Debian puts eglot and what it needs."""
    folders = sorted(Path("/usr/share/emacs/site-lisp/elpa").glob("*-[0-9]*"))
    return [part for folder in folders for part in ("-L", str(folder))]


@pytest.mark.skipif(not has_eglot(), reason="no emacs with eglot is installed")
def test_emacs(tmp_path: Path) -> None:
    command = ["emacs", "-Q", "--batch", *load_path(), "-l", str(CLIENTS / "eglot.el")]
    result, done = drive(command, tmp_path)
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(result.read_text(encoding="utf-8"))
    assert any("'miracle' is a sensational word" in text for text in seen["before"])
    assert any("easily misread" in text for text in seen["before"])
    assert (tmp_path / "seen.json.text").read_text(encoding="utf-8") == FIXED
