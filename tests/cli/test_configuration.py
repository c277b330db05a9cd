"""What a configuration file changes for `healthlint check`."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint import engine
from healthlint.cli import run
from healthlint.packs import loader

TEXT = "Sage tea is a miracle. Take 5.0 mg of ibuprofen. Ask Dr Karelinn.\n"

Run = Callable[..., tuple[int, list[str], str]]

_LOADED = loader.load_bundled()
_ENGINE = engine.Engine(_LOADED)


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs `healthlint check` in an own folder; gives status, `path CODE severity` of the findings, standard error."""
    monkeypatch.setattr(loader, "load_bundled", lambda: _LOADED)
    monkeypatch.setattr(engine, "Engine", lambda *_: _ENGINE)
    monkeypatch.chdir(tmp_path)

    def check(*arguments: str) -> tuple[int, list[str], str]:
        capsys.readouterr()
        status = run(["check", "--format", "json", *arguments])
        said = capsys.readouterr()
        found = json.loads(said.out)["findings"] if said.out else []
        return status, [f"{each['path']} {each['code']} {each['severity']}" for each in found], said.err

    return check


def write(name: str, text: str) -> None:
    Path(name).parent.mkdir(parents=True, exist_ok=True)
    Path(name).write_text(text, encoding="utf-8")


def test_without_a_configuration_the_defaults_apply(check: Run) -> None:
    write("a.md", TEXT)
    assert check("a.md") == (1, ["a.md LAN001 warning", "a.md DOS101 suggestion"], "")


@pytest.mark.parametrize(
    ("config", "status", "found"),
    [
        ("ignore: [LAN]", 0, ["DOS101 suggestion"]),
        ("select: [trailing-zero-dose]", 0, ["DOS101 suggestion"]),
        ("severity: {LAN: suggestion, DOS101: error}", 1, ["LAN001 suggestion", "DOS101 error"]),
        ("severity: {LAN: suggestion, sensational-language: error}", 1, ["LAN001 error", "DOS101 suggestion"]),
        ("fail-on: error", 0, ["LAN001 warning", "DOS101 suggestion"]),
        ("overrides: [{files: ['*.md'], ignore: [LAN]}]", 0, ["DOS101 suggestion"]),
        ("overrides: [{files: ['drafts/'], ignore: [LAN]}]", 1, ["LAN001 warning", "DOS101 suggestion"]),
        ("packs: [low-dose-naltrexone]", 1, ["LAN001 warning", "DOS101 suggestion"]),
    ],
)
def test_settings_have_their_effect(check: Run, config: str, status: int, found: list[str]) -> None:
    write("healthlint.yaml", config)
    write("a.md", TEXT)
    assert check("a.md") == (status, [f"a.md {each}" for each in found], "")


def test_the_command_line_goes_first(check: Run) -> None:
    write("healthlint.yaml", "ignore: [LAN]\nfail-on: error\n")
    write("a.md", TEXT)
    assert check("a.md", "--ignore", "DOS") == (0, ["a.md LAN001 warning"], "")
    assert check("a.md", "--fail-on", "suggestion")[0] == 1
    assert check("a.md", "--isolated")[0] == 1


def test_each_file_has_its_own(check: Run) -> None:
    write("healthlint.yaml", "ignore: [LAN]")
    write("strict/healthlint.yaml", "select: [LAN]")
    write("a.md", TEXT)
    write("strict/b.md", TEXT)
    assert check(".")[1] == ["a.md DOS101 suggestion", "strict/b.md LAN001 warning"]


def test_reasons_can_be_made_obligatory(check: Run) -> None:
    write("healthlint.yaml", "require-reasons: true")
    write("a.md", "<!-- healthlint: ignore LAN001 -->\nSage tea is a miracle.\n")
    assert check("a.md")[1] == ["a.md SUP003 warning"]


def test_accepted_words(check: Run) -> None:
    write("healthlint.yaml", "words: [Naltroxene]")
    write("a.md", "Ask about naltroxene.\n")
    assert check("a.md")[1] == []
    assert check("a.md", "--isolated")[1] == ["a.md TYP101 warning"]


def test_excluded_files_are_not_checked(check: Run) -> None:
    write("healthlint.yaml", "exclude: [drafts/, '*.txt']")
    write(".gitignore", "!\nbuilt/\n")  # git passes over the first line
    subprocess.run(["git", "init", "-q", "."], check=True)
    for name in ("a.md", "b.txt", "drafts/c.md", "built/d.md"):
        write(name, TEXT)
    assert {line.split()[0] for line in check(".")[1]} == {"a.md"}
    assert {line.split()[0] for line in check("b.txt")[1]} == {"b.txt"}
    assert check("b.txt", "--force-exclude") == (0, [], "")
    write("own.yaml", "respect-gitignore: false")
    found = {line.split()[0] for line in check(".", "--config", "own.yaml")[1]}
    assert found == {"a.md", "b.txt", "built/d.md", "drafts/c.md"}


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ("ignroe: [LAN]", "healthlint.yaml:1:1: unknown key 'ignroe'; did you mean 'ignore'?"),
        ("ignore: [LAN01]", "healthlint.yaml: no rule, name or family 'LAN01'; did you mean"),
        ("severity: {LAN01: error}", "no rule, name or family 'LAN01'"),
        ("packs: [a/../ldn]", "no pack 'a/../ldn'"),
        ('packs: ["a\\0"]', "no pack"),
        ("packs: [ldn]", "no pack 'ldn'; bundled are adalimumab, atorvastatin, health-writing, low-dose-naltrexone"),
    ],
)
def test_a_mistake_is_said(check: Run, config: str, told: str) -> None:
    write("healthlint.yaml", config)
    write("a.md", TEXT)
    status, found, err = check("a.md")
    assert (status, found) == (2, [])
    assert told in err


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ("fail-on: error\nexclude: ['!']", "healthlint.yaml:2:1: Invalid git pattern: '!'"),
        ("overrides: [{files: ['!'], ignore: [LAN]}]", "healthlint.yaml:1:1: Invalid git pattern: '!'"),
        ("words: [x]\ntext-fields: [a=htm]", "healthlint.yaml:2:1: unknown format 'htm' of field 'a'"),
        (f"extend: {'a' * 5000}", "healthlint.yaml:1:1: no file 'aaa"),
    ],
)
def test_an_impossible_pattern_or_name_is_reported(check: Run, config: str, told: str) -> None:
    write("healthlint.yaml", config)
    write("a.md", TEXT)
    status, found, err = check(".")
    assert (status, found) == (2, [])
    assert told in err
    assert "Traceback" not in err


@pytest.mark.parametrize("value", ["[" * 2000 + "]" * 2000, "9" * 5000, "{" + ".".join("a" * 2000) + " = 1}"])
def test_a_table_that_no_parser_reads_is_said(check: Run, value: str) -> None:
    write("pyproject.toml", f"[tool.healthlint]\nwords = {value}\n")
    write("a.md", TEXT)
    status, found, err = check("a.md")
    assert (status, found) == (2, [])
    assert "pyproject.toml: is " in err


def test_rules_ignored_for_one_path_run_for_others(check: Run) -> None:
    write("healthlint.yaml", "overrides: [{files: ['tests/**'], ignore: [LAN]}]\n")
    write("a.md", TEXT)
    write("tests/b.md", TEXT)
    said = "healthlint: notice: tests/b.md: no rule is enabled there, as the configuration ignores all selected rules\n"
    assert check("--select", "LAN", ".") == (1, ["a.md LAN001 warning"], said)
    assert check("--select", "LAN", "tests") == (0, [], said)
    assert check("--select", "LAN,DOS", ".")[::2] == (1, "")


def test_a_folder_without_enabled_rules_is_reported(check: Run) -> None:
    write("sub/healthlint.yaml", "ignore: [LAN]\n")
    write("a.md", TEXT)
    write("sub/b.md", TEXT)
    write("sub/c.md", TEXT)
    said = "sub/b.md and 1 more: no rule is enabled there, as the configuration ignores all selected rules\n"
    assert check("--select", "LAN", ".") == (1, ["a.md LAN001 warning"], f"healthlint: notice: {said}")
    # Where it holds for all that is checked, nothing would be.
    assert check("--select", "LAN", "sub") == (2, [], f"healthlint: error: {said}")


@pytest.mark.parametrize(("config", "options"), [("", ["--ignore", "LAN"]), ("select: [LAN]\nignore: [LAN]", [])])
def test_selecting_and_ignoring_the_same_rules_is_an_error(check: Run, config: str, options: list[str]) -> None:
    write("healthlint.yaml", config)
    write("a.md", TEXT)
    status, found, err = check(*(options and ["--select", "LAN"]), *options, "a.md")
    assert (status, found) == (2, [])
    assert "every selected rule is also ignored, so nothing would be checked" in err


def test_a_run_that_checks_no_file_says_so(check: Run) -> None:
    write("healthlint.yaml", "exclude: [archive/]\n")
    write("archive/a.md", TEXT)
    said = "no file was checked: all are excluded or ignored by git; name one, or use --allow-empty"
    for options in ((), ("archive",), ("--force-exclude", "."), ("--force-exclude", "archive", "archive/a.md")):
        assert check(*options) == (2, [], f"healthlint: error: {said}\n")
        assert check("--allow-empty", *options) == (0, [], "")
    Path("empty").mkdir()
    said = "empty: no file in a known format in this folder"
    assert check("empty") == (2, [], f"healthlint: error: {said}\n")
    assert check("empty", "--allow-empty")[0] == 0
    # A hook names the files of a commit.
    assert check("--force-exclude", "archive/a.md") == (0, [], "")
    assert check("archive/a.md")[0] == 1


def test_standard_input_is_excluded_by_its_name(check: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("healthlint.yaml", "exclude: [archive/]\n")
    text = b"\xef\xbb\xbfAsk about naltroxene.\r\n\xff"

    def piped(*options: str) -> tuple[int, bytes]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text)))
        out = io.TextIOWrapper(io.BytesIO(), newline="")
        monkeypatch.setattr(sys, "stdout", out)
        status = run(["check", *options, "-"])
        out.flush()
        return status, out.buffer.getvalue()  # type: ignore[attr-defined]

    excluded = ("--force-exclude", "--stdin-filename", "archive/a.md")
    assert piped(*excluded, "--fix") == (0, text)
    assert piped(*excluded, "--diff") == (0, b"")
    assert piped(*excluded, "--format", "concise") == (0, b"")
    assert piped(*excluded[:1], "--stdin-filename", "a.md", "--format", "concise")[0] == 2
    assert piped(*excluded[1:], "--format", "concise")[0] == 2
