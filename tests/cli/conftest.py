"""Command lines in a folder of their own."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cli.commands import Run
from tests.report.report_schema import accept_output

from healthlint.cli import run


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], one_engine: None) -> Run:
    """Runs commands in an empty folder, all with the same engine for the bundled packs; a report that one prints
    in JSON has to be as the published schema says."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")

    def cli(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        status = run(list(arguments))
        said = capsys.readouterr()
        accept_output(said.out)
        return status, said.out, said.err

    return cli
