"""`--format jsonl`: the objects of `--format json`, a line each."""

from __future__ import annotations

import json

from tests.report.articles import report_on

from healthlint.report.json import to_dict
from healthlint.report.jsonl import render


def test_each_line_is_an_object_of_the_json_format() -> None:
    reports = [report_on("It is\u2028safe µ\x85.", "safe µ\x85"), report_on("safe", "safe", path="0.txt")]
    lines = render(reports).split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == to_dict(reports)["findings"]
    assert len(lines) == 2
    assert "µ" in lines[1]


def test_a_program_that_splits_at_any_line_end_reads_whole_lines() -> None:
    assert len(render([report_on("a\u2028b\x85c\x0bd", "a\u2028b\x85c\x0bd")]).splitlines()) == 1


def test_nothing_found_is_no_line() -> None:
    assert render([report_on("One.")]) == ""
