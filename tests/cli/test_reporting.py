"""Which format is printed, which goes to a file, and when there is colour."""

from __future__ import annotations

import io
import json
import os
import re
from pathlib import Path

import pytest

from healthlint import __version__
from healthlint.cli import run
from healthlint.cli.reporting import Outputs, planned, root_of, wants_color, width_of
from healthlint.errors import UsageError


@pytest.mark.parametrize(
    ("formats", "output", "statistics", "meant"),
    [
        ((), None, False, Outputs("text")),
        (("json",), None, False, Outputs("json")),
        (("sarif=a",), None, False, Outputs("text", (("sarif", "a"),))),
        (("concise", "sarif=a", "json=b=c"), None, False, Outputs("concise", (("sarif", "a"), ("json", "b=c")))),
        ((), "a", False, Outputs("summary", (("text", "a"),))),
        (("sarif",), "a", False, Outputs("summary", (("sarif", "a"),))),
        (("concise", "sarif"), "a", False, Outputs("concise", (("sarif", "a"),))),
        ((), None, True, Outputs("statistics")),
        (("json",), "a", True, Outputs("statistics", (("json", "a"),))),
    ],
)
def test_options_have_their_meaning(
    formats: tuple[str, ...], output: str | None, statistics: bool, meant: Outputs
) -> None:
    assert planned(formats, output, statistics) == meant


@pytest.mark.parametrize(
    ("formats", "output", "statistics", "said"),
    [
        (("text", "json"), None, False, "--format json=FILE"),
        (("sarif=a", "json=a"), None, False, "a: two formats"),
        (("sarif=a", "json"), "a", False, "a: two formats"),
        (("json",), None, True, "--format json=FILE"),
    ],
)
def test_impossible_combinations_are_refused_with_advice(
    formats: tuple[str, ...], output: str | None, statistics: bool, said: str
) -> None:
    with pytest.raises(UsageError, match=said):
        planned(formats, output, statistics)


@pytest.mark.parametrize(
    ("environ", "width"),
    [({}, 100), ({"COLUMNS": "60"}, 60), ({"COLUMNS": "200"}, 100), ({"COLUMNS": "5"}, 20), ({"COLUMNS": "x"}, 100),
     ({"COLUMNS": "0"}, 100), ({"COLUMNS": "²"}, 100), ({"COLUMNS": "-3"}, 100)],
)  # fmt: skip
def test_how_wide_lines_are(environ: dict[str, str], width: int) -> None:
    assert width_of(io.StringIO(), environ) == width
    assert width_of(None, environ) == width


def test_a_terminal_says_how_wide_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    class Screen(Terminal):
        def fileno(self) -> int:
            return 99

    monkeypatch.setattr(os, "get_terminal_size", lambda _number: os.terminal_size((72, 20)))
    assert width_of(Screen(), {}) == 72
    assert width_of(Screen(), {"COLUMNS": "50"}) == 50
    # Without a number of its own, as tests have one, it is as none.
    assert width_of(Terminal(), {}) == 100


@pytest.mark.parametrize("columns", [40, 60, 100])
def test_no_line_is_wider_than_the_terminal(
    columns: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], one_engine: None
) -> None:
    """The place of a finding apart, by which editors and people jump there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(columns))
    claim = "LDN cures fibromyalgia and is a miracle for everybody who takes 45 mg a day of it, says an addict."
    Path("a.md").write_text(f"{claim} {claim}\n", encoding="utf-8")
    assert run(["check", "--isolated", "--format", "text=wide.txt", "a.md"]) == 1
    out = capsys.readouterr().out
    assert [line for line in out.splitlines() if len(line) > columns and not line.startswith("a.md:")] == []
    assert max(map(len, Path("wide.txt").read_text(encoding="utf-8").splitlines())) > 90


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("color", "stream", "environ", "colored"),
    [
        ("auto", Terminal(), {}, True),
        ("auto", io.StringIO(), {}, False),
        ("auto", None, {}, False),
        ("auto", Terminal(), {"TERM": "dumb"}, False),
        ("auto", Terminal(), {"NO_COLOR": "1"}, False),
        ("auto", Terminal(), {"NO_COLOR": ""}, True),
        ("auto", io.StringIO(), {"FORCE_COLOR": "1"}, True),
        ("auto", io.StringIO(), {"FORCE_COLOR": ""}, False),
        ("auto", Terminal(), {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("always", io.StringIO(), {"NO_COLOR": "1"}, True),
        ("never", Terminal(), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour(color: str, stream: io.StringIO | None, environ: dict[str, str], colored: bool) -> None:
    assert wants_color(color, stream, environ) is colored


def test_paths_are_counted_from_the_repository(tmp_path: Path) -> None:
    inner = tmp_path / "site" / "drafts"
    inner.mkdir(parents=True)
    (tmp_path / "site" / ".git").touch()  # a worktree has a file there
    assert root_of(inner) == str(tmp_path / "site")


@pytest.fixture
def draft(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    draft = Path("draft.md")
    draft.write_text("LDN cures fibromyalgia.\n", encoding="utf-8")
    return draft


def test_several_formats_in_one_run(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--format", "concise", "--format", "jsonl=lines", "--format", "json", "-o", "whole", "--color=always"]
    assert run(["check", "--select", "EFF201", *arguments, str(draft)]) == 1
    assert capsys.readouterr().out.startswith("draft.md:1:1: EFF201 ")
    whole = json.loads(Path("whole").read_text(encoding="utf-8"))["findings"]
    assert [json.loads(line) for line in Path("lines").read_text(encoding="utf-8").splitlines()] == whole
    assert whole[0]["code"] == "EFF201"


def test_a_report_that_cannot_be_written_is_a_failure_and_the_rest_is_reported(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outputs = ["--format", "json=no/where.json", "--format", "concise=there", "--exit-zero"]
    assert run(["check", "--select", "EFF201", *outputs, str(draft)]) == 2
    said = capsys.readouterr()
    assert "healthlint: error: no/where.json: the report cannot be written (No such file" in said.err
    assert "EFF201" in said.out
    assert "EFF201" in Path("there").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("value", "said"),
    [("jsno", "'jsno' is not one of concise, .*did you mean 'json'"), ("json=", "write json=FILE"), ("safe", "safe")],
)
def test_an_unknown_format_is_refused(value: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--format", value]) == 2
    error = capsys.readouterr().err
    assert re.search(said, error)
    assert error.count("\n") == 1


@pytest.mark.parametrize("formats", [(), ("--format", "text"), ("--format", "json"), ("--format", "html")])
def test_a_report_to_a_file_is_not_printed(
    draft: Path, capsys: pytest.CaptureFixture[str], formats: tuple[str, ...]
) -> None:
    assert run(["check", "--select", "EFF201", *formats, "--output", "out", str(draft)]) == 1
    assert capsys.readouterr().out == "1 file checked: 1 error\n"
    assert "EFF201" in Path("out").read_text(encoding="utf-8")


def test_a_format_that_is_printed_beside_a_file_is_whole(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--format", "concise", "--format", "json", "--output", "out"]
    assert run(["check", "--select", "EFF201", *arguments, str(draft)]) == 1
    assert capsys.readouterr().out.startswith("draft.md:1:1: EFF201 ")


def test_a_report_that_cannot_be_saved_is_printed(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--select", "EFF201", "--output", "no/where", str(draft)]) == 2
    assert "EFF201 cure-claim" in capsys.readouterr().out


def test_unchecked_parts_are_printed_next_to_a_file_of_findings(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft.write_text("Take 240 mg of semaglutide a day.\n", encoding="utf-8")
    for formats, said in (((), False), (("--format", "concise"), True), (("--format", "json"), False)):
        assert run(["check", "--select", "EFF201", *formats, "--output", "out", str(draft)]) == 0
        found = capsys.readouterr()
        assert found.out == "1 file checked: nothing to report; not checked: 1 drug\n"
        assert ("not checked: no facts on semaglutide" in found.err) == said


@pytest.mark.parametrize("columns", [40, 60, 90])
def test_the_width_of_the_terminal_is_kept_to(
    draft: Path, columns: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    draft.write_text(
        "# LDN\n\nNaltroxene cures fibromyalgia in all who take 45 mg of it a day, and semaglutide does so, too.\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("COLUMNS", str(columns))
    for options in ((), ("--statistics",), ("--color", "always"), ("-o", "out"), ("--fix",)):
        run(["check", *options, str(draft)])
        found = re.sub(r"\x1b\[[\d;]*m", "", capsys.readouterr().out).splitlines()
        # The place of a finding stays in one line: editors and people jump there.
        assert max(len(line) for line in found if not line.startswith("draft.md:")) <= columns, options
    for command in (["inspect", str(draft)], ["pack", "show", "health-writing"], ["explain", "EFF201"]):
        run(command)
        assert max(map(len, capsys.readouterr().out.splitlines())) <= max(columns, 60), command


def test_a_file_does_not_depend_on_the_terminal(draft: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = []
    for columns in ("", "30", "400"):
        monkeypatch.setenv("COLUMNS", columns)
        run(["check", "--format=text=out", "--format=statistics=table", str(draft)])
        found.append(Path("out").read_bytes() + Path("table").read_bytes())
    assert len(set(found)) == 1


def test_a_diff_has_no_report(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--diff", "--format", "json=out", str(draft)]) == 2
    assert "omit --output" in capsys.readouterr().err
    assert not Path("out").exists()


def test_sarif_names_the_version_the_rules_and_what_failed(draft: Path) -> None:
    assert run(["check", "--select", "EFF201", "-o", "out", "--format", "sarif", str(draft), "gone.md"]) == 2
    (told,) = json.loads(Path("out").read_text(encoding="utf-8"))["runs"]
    driver = told["tool"]["driver"]
    assert (driver["semanticVersion"], [rule["id"] for rule in driver["rules"]]) == (
        __version__,
        ["EFF201", "EFF204", "EFF205", "EFF206"],
    )
    assert [result["ruleId"] for result in told["results"]] == ["EFF201"]
    assert told["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].startswith("gone.md: ")
