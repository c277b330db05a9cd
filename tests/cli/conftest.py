"""Command lines in a folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.commands import Run

from healthlint.cli import run


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], one_engine: None) -> Run:
    """Runs commands in an empty folder, all with the same engine for the bundled packs."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")

    def cli(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run(list(arguments))
        said = capsys.readouterr()
        return status, said.out, said.err

    return cli
