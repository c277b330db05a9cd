"""What is known is not reported again; what was not changed is not reported at all."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from pathlib import Path

import pytest
from tests.cli.commands import Run, write
from tests.processes import HEALTHLINT, environment


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
    assert "1 entry matches nothing any more; `healthlint baseline prune` removes them" in err


def test_stale_entries_are_taken_out(cli: Run) -> None:
    write("Sage tea is a miracle. Mint is a breakthrough.\n")
    cli("baseline", "write")
    write("Sage tea is a miracle.\n")
    assert cli("baseline", "prune")[1] == ".healthlint-baseline.json: 1 removed, 1 left\n"
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


def test_an_unknown_revision_is_refused(cli: Run) -> None:
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
    assert cli("baseline", "prune")[1] == ".healthlint-baseline.json: 1 removed, 0 left\n"


def test_entries_of_files_that_were_not_checked_are_kept(cli: Run) -> None:
    write("Sage tea is a miracle.\n")
    write("Mint is cheap.\n", "b.md")
    cli("baseline", "write")
    assert cli("check", "b.md")[2] == ""
    assert cli("baseline", "prune", "b.md")[1] == ".healthlint-baseline.json: 0 removed, 1 left\n"


def test_an_unreadable_file_does_not_prevent_a_baseline(cli: Run) -> None:
    write("Sage tea is a miracle.\n")
    Path("b.docx").write_bytes(b"no archive")
    status, out, err = cli("baseline", "write")
    assert (status, out.splitlines()[0]) == (2, "wrote .healthlint-baseline.json: 1 finding")
    assert err.startswith("healthlint: error: b.docx: ")
    assert found(cli, "a.md") == []


def test_unreported_findings_are_not_fixed(cli: Run) -> None:
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


def entries(name: str = ".healthlint-baseline.json") -> list[str]:
    findings = json.loads(Path(name).read_text())["findings"]
    return sorted(f"{each['path']} {each['code']} {each['text']}" for each in findings)


def drafts() -> None:
    for folder in ("one", "two"):
        Path(folder).mkdir()
        write("Sage tea is a miracle. Ask about naltroxene.\n", f"{folder}/a.md")


ALL = [f"{folder}/a.md {what}" for folder in ("one", "two") for what in ("LAN001 miracle", "TYP101 naltroxene")]


def test_a_part_that_is_written_keeps_every_other_entry(cli: Run) -> None:
    drafts()
    cli("baseline", "write")
    assert entries() == ALL
    write("Mint is a breakthrough. Ask about naltroxene.\n", "two/a.md")
    out = cli("baseline", "write", "two")[1]
    assert out.startswith("wrote .healthlint-baseline.json: 2 findings, 2 of other files or rules kept\n")
    assert entries() == [*ALL[:2], "two/a.md LAN001 breakthrough", ALL[3]]
    Path("two/a.md").unlink()
    write("Tea.\n", "two/b.md")
    cli("baseline", "write", "one")
    assert len(entries()) == 4
    cli("baseline", "write", "two")
    assert entries() == ALL[:2]


def test_a_file_that_cannot_be_read_keeps_its_entries(cli: Run) -> None:
    drafts()
    cli("baseline", "write")
    Path("one/a.md").write_bytes(b"\xff")
    for command in ("write", "prune"):
        assert cli("baseline", command)[0] == 2
        assert entries() == ALL
    assert "matches nothing" not in cli("check")[2]


def test_a_run_with_some_rules_judges_and_writes_their_entries_only(cli: Run) -> None:
    drafts()
    cli("baseline", "write")
    for options in (("--select", "EFF"), ("--ignore", "LAN"), ("--select", "TYP", "--ignore", "TYP102")):
        assert "matches nothing" not in cli("check", *options)[2]
    write("Tea.\n", "one/a.md")
    assert "matches" not in cli("check", "--select", "EFF")[2]
    assert "1 entry matches nothing any more" in cli("check", "--select", "LAN")[2]
    assert "2 entries match nothing any more" in cli("check")[2]
    write("select: [LAN]\n", "own.yaml")
    assert cli("baseline", "prune", "--config", "own.yaml")[1] == ".healthlint-baseline.json: 1 removed, 3 left\n"
    cli("baseline", "write", "--config", "own.yaml")
    assert entries() == ALL[1:]
    cli("baseline", "write")
    assert entries() == ALL[2:]


def test_a_rule_that_failed_on_a_file_says_nothing_of_its_entries(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    from healthlint.checks.term import Term

    drafts()
    cli("baseline", "write")

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Term, "run", broken)
    status, _, err = cli("check")
    assert (status, "internal error" in err, "matches" in err) == (2, True, False)
    cli("baseline", "write")
    assert entries() == ALL


def test_entries_outside_the_checked_paths_are_not_judged(cli: Run) -> None:
    drafts()
    cli("baseline", "write")
    Path("one/a.md").unlink()
    assert "matches" not in cli("check", "two")[2]
    assert "2 entries match nothing" in cli("check", ".")[2]
    assert cli("baseline", "prune", "two")[1] == ".healthlint-baseline.json: 0 removed, 4 left\n"
    assert cli("baseline", "prune", "one", "two")[1] == ".healthlint-baseline.json: 2 removed, 2 left\n"


@pytest.mark.parametrize("path", ["x" * 6000 + ".md", "a\0b.md", "../" * 3000, "/", "", "a.md/b", "\ud800.md"])
def test_an_entry_with_an_impossible_path_affects_no_other(cli: Run, path: str) -> None:
    write("Sage tea is a miracle.\n")
    cli("baseline", "write")
    known = json.loads(Path(".healthlint-baseline.json").read_text())
    known["findings"].append({"path": path, "code": "LAN001", "text": "x", "fingerprint": "0"})
    Path(".healthlint-baseline.json").write_text(json.dumps(known))
    status, out, err = cli("check")
    assert (status, "1 known to the baseline" in out, "error" in err) == (0, True, False)
    assert cli("baseline", "prune")[0] == 0
    assert cli("baseline", "write")[0] == 0
    assert cli("check")[0] == 0


def test_it_is_found_from_the_file_as_a_configuration_is(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts()
    cli("baseline", "write")
    monkeypatch.chdir("one")
    assert cli("check", "../two")[0] == 0
    assert cli("check", str(Path("../two/a.md").absolute()))[0] == 0
    Path("../two/.healthlint-baseline.json").write_text('{"schema": "healthlint-baseline/1", "findings": []}')
    # Each file has the one that is closest to it.
    assert found(cli, "..") == ["miracle", "naltroxene"]
    assert found(cli, "../one") == []


def test_each_finding_is_written_where_it_will_be_looked_for(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    drafts()
    Path("two/deeper").mkdir()
    write("Mint is a breakthrough.\n", "two/deeper/b.md")
    Path("two/.healthlint-baseline.json").write_text('{"schema": "healthlint-baseline/1", "findings": []}')
    out = cli("baseline", "write")[1]
    assert sorted(out.splitlines()[:2]) == [
        "wrote .healthlint-baseline.json: 2 findings",
        "wrote two/.healthlint-baseline.json: 3 findings",
    ]
    assert cli("check")[0] == 0
    Path("elsewhere").mkdir()
    Path("two/.healthlint-baseline.json").unlink()
    Path(".healthlint-baseline.json").unlink()
    monkeypatch.chdir("elsewhere")
    assert cli("baseline", "write", "../two")[1].startswith("wrote ../two/.healthlint-baseline.json: 3 findings\n")
    assert cli("check", "../two")[0] == 0
    monkeypatch.chdir("..")
    assert cli("check", "two")[0] == 0


def test_in_a_repository_of_its_own_it_lies_there(cli: Run) -> None:
    drafts()
    _git("init", "-q", "two")
    Path("two/deeper").mkdir()
    write("Mint is a breakthrough.\n", "two/deeper/b.md")
    out = cli("baseline", "write")[1]
    assert "wrote two/.healthlint-baseline.json: 3 findings" in out.splitlines()
    assert cli("check")[0] == 0


def test_without_an_article_nothing_is_written(cli: Run) -> None:
    Path("empty").mkdir()
    status, out, err = cli("baseline", "write", "empty")
    assert (status, out, err) == (2, "", "healthlint: error: empty: no article whose findings could be recorded\n")
    status, _, err = cli("baseline", "prune")
    said = "there is no .healthlint-baseline.json to prune; `healthlint baseline write` makes one"
    assert (status, err) == (2, f"healthlint: error: {said}\n")


def test_without_a_baseline_the_command_that_makes_one_is_named(cli: Run) -> None:
    write("Sage tea is a miracle.\n", "a.md")
    made = "`healthlint baseline write`"
    for paths in ((), ("a.md",), (".",)):
        status, _, err = cli("baseline", "prune", *paths)
        assert (status, err.count("\n")) == (2, 1)
        assert made in err


@pytest.mark.parametrize("name", ["old.json", "with a space.json", "sub/old.json"])
@pytest.mark.parametrize("command", [("baseline", "prune"), ("check",)])
def test_a_baseline_that_is_named_and_not_there(cli: Run, command: tuple[str, ...], name: str) -> None:
    write("Sage tea is a miracle.\n", "a.md")
    status, _, err = cli(*command, "--baseline", name)
    way_out = f"`healthlint baseline write --baseline {shlex.quote(name)}`"
    said = f"healthlint: error: {name}: no such baseline; check the name, or create it with {way_out}\n"
    assert (status, err) == (2, said)


def test_a_baseline_of_another_version(cli: Run) -> None:
    write("Sage tea is a miracle.\n", "a.md")
    for name, way_out in ((".healthlint-baseline.json", "write"), ("old.json", "write --baseline old.json")):
        write('{"schema": "healthlint-baseline/99", "findings": []}', name)
        status, _, err = cli("baseline", "prune", "--baseline", name)
        assert (status, f"`healthlint baseline {way_out}` rewrites it" in err) == (2, True)


def test_two_that_write_at_once_lose_nothing(cli: Run) -> None:
    for number in range(4):
        Path(str(number)).mkdir()
        write("Sage tea is a miracle.\n", f"{number}/a.md")
    write('{"schema": "healthlint-baseline/1", "findings": []}', ".healthlint-baseline.json")
    runs = [
        subprocess.Popen([*HEALTHLINT, "baseline", "write", str(number)], env=environment(), stdout=-1, stderr=-1)
        for number in range(4)
    ]
    assert [run.wait(60) for run in runs] == [0] * 4
    for run in runs:
        run.communicate()
    assert [entry.partition(" ")[0] for entry in entries()] == [f"{number}/a.md" for number in range(4)]
