"""Several processes find what one finds, in the same order, and survive one another."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from tests.cli.commands import Run

from healthlint.cli import jobs
from healthlint.cli.jobs import spread
from healthlint.engine import Engine


@pytest.fixture(autouse=True)
def _every_file_is_worth_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_WORTH_IT", 0)
    monkeypatch.setattr(jobs, "_BATCH", 20)


def drafts(number: int) -> None:
    for at in range(number):
        text = "Sage tea is a miracle.\n" * (at % 3) + "Mint is cheap.\n" * (at % 5 + 1)
        Path(f"{at:02}.md").write_text(text, encoding="utf-8")


@pytest.mark.parametrize("form", ["text", "json", "sarif", "html"])
def test_the_output_is_that_of_one_process(cli: Run, form: str) -> None:
    drafts(20)
    one = cli("check", "--jobs", "1", "--format", form)
    assert cli("check", "--jobs", "3", "--format", form) == one


def test_a_file_that_cannot_be_read_is_only_one(cli: Run) -> None:
    drafts(6)
    Path("02.docx").write_bytes(b"no archive")
    one = cli("check", "--jobs", "1")
    assert cli("check", "--jobs", "2") == one
    assert one[0] == 2


def test_a_file_whose_check_fails_is_that_files_error(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts(6)
    real = Engine.check

    def check(self: Engine, document: object) -> object:
        if document.path == "03.md":  # type: ignore[attr-defined]
            raise ZeroDivisionError("by zero")
        return real(self, document)  # type: ignore[arg-type]

    monkeypatch.setattr(Engine, "check", check)
    for number in ("1", "2"):
        status, out, err = cli("check", "--jobs", number)
        assert status == 2
        assert err.startswith("healthlint: error: 03.md: internal error: ZeroDivisionError: by zero; ")
        assert "5 files checked: " in out


def test_a_process_that_dies_takes_only_its_file(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts(12)
    real = Engine.check

    def check(self: Engine, document: object) -> object:
        if document.path in ("03.md", "07.md"):  # type: ignore[attr-defined]
            os._exit(9)
        return real(self, document)  # type: ignore[arg-type]

    monkeypatch.setattr(Engine, "check", check)
    status, out, err = cli("check", "--jobs", "2")
    assert status == 2
    lines = [line for line in err.splitlines() if line]
    assert lines == [
        f"healthlint: error: {name}: the process that checked it died; check it with --jobs 1"
        for name in ("03.md", "07.md")
    ]
    assert "10 files checked" in out


def _begin() -> None:
    pass


def _length(file: str) -> int:
    return len(Path(file).read_bytes())


@pytest.mark.parametrize("number", [1, 2, 5])
def test_every_file_comes_once(tmp_path: Path, number: int) -> None:
    files = []
    for at in range(40):
        path = tmp_path / f"{at}.md"
        path.write_bytes(b"x" * (at * 7 % 50))
        files.append(str(path))
    assert sorted(spread(files, number, _begin, (), _length)) == sorted((file, _length(file)) for file in files)


def test_no_file_at_all() -> None:
    assert list(spread([], 4, _begin, (), _length)) == []
