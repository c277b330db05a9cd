"""`--format concise`: a line for each finding, which editors and grep can read."""

from __future__ import annotations

from tests.report.articles import report_on

from healthlint.report.concise import render
from healthlint.span import Span
from healthlint.triage.model import Report


def test_a_line_for_each_finding_and_nothing_else() -> None:
    reports = [report_on("One.\nIt is safe.", "safe"), report_on("It cures.", "cures", path="b.md", code="EFF001")]
    assert render(reports) == "a.txt:2:7: SAF001 Too strong.\nb.md:1:4: EFF001 Too strong.\n"


def test_nothing_found_is_no_line() -> None:
    assert render([report_on("One."), Report("c.txt", problem="c.txt: gone")]) == ""


def test_a_place_in_words_stands_behind() -> None:
    assert render([report_on("safe", "safe", place="record 2, field body")]).endswith("[record 2, field body]\n")


def test_columns_count_code_points() -> None:
    assert render([report_on("💊µ safe", Span(3, 7))]).startswith("a.txt:1:4:")


def test_a_path_that_looks_like_a_command_is_none() -> None:
    assert render([report_on("safe", "safe", path="::error::.txt")]).startswith("./::error::.txt:1:1:")
