"""`healthlint check --format html` on files of every kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from healthlint.cli import run

FIXTURES = Path(__file__).parents[2] / "fixtures"


def test_a_folder_becomes_one_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = [{"title": "One", "body": 'LDN "cures" fibromyalgia.'}, {"title": "Two", "body": "LDN cures\nit."}]
    (tmp_path / "posts.json").write_text(json.dumps(records), encoding="utf-8")
    (tmp_path / "a.docx").write_bytes((FIXTURES / "word" / "ldn-pain.docx").read_bytes())
    (tmp_path / "b.html").write_text("<p>LDN <b>cures</b> fibromyalgia.", encoding="utf-8")
    assert run(["check", "--format", "html", str(tmp_path)]) == 1
    page = capsys.readouterr().out
    assert page.startswith("<!doctype html>")
    assert page.count("<article ") == 4
    assert "(record 2)</h2>" in page
    assert ">LDN cures fibromyalgia</mark>" in page
