"""What is known is not reported again; what was not changed is not reported at all."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from tests.cli.commands import Run, write


def found(cli: Run, *arguments: str) -> list[str]:
    out = cli("check", "--format", "json", *arguments)[1]
    return [each["excerpt"] for each in json.loads(out)["findings"]]


def test_a_name_that_is_no_utf_8(cli: Run) -> None:
    Path(os.fsdecode(b"\xff.txt")).write_text("Sage tea is a miracle.\n")
    assert cli("baseline", "write")[0] == 0
    assert cli("check")[0] == 0
    assert cli("baseline", "prune")[0] == 0
    assert cli("check")[0] == 0


def test_only_what_is_new_is_reported(cli: Run) -> None:
    write("Sage tea is a miracle.\n")
    status, out, _ = cli("baseline", "write")
    assert (status, out.splitlines()[0]) == (0, "wrote .healthlint-baseline.json: 1 finding")
    assert cli("check")[0] == 0
    write("A line before.\n\nSage tea is a miracle. Mint is a breakthrough.\n")
    assert found(cli) == ["breakthrough"]
    assert found(cli, "--no-baseline") == ["miracle", "breakthrough"]


def test_another_sentence_is_another_finding(cli: Run) -> None:
    write("Sage tea is a miracle.\n")
    cli("baseline", "write")
    write("Mint tea is a miracle.\n")
    status, _, err = cli("check")
    assert status == 1
    assert "1 entry matches nothing any more; `healthlint baseline prune` takes them out" in err


def test_stale_entries_are_taken_out(cli: Run) -> None:
    write("Sage tea is a miracle. Mint is a breakthrough.\n")
    cli("baseline", "write")
    write("Sage tea is a miracle.\n")
    assert cli("baseline", "prune")[1] == ".healthlint-baseline.json: 1 taken out, 1 left\n"
    assert cli("check")[0] == 0
    assert cli("check")[2] == ""


@pytest.mark.parametrize("text", ["{", "[]", '{"schema": "x"}', '{"schema": "healthlint-baseline/2", "findings": []}'])
def test_a_file_that_is_no_baseline(cli: Run, text: str) -> None:
    write("Tea.\n")
    write(text, "b.json")
    status, _, err = cli("check", "a.md", "--baseline", "b.json")
    assert status == 2
    assert "b.json: is " in err


def _git(*arguments: str) -> None:
    subprocess.run(["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], check=True)


def test_only_what_git_says_was_changed(cli: Run) -> None:
    _git("init", "-q", ".")
    write("Sage tea is a miracle.\n\nMint is cheap.\n")
    _git("add", "-A")
    _git("commit", "-qm", "one")
    assert found(cli, "--changed-since", "HEAD") == []
    write("Sage tea is a miracle.\n\nMint is a breakthrough.\n")
    write("Thyme is a godsend.\n", "b.md")
    assert found(cli, "--changed-since", "HEAD") == ["breakthrough", "godsend"]


def test_a_revision_that_is_none(cli: Run) -> None:
    write("Sage tea is a miracle.\n")
    assert "--changed-since x: git knows no such revision" in cli("check", "--changed-since", "x")[2]
    _git("init", "-q", ".")
    assert cli("check", "--changed-since", "--output=x")[0] == 2
    assert not Path("x").exists()


def test_known_findings_are_counted_and_listed(cli: Run) -> None:
    write("Sage tea is a miracle.\n")
    cli("baseline", "write")
    assert "1 known to the baseline" in cli("check")[1]
    report = json.loads(cli("check", "--format", "json")[1])
    assert [each["excerpt"] for each in report["known"]] == ["miracle"]
    assert report["summary"]["known"] == 1


def test_sarif_says_what_is_new(cli: Run) -> None:
    write("Sage tea is a miracle.\n")
    cli("baseline", "write")
    write("Sage tea is a miracle. Mint is a breakthrough.\n")
    (result_run,) = json.loads(cli("check", "--format", "sarif")[1])["runs"]
    states = [(each["baselineState"], "suppressions" in each) for each in result_run["results"]]
    assert states == [("unchanged", True), ("new", False)]


def test_found_from_a_folder_below_up_to_the_repository(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _git("init", "-q", ".")
    Path("drafts").mkdir()
    write("Sage tea is a miracle.\n", "drafts/a.md")
    cli("baseline", "write")
    monkeypatch.chdir("drafts")
    assert cli("check")[0] == 0
    _git("init", "-q", ".")
    assert cli("check")[0] == 1


def test_written_where_the_closest_one_is(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    _git("init", "-q", ".")
    Path("drafts").mkdir()
    write("Sage tea is a miracle.\n", "drafts/a.md")
    cli("baseline", "write")
    monkeypatch.chdir("drafts")
    write("Mint is a breakthrough.\n")
    assert cli("baseline", "write")[1].startswith("wrote ../.healthlint-baseline.json: 1 finding\n")
    assert not Path(".healthlint-baseline.json").exists()


def test_entries_of_deleted_files_are_stale(cli: Run) -> None:
    write("Sage tea is a miracle.\n")
    write("Mint is cheap.\n", "b.md")
    cli("baseline", "write")
    Path("a.md").unlink()
    assert "1 entry matches nothing" in cli("check")[2]
    assert cli("baseline", "prune")[1] == ".healthlint-baseline.json: 1 taken out, 0 left\n"


def test_entries_of_files_that_were_not_checked_are_kept(cli: Run) -> None:
    write("Sage tea is a miracle.\n")
    write("Mint is cheap.\n", "b.md")
    cli("baseline", "write")
    assert cli("check", "b.md")[2] == ""
    assert cli("baseline", "prune", "b.md")[1] == ".healthlint-baseline.json: 0 taken out, 1 left\n"


def test_what_cannot_be_read_does_not_keep_the_rest_from_the_baseline(cli: Run) -> None:
    write("Sage tea is a miracle.\n")
    Path("b.docx").write_bytes(b"no archive")
    status, out, err = cli("baseline", "write")
    assert (status, out.splitlines()[0]) == (2, "wrote .healthlint-baseline.json: 1 finding")
    assert err.startswith("healthlint: error: b.docx: ")
    assert found(cli, "a.md") == []


def test_what_is_not_reported_is_not_fixed(cli: Run) -> None:
    known = "Ask about naltroxene.\n"
    write(known)
    cli("baseline", "write")
    cli("check", "--fix")
    assert Path("a.md").read_text() == known
    write(known + "\nDrink naltrexome with water.\n")
    cli("check", "--fix")
    assert Path("a.md").read_text() == known + "\nDrink naltrexone with water.\n"
    cli("check", "--fix", "--no-baseline")
    assert Path("a.md").read_text() == "Ask about naltrexone.\n\nDrink naltrexone with water.\n"


def test_lines_that_were_not_changed_are_not_fixed(cli: Run) -> None:
    _git("init", "-q", ".")
    write("Ask about naltroxene.\n\nMint is cheap.\n")
    _git("add", "-A")
    _git("commit", "-qm", "one")
    write("Ask about naltroxene.\n\nDrink naltrexome with water.\n")
    cli("check", "--fix", "--changed-since", "HEAD")
    assert Path("a.md").read_text() == "Ask about naltroxene.\n\nDrink naltrexone with water.\n"
