"""Unchanged files are answered from the cache, and whatever a finding depends on makes it anew."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.commands import Run, write

from healthlint.cache.results import NAME
from healthlint.cli import checking


@pytest.fixture(autouse=True)
def _kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HEALTHLINT_NO_CACHE")
    monkeypatch.setenv("HEALTHLINT_CACHE_DIR", str(tmp_path / "kept"))


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were really looked at since the last look at this list."""
    looked: list[str] = []
    work = checking._work

    def noticed(file: str) -> object:
        looked.append(file)
        return work(file)

    monkeypatch.setattr(checking, "_work", noticed)
    return looked


def looked_at(cli: Run, checked: list[str], *arguments: str) -> list[str]:
    checked.clear()
    cli("check", *arguments)
    return list(checked)


def test_unchanged_files_are_not_checked_again(cli: Run, checked: list[str]) -> None:
    write("Sage tea is a miracle.\n")
    write("Mint is cheap.\n", "b.md")
    first = cli("check")
    assert checked == ["a.md", "b.md"]
    checked.clear()
    assert cli("check") == first
    assert checked == []
    write("Mint is a breakthrough.\n", "b.md")
    assert looked_at(cli, checked) == ["b.md"]


@pytest.mark.parametrize("form", ["text", "json", "sarif", "rdjson", "html", "junit", "gitlab", "github", "concise"])
def test_every_format_is_the_same_from_the_cache(cli: Run, form: str) -> None:
    write("# Sage\n\nSage tea is a miracle. Ask about naltroxene.\n\n<!-- healthlint: ignore LAN -- why -->\nWow.\n")
    assert cli("check", "--format", form) == cli("check", "--format", form)


def test_the_name_does_not_count_but_the_format_does(cli: Run, checked: list[str]) -> None:
    write("Sage tea is a miracle.\n")
    cli("check")
    Path("a.md").rename("b.md")
    assert looked_at(cli, checked) == []
    assert json.loads(cli("check", "--format", "json")[1])["findings"][0]["path"] == "b.md"
    Path("b.md").rename("b.html")
    assert looked_at(cli, checked) == ["b.html"]


@pytest.mark.parametrize("options", [["--ignore", "LAN"], ["--extend-select", "SUP003"], ["--text-field", "x"]])
def test_other_options_are_checked_again(cli: Run, checked: list[str], options: list[str]) -> None:
    write("Sage tea is a miracle.\n")
    cli("check")
    assert looked_at(cli, checked, *options) == ["a.md"]
    assert looked_at(cli, checked, *options) == []


def test_another_configuration_is_checked_again(cli: Run, checked: list[str], tmp_path: Path) -> None:
    write("Sage tea is a miracle.\n")
    cli("check")
    for number, text in enumerate(("ignore: [LAN]\n", "words: [sagetea]\n", "readability: {grade: 3}\n")):
        write(text, f"c{number}.yaml")
        assert looked_at(cli, checked, "--config", f"c{number}.yaml", "a.md") == ["a.md"]
        assert looked_at(cli, checked, "--config", f"c{number}.yaml", "a.md") == []


def test_another_rule_is_checked_again(cli: Run, checked: list[str]) -> None:
    Path("mine").mkdir()
    write("name: mine\ntitle: Mine\nversion: '1'\n", "mine/pack.yaml")
    rule = "name: sage-named\nkind: term\nseverity: warning\nmessage: Sage.\nwhy: Why not.\nwith:\n  terms: [{word}]\n"
    rule += "examples:\n  flag: ['The «{word}».', 'Buy «{word}».']\n  pass: [Tea., Milk.]\n"
    write(rule.format(word="sage"), "mine/MIN001.yaml")
    write("packs: [mine]\n", "healthlint.yaml")
    write("Thyme tea, sage tea.\n")
    assert "MIN001" in cli("check", "a.md")[1]
    assert looked_at(cli, checked, "a.md") == []
    write(rule.format(word="thyme"), "mine/MIN001.yaml")
    from healthlint.packs import digest

    digest._folder_digest.cache_clear()
    assert looked_at(cli, checked, "a.md") == ["a.md"]


def test_an_unreadable_file_is_reported_in_every_run(cli: Run) -> None:
    Path("a.docx").write_bytes(b"no archive")
    assert cli("check", "a.docx", "gone.md") == cli("check", "a.docx", "gone.md")
    assert cli("check", "a.docx", "gone.md")[0] == 2


def test_no_cache_keeps_nothing(cli: Run, checked: list[str], tmp_path: Path) -> None:
    for name in ("a.md", "b.md"):
        write("Sage tea is a miracle.\n", name)
    for _ in range(2):
        assert looked_at(cli, checked, "--no-cache") == ["a.md", "b.md"]
    assert not (tmp_path / "kept").exists()


def test_a_damaged_cache_costs_only_time(cli: Run, checked: list[str], tmp_path: Path) -> None:
    write("Sage tea is a miracle.\n")
    first = cli("check")
    (tmp_path / "kept" / NAME).write_bytes(b"SQLite format 3\0 and then nothing")
    assert cli("check") == first
    assert looked_at(cli, checked) == []


def test_another_folder_by_option(cli: Run, checked: list[str], tmp_path: Path) -> None:
    write("Sage tea is a miracle.\n")
    cli("check", "--cache-dir", str(tmp_path / "other"))
    assert (tmp_path / "other" / NAME).is_file()
    assert not (tmp_path / "kept").exists()


def test_clear(cli: Run, checked: list[str]) -> None:
    write("Sage tea is a miracle.\n")
    cli("check")
    status, out, _ = cli("cache", "clear")
    assert status == 0
    assert out.endswith(" KB deleted\n")
    assert looked_at(cli, checked) == ["a.md"]


def test_fixing_looks_only_at_what_can_be_fixed(cli: Run, checked: list[str]) -> None:
    write("Sage tea is a miracle.\n")
    write("Ask about naltroxene.\n", "b.md")
    cli("check")
    checked.clear()
    cli("check", "--fix")
    assert Path("b.md").read_text() == "Ask about naltrexone.\n"
    assert checked == []
