"""What a run did not check is said by every way to run it, and can make it fail."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.cli.commands import Run, write

from healthlint.cli import jobs

TEXT = "Take 240 mg of semaglutide every day. It is approved for insomnia, as metformin is.\n"


def not_checked(output: str) -> list[tuple[str, str, int]]:
    return [(each["kind"], each["what"], each["places"]) for each in json.loads(output)["not_checked"]]


def test_a_text_on_a_drug_without_facts_is_no_pass(cli: Run) -> None:
    write(TEXT)
    status, out, _ = cli("check", "a.md")
    assert status == 0
    assert out == (
        "1 file checked: nothing to report\n"
        "not checked: no facts on semaglutide (1 place), metformin (1 place) (--verbose says why)\n"
    )
    verbose = " ".join(cli("check", "a.md", "--verbose")[1].split())
    assert "not checked: no facts on semaglutide (1 place), metformin (1 place): their doses, status" in verbose


@pytest.mark.parametrize(
    ("options", "status"), [((), 0), (("--fail-on-unchecked",), 1), (("--fail-on-unchecked", "--exit-zero"), 0)]
)
def test_it_can_make_the_run_fail(cli: Run, options: tuple[str, ...], status: int) -> None:
    write(TEXT)
    assert cli("check", "a.md", *options)[0] == status


def test_where_all_was_checked_the_run_passes(cli: Run) -> None:
    write("Sage tea is hot.\n")
    assert cli("check", "a.md", "--fail-on-unchecked")[0] == 0


def test_the_cache_and_other_processes_say_the_same(cli: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(jobs, "_WORTH_IT", 0)
    write(TEXT)
    write(f"---\ntitle: a: b\n---\n{TEXT}", "b.md")
    cold = cli("check", "--format", "json")
    assert not_checked(cold[1]) == [("drug", "semaglutide", 2), ("drug", "metformin", 2), ("part", "front matter", 1)]
    assert cli("check", "--format", "json") == cold
    assert cli("check", "--format", "json", "--no-cache") == cold
    assert cli("check", "--format", "json", "--no-cache", "--jobs", "2") == cold


def test_a_format_of_findings_alone_leaves_it_to_standard_error(cli: Run) -> None:
    write(TEXT)
    for form in ("concise", "jsonl"):
        status, out, err = cli("check", "a.md", "--format", form)
        assert (status, out) == (0, "")
        assert err.startswith("healthlint: not checked: no facts on semaglutide")
    assert cli("check", "a.md", "--format", "json")[2] == ""


def test_after_fixing_unchecked_parts_are_still_reported(cli: Run) -> None:
    write(f"{TEXT}\nNaltroxene is a drug.\n")
    _, out, _ = cli("check", "a.md", "--fix")
    assert "naltrexone" in Path("a.md").read_text(encoding="utf-8").lower()
    assert "no facts on semaglutide (1 place)" in out


def test_every_record_of_an_export_counts(cli: Run) -> None:
    records = [{"title": "One", "body": TEXT}, {"title": "Two", "body": TEXT}]
    write(json.dumps(records), "a.json")
    _, out, _ = cli("check", "a.json", "--format", "json")
    assert not_checked(out) == [("drug", "semaglutide", 2), ("drug", "metformin", 2)]


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("guide.qmd", "Quarto file"),
        ("guide.adoc", "AsciiDoc file"),
        ("deep/guide.rst", "reStructuredText file"),
        ("guide.RMD", "R Markdown file"),
        ("guide.odt", "OpenDocument file"),
    ],
)
def test_a_file_that_no_reader_is_for_is_named(cli: Run, name: str, what: str) -> None:
    Path(name).parent.mkdir(exist_ok=True)
    write("Sage tea is hot.\n")
    write("LDN cures lupus.\n", name)
    status, out, _ = cli("check", "--format", "json")
    assert status == 0
    assert not_checked(out) == [("file", what, 1)]
    assert f"not read: {name}: {what[:-5]} is not supported; render it to Markdown" in " ".join(
        cli("check", "-v")[1].split()
    )
    assert cli("check", "--fail-on-unchecked")[0] == 1


def test_excluded_files_are_not_listed_as_unread(cli: Run) -> None:
    write("Sage tea is hot.\n")
    for name in ("a.rst", ".b.rst", "node_modules/c.rst", "photo.jpg", "old/d.rst"):
        Path(name).parent.mkdir(exist_ok=True)
        write("LDN cures lupus.\n", name)
    write("exclude: [old]\n", "healthlint.yaml")
    assert "not read: a.rst (" in cli("check")[1]
    assert "d.rst" not in cli("check")[1]
    assert "not read" not in cli("check", "a.md")[1]


def test_many_files_of_a_format_are_one_thing(cli: Run) -> None:
    write("Sage tea is hot.\n")
    for number in range(7):
        write("LDN cures lupus.\n", f"{number}.rst")
    assert "not read: 0.rst, 1.rst, 2.rst, 3.rst, 4.rst and 2 more (" in cli("check")[1]
    shown = cli("check", "--verbose")[1].replace("\n  ", " ")
    assert "not read: 0.rst, 1.rst, 2.rst, 3.rst, 4.rst and 2 more: reStructuredText is not supported" in shown


def test_a_named_file_that_is_read_as_plain_text_says_so(cli: Run) -> None:
    write("LDN\n===\n\nTea is hot.\n", "a.rst")
    status, out, _ = cli("check", "a.rst", "--format", "json")
    assert status == 0
    assert not_checked(out) == [("part", "reStructuredText markup", 1)]


def test_a_folder_of_such_files_alone_is_no_pass(cli: Run) -> None:
    write("LDN cures lupus.\n", "a.qmd")
    status, out, err = cli("check")
    assert status == 2
    assert "not read: a.qmd" in out
    assert "no file in a known format" in err
