"""What the command line leaves out: files by patterns, rules by names, and with `--quiet` all that is no finding."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.cli.commands import Run, write

from healthlint.config.excluding import left_out
from healthlint.errors import HealthlintError

TEXT = "Sage tea is a miracle. Take 5.0 mg of ibuprofen.\n"
FILES = ("a.md", "b.txt", "archive/a.md", "drafts/archive/c.md", "drafts/c.md", "[old]/d.md")


@pytest.fixture(autouse=True)
def _files(cli: Run) -> None:
    for name in FILES:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        write(TEXT, name)


def checked(cli: Run, *arguments: str) -> list[str]:
    """The files with findings."""
    found = json.loads(cli("check", "--format", "json", *arguments)[1])["findings"]
    return sorted({each["path"] for each in found})


def codes(cli: Run, *arguments: str) -> set[str]:
    found = json.loads(cli("check", "--format", "json", *arguments)[1])["findings"]
    return {each["code"] for each in found}


@pytest.mark.parametrize(
    ("patterns", "left"),
    [
        (["archive"], ["[old]/d.md", "a.md", "b.txt", "drafts/c.md"]),
        (["archive/"], ["[old]/d.md", "a.md", "b.txt", "drafts/c.md"]),
        (["./archive"], ["[old]/d.md", "a.md", "b.txt", "drafts/archive/c.md", "drafts/c.md"]),
        (["/archive/"], ["[old]/d.md", "a.md", "b.txt", "drafts/archive/c.md", "drafts/c.md"]),
        (["drafts/archive"], ["[old]/d.md", "a.md", "archive/a.md", "b.txt", "drafts/c.md"]),
        (["drafts/**/c.md"], ["[old]/d.md", "a.md", "archive/a.md", "b.txt"]),
        (["*.md", "!c.md"], ["b.txt", "drafts/archive/c.md", "drafts/c.md"]),
        (["a.md,archive", "*.txt"], ["[old]/d.md", "drafts/c.md"]),
        ([r"\[old\]", "drafts/"], ["a.md", "archive/a.md", "b.txt"]),
        (["../work/drafts"], ["[old]/d.md", "a.md", "archive/a.md", "b.txt"]),
        (["nowhere"], sorted(FILES)),
    ],
)
@pytest.mark.parametrize("option", ["--exclude", "--extend-exclude"])
def test_patterns_count_from_this_folder(cli: Run, option: str, patterns: list[str], left: list[str]) -> None:
    arguments = [each for pattern in patterns for each in (option, pattern)]
    assert checked(cli, *arguments) == left
    assert checked(cli, *arguments, "--isolated", ".") == left


def test_a_whole_path_is_one(cli: Run) -> None:
    assert "archive/a.md" not in checked(cli, "--exclude", os.path.abspath("archive"))
    assert "drafts/archive/c.md" in checked(cli, "--exclude", os.path.abspath("archive"))


@pytest.mark.parametrize(
    ("pattern", "left"),
    [
        ("archive", ["../drafts/c.md"]),
        ("../drafts/archive", ["../drafts/c.md"]),
        ("./archive", ["../drafts/archive/c.md", "../drafts/c.md"]),
        ("work", ["../drafts/archive/c.md", "../drafts/c.md"]),
    ],
)
def test_files_elsewhere(cli: Run, monkeypatch: pytest.MonkeyPatch, pattern: str, left: list[str]) -> None:
    monkeypatch.chdir("[old]")
    assert checked(cli, "--exclude", pattern, "../drafts") == left


def test_one_takes_the_place_of_the_configuration_and_the_other_adds(cli: Run) -> None:
    write("exclude: [drafts/]\n", "healthlint.yaml")
    assert checked(cli, "--exclude", "archive,*.txt") == ["[old]/d.md", "a.md", "drafts/c.md"]
    assert checked(cli, "--extend-exclude", "archive,*.txt") == ["[old]/d.md", "a.md"]
    assert checked(cli, "--exclude", "archive", "--extend-exclude", "*.txt") == ["[old]/d.md", "a.md", "drafts/c.md"]
    assert checked(cli, "--exclude", "") == sorted(FILES)


def test_gitignore_applies_in_addition_to_exclude(cli: Run) -> None:
    Path(".git").mkdir()
    write("b.txt\n", ".gitignore")
    assert "b.txt" not in checked(cli, "--exclude", "archive")


def test_named_files_are_checked_unless_exclusion_is_forced(cli: Run) -> None:
    assert checked(cli, "--exclude", "archive", "archive/a.md") == ["archive/a.md"]
    assert cli("check", "--exclude", "archive", "--force-exclude", "archive/a.md")[0] == 0
    status, _, err = cli("check", "--extend-exclude", "archive", "archive")
    assert (status, "no file was checked" in err) == (2, True)


@pytest.mark.parametrize("option", ["--exclude", "--extend-exclude"])
def test_a_broken_pattern_is_named(cli: Run, option: str) -> None:
    status, _, err = cli("check", option, "archive", option, "[z-a].md")
    assert (status, err.count("\n")) == (2, 1)
    assert "on the command line: Invalid git pattern: '[z-a].md'" in err


@given(st.lists(st.text("ab/*!.[]\\", max_size=8), max_size=3), st.sampled_from(FILES))
def test_any_patterns(patterns: list[str], file: str) -> None:
    with suppress(HealthlintError):
        assert left_out(tuple(patterns), file) in (True, False)


def test_rules_are_left_out_in_place_of_the_configuration_s_or_beside_them(cli: Run) -> None:
    write("ignore: [LAN]\noverrides: [{files: ['*.txt'], ignore: [DOS]}]\n", "healthlint.yaml")
    assert codes(cli, "a.md") == {"DOS101"}
    assert codes(cli, "--ignore", "READ", "a.md", "b.txt") == {"LAN001", "DOS101"}
    assert codes(cli, "--extend-ignore", "READ", "a.md") == {"DOS101"}
    assert codes(cli, "--extend-ignore", "trailing-zero-dose", "a.md") == set()
    assert codes(cli, "--ignore", "LAN001", "--extend-ignore", "CAV,READ", "--extend-ignore", "DOS", "a.md") == set()
    assert codes(cli, "--select", "DOS,TYP", "--extend-ignore", "TYP", "a.md") == {"DOS101"}


@pytest.mark.parametrize("option", ["--ignore", "--extend-ignore"])
def test_a_rule_that_nobody_knows_is_a_mistake_of_the_command_line(cli: Run, option: str) -> None:
    write("fail-on: error\n", "healthlint.yaml")
    status, _, err = cli("check", option, "LAN9")
    assert (status, err.startswith("healthlint: error: no rule, name or family 'LAN9'")) == (2, True)


def test_nothing_left_is_a_mistake(cli: Run) -> None:
    status, _, err = cli("check", "--select", "LAN", "--extend-ignore", "LAN", "a.md")
    assert (status, err) == (
        2,
        "healthlint: error: a.md: no rule is enabled there, as all selected rules are ignored\n",
    )


def test_quiet_is_findings_and_nothing_else(cli: Run) -> None:
    write("Take 240 mg of semaglutide a day.\n", "b.txt")
    write("exclude: [./nothing]\n", "healthlint.yaml")
    for option in ("-q", "--quiet"):
        status, out, err = cli("check", option, "--select", "LAN001", ".")
        assert (status, err) == (1, "")
        assert out.startswith("a.md:1:15: warning LAN001 ")
        assert not any(word in out for word in ("checked", "next:", "notice"))
        assert len(out.split("\n\n")) == len(FILES) - 1
    assert cli("check", "-q", "--select", "LAN001", "b.txt") == (0, "", "")


@pytest.mark.parametrize("options", [("--format", "concise"), ("--statistics",), ("--output", "out"), ("--diff",)])
def test_quiet_in_other_ways_of_printing(cli: Run, options: tuple[str, ...]) -> None:
    write("Take 5.0 mg of semaglutide a day.\n", "b.txt")
    loud, quiet = (cli("check", *more, "--select", "DOS101", *options, "b.txt") for more in ((), ("-q",)))
    assert quiet[0] == loud[0]
    assert quiet[2] == ""
    assert quiet[1] == "" if "--output" in options else quiet[1] and quiet[1] in loud[1]


def test_quiet_with_fixes_shows_what_is_left(cli: Run) -> None:
    assert cli("check", "-q", "--fix", "--select", "DOS101", "a.md") == (0, "", "")
    assert "5 mg" in Path("a.md").read_text(encoding="utf-8")


def test_quiet_changes_no_file_and_no_format_for_machines(cli: Run) -> None:
    found = []
    for more in ((), ("-q",)):
        out = cli("check", *more, "--format", "json", "--format", "text=report", "a.md", "b.txt")[1]
        found.append((out, Path("report").read_bytes()))
    assert found[0] == found[1]


def test_quiet_still_says_what_failed(cli: Run) -> None:
    status, out, err = cli("check", "-q", "gone.md")
    assert (status, out) == (2, "")
    assert err.startswith("healthlint: error: gone.md: ")


def test_quiet_says_what_was_not_checked_to_whom_it_matters(cli: Run) -> None:
    write("Take 240 mg of semaglutide a day.\n", "b.txt")
    status, out, err = cli("check", "-q", "--fail-on-unchecked", "b.txt")
    assert (status, out) == (1, "")
    assert err.startswith("healthlint: not checked: no facts on semaglutide")
