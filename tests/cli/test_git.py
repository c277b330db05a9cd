"""What git knows of files: which it ignores, and which of their lines were changed."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.cli.commands import Run, write
from tests.document.word.build import paragraph, word

OLD = "Sage tea is a miracle.\n\nMint is cheap.\n"
NEW = "Sage tea is a miracle.\n\nMint is a breakthrough.\n"


def git(*arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], check=True)


def commit() -> None:
    git("add", "-A")
    git("commit", "-qm", "one")


@pytest.fixture(autouse=True)
def _repository(cli: Run) -> None:
    git("init", "-q", ".")


def found(cli: Run, *arguments: str) -> list[str]:
    """Path and excerpt of what is found in the changed lines."""
    out = cli("check", "--format", "json", "--select", "LAN", "--changed-since", "HEAD", *arguments)[1]
    return [f"{each['path']} {each['excerpt']}" for each in json.loads(out)["findings"]]


BOTH = ["miracle", "breakthrough"]


def as_bytes(text: str, name: str) -> bytes:
    if name.endswith(".docx"):
        return word("".join(map(paragraph, text.split("\n\n"))))
    return text.replace("\n", "\r").encode() if name == "cr.md" else text.encode("utf-16")


@pytest.mark.parametrize("name", ["a.docx", "utf16.txt", "cr.md"])
def test_where_git_tells_no_lines_the_whole_file_counts(cli: Run, name: str) -> None:
    Path(name).write_bytes(as_bytes(OLD, name))
    commit()
    assert found(cli) == []
    Path(name).write_bytes(as_bytes(NEW, name))
    assert found(cli) == [f"{name} {each}" for each in BOTH]


@pytest.mark.parametrize("attributes", ["-diff", "binary", "filter=lfs diff=lfs -text", "filter=own"])
def test_attributes_by_which_git_tells_none_or_others(cli: Run, attributes: str) -> None:
    write(f"*.md {attributes}\n", ".gitattributes")
    git("config", "filter.own.clean", "sed 1d")
    write(OLD)
    commit()
    assert found(cli) == []
    write(NEW)
    assert found(cli) == [f"a.md {each}" for each in BOTH]


@pytest.mark.parametrize(
    "settings", ["diff.noprefix=true", "diff.interHunkContext=9", "color.ui=always", "diff.own.textconv=sort"]
)
def test_no_setting_changes_the_lines(cli: Run, settings: str) -> None:
    git("config", *settings.split("="))
    write("*.md diff=own\n", ".gitattributes")
    write(OLD)
    commit()
    write(NEW)
    assert found(cli) == ["a.md breakthrough"]


@pytest.mark.parametrize("flag", ["--assume-unchanged", "--skip-worktree"])
def test_a_file_that_git_was_told_not_to_look_at(cli: Run, flag: str) -> None:
    write(OLD)
    commit()
    git("update-index", flag, "a.md")
    write(NEW)
    assert found(cli) == [f"a.md {each}" for each in BOTH]


def test_a_link_whose_target_changed(cli: Run) -> None:
    write("Tea is warm.\n", "one.txt")
    write(OLD, "two.txt")
    os.symlink("one.txt", "a.md")
    commit()
    assert found(cli, "a.md") == []
    os.unlink("a.md")
    os.symlink("two.txt", "a.md")
    assert found(cli, "a.md") == ["a.md miracle"]
    commit()
    write(NEW, "two.txt")
    assert found(cli, "a.md") == ["a.md breakthrough"]


def test_a_link_to_a_folder_and_one_that_leads_out(cli: Run, tmp_path: Path) -> None:
    Path("one").mkdir()
    write(OLD, "one/a.md")
    os.symlink("one", "two")
    write(OLD, str(tmp_path / "outside.md"))
    os.symlink("../outside.md", "b.md")
    commit()
    write(NEW, "one/a.md")
    assert found(cli, "two/a.md") == ["two/a.md breakthrough"]
    # Whether what lies outside was changed nobody knows.
    assert found(cli, "b.md") == ["b.md miracle"]


@pytest.mark.parametrize(
    "name", ["a[1].md", "*.md", ":(top)a.md", "?.md", "-a.md", "a b.md", "ä.md", ":a.md", '"a".md']
)
def test_names_are_names_and_no_patterns(cli: Run, name: str) -> None:
    write(OLD, "a1.md")
    commit()
    write(NEW, name)
    assert found(cli, f"./{name}") == [f"./{name} {each}" for each in BOTH]
    commit()
    assert found(cli) == []
    write(OLD, name)
    assert found(cli) == []


def test_both_sides_of_a_conflict_are_read(cli: Run) -> None:
    write(OLD)
    commit()
    git("checkout", "-qb", "other")
    write(NEW)
    commit()
    git("checkout", "-q", "-")
    write(OLD.replace("cheap", "a godsend"))
    commit()
    subprocess.run(["git", "merge", "-q", "other"], check=False, capture_output=True)
    # The other side is what HEAD has.
    assert found(cli) == ["a.md breakthrough"]


def test_git_variables_of_a_hook_are_ignored(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("drafts").mkdir()
    write(OLD, "drafts/a.md")
    commit()
    write(NEW, "drafts/a.md")
    for name, value in {"GIT_DIR": ".git", "GIT_WORK_TREE": ".", "GIT_INDEX_FILE": ".git/index"}.items():
        monkeypatch.setenv(name, value)
    assert found(cli, "drafts") == ["drafts/a.md breakthrough"]


def checked(cli: Run, *arguments: str) -> list[str]:
    out = cli("check", "--format", "json", "--select", "LAN", *arguments)[1]
    return sorted({each["path"] for each in json.loads(out)["findings"]})


@pytest.mark.parametrize(
    ("ignore", "add"),
    [("a.md\n", ["a.md"]), ("*.md\n", ["-A"]), ("drafts/\n", ["drafts/b.md"]), ("*\n!c.md\n", ["a.md", "drafts/b.md"])],
)
def test_tracked_files_are_not_ignored(cli: Run, ignore: str, add: list[str]) -> None:
    Path("drafts").mkdir()
    names = ["a.md", "drafts/b.md", "ä [1].md"]
    for name in names:
        write(OLD, name)
    write(ignore, ".gitignore")
    expected = subprocess.run(
        ["git", "status", "--ignored", "--porcelain", "-z", "-uall"], capture_output=True, check=True
    )
    ignored = {each[3:] for each in expected.stdout.decode().split("\0") if each.startswith("!!")}
    ignored = {name for name in names if any(name == each or name.startswith(each) for each in ignored)}
    assert checked(cli) == sorted(set(names) - ignored)
    git("add", "-f", *add)
    tracked = subprocess.run(["git", "ls-files", "-z"], capture_output=True, check=True).stdout.decode().split("\0")
    assert checked(cli) == sorted(set(names) - (ignored - set(tracked)))
    assert ignored & set(tracked) or add == ["-A"]


def test_an_invalid_gitignore_pattern_is_ignored(cli: Run) -> None:
    write("[z-a].md\nb.md\n", ".gitignore")
    for name in ("a.md", "b.md"):
        write(OLD, name)
    assert checked(cli) == ["a.md"]
    assert cli("check", "a.md")[2] == ""


def test_where_git_does_not_answer_that_is_said(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    write("b.md\n", ".gitignore")
    for name in ("a.md", "b.md"):
        write(OLD, name)
    commit()
    Path("empty").mkdir()
    monkeypatch.setenv("PATH", "empty")
    assert checked(cli) == ["a.md"]
    status, _, err = cli("check")
    assert status == 1
    assert "cannot tell which ignored files are tracked, so none is checked (git is not installed)" in err
    assert cli("check", "--changed-since", "HEAD")[2].startswith(
        "healthlint: error: --changed-since: git is not installed"
    )


Setting = Callable[[], None]


@pytest.mark.parametrize(
    ("config", "told"),
    [
        ("fail-on: error\nexclude:\n  - '*.txt'\n  - '[z-a].md'\n", "healthlint.yaml:4:5: "),
        ("exclude: [b, '[z-a].md']", "healthlint.yaml:1:1: "),
        ("overrides:\n  - files: ['a.md']\n    ignore: [LAN]\n  - files:\n    - '[z-a].md'\n", "healthlint.yaml:5:7: "),
    ],
)
def test_a_broken_pattern_of_a_configuration_is_named_with_its_place(cli: Run, config: str, told: str) -> None:
    write(config, "healthlint.yaml")
    write(OLD)
    status, _, err = cli("check", ".")
    assert status == 2
    assert f"{told}Invalid git pattern: '[z-a].md' (bad character range z-a)" in err
    assert len(err.splitlines()) == 1


def test_a_gitignore_that_cannot_be_read_is_said(cli: Run) -> None:
    write(OLD)
    Path(".gitignore").write_bytes(b"#" * 5_000_001 + b"\na.md\n")
    assert checked(cli) == ["a.md"]
    assert ".gitignore: is larger than 5 MB; what it leaves out is checked" in cli("check")[2]
