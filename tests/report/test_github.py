"""`--format github`: commands that a runner reads as they are meant, no more than GitHub shows."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pyromark
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.articles import report_on

from healthlint.cli import run as run_cli
from healthlint.findings.model import Evidence
from healthlint.report.github import render, step_summary
from healthlint.report.run import ALONE, Run
from healthlint.triage.model import Report

COMMAND = re.compile(r"::(\w+) (.*?)::(.*)")


def read_back(line: str) -> tuple[str, dict[str, str], str]:
    """A command as the runner of GitHub Actions reads it."""
    match = COMMAND.fullmatch(line)
    assert match is not None
    pairs = (pair.split("=", 1) for pair in match[2].split(","))
    return match[1], {name: unescaped(value, ":,") for name, value in pairs}, unescaped(match[3], "")


def unescaped(text: str, more: str) -> str:
    for letter in ("\r", "\n", *more, "%"):
        text = text.replace(f"%{ord(letter):02X}", letter)
    return text


def many(severity: str, number: int) -> Report:
    return report_on("safe " * number, *["safe"] * number, severity=severity)


def test_a_command(tmp_path: Path) -> None:
    report = report_on("One.\nIt is safe.", "safe", path=str(tmp_path / "a.txt"))
    assert render([report], Run(root=str(tmp_path))) == (
        "::error title=SAF001 safe-claim,file=a.txt,line=2,endLine=2,col=7,endColumn=11::Too strong.\n"
    )


def test_over_several_lines_there_are_no_columns() -> None:
    assert "file=a.txt,line=1,endLine=2::" in render([report_on("very\nsafe", "very\nsafe")])


def test_the_documented_fact_and_the_place_are_told() -> None:
    evidence = (Evidence("f", "weekly", "nobody knows"), Evidence("g", "daily", "everybody knows"))
    report = report_on("safe", "safe", evidence=evidence, place="record 2")
    assert (
        read_back(render([report]).strip())[2]
        == "Too strong. (record 2)\nDocumented: nobody knows (weekly)\nDocumented: everybody knows (daily)"
    )


@given(st.text(st.sampled_from("%:,=a25\r\n3A &;"), max_size=20), st.text(st.sampled_from("%:,\r\n0A2C~"), max_size=20))
def test_a_runner_reads_what_was_meant(path: str, message: str) -> None:
    report = report_on("safe", "safe", message=message)
    (finding,) = report.findings
    changed = Report("x", report.document, (replace(finding, path=f"x{path}y"),))
    (line,) = render([changed]).split("\n")[:-1]
    kind, properties, told = read_back(line)
    assert (kind, properties["file"], told) == ("error", f"x{path}y", message)


def test_the_most_severe_annotations_come_first_up_to_the_limit_of_github() -> None:
    reports = [many("suggestion", 12), many("warning", 11), many("error", 13)]
    kinds = [read_back(line)[0] for line in render(reports).splitlines()]
    assert kinds == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert render(reports).splitlines()[-1].startswith("::notice title=healthlint::7 more findings: ")


def test_ten_and_ten_need_no_notice() -> None:
    assert "notice" not in render([many("warning", 10), many("error", 10)])


def test_nothing_found_is_no_line() -> None:
    assert render([report_on("One.")]) == ""


HOSTILE = "<script>x</script> | [a](http://b.c) `d` **e** @f\n\n# g\n| h | ![i](j) ~~k~~ $l$ &amp;"


def test_an_article_is_text_in_the_summary() -> None:
    report = report_on("safe", "safe", message=HOSTILE, path="*a*|b.txt")
    html = pyromark.html(step_summary([report], ALONE), options=pyromark.Options.ENABLE_TABLES)
    body = html.split("<tbody>")[1]
    assert body.count("<td>") == 4
    assert set(re.findall(r"<(\w+)", body)) == {"tr", "td"}
    assert "&lt;script&gt;x&lt;/script&gt; | [a](http://b.c) `d` **e** @f" in body
    assert "*a*|b.txt:1:1" in body


def test_a_summary_that_github_takes() -> None:
    summary = step_summary([many("warning", 1200)], ALONE)
    assert summary.endswith("\nand 200 more\n")
    assert len(summary.encode()) < 2**20


def test_the_summary_is_added_to_the_file_of_the_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("draft.md").write_text("LDN cures fibromyalgia.\n", encoding="utf-8")
    Path("step.md").write_text("before\n", encoding="utf-8")
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "step.md")
    assert run_cli(["check", "--select", "EFF201", "--format", "github", "draft.md"]) == 1
    written = Path("step.md").read_text(encoding="utf-8")
    assert written.startswith("before\n### healthlint\n")
    assert "| EFF201 cure&#45;claim |" in written
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", "no/step.md")
    assert run_cli(["check", "--select", "EFF201", "--format", "github", "draft.md"]) == 2
    assert run_cli(["check", "--select", "EFF201", "--format", "json", "draft.md"]) == 1
    assert Path("step.md").read_text(encoding="utf-8") == written
