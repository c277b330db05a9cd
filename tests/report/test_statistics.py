"""`--statistics`: how many findings each rule has."""

from __future__ import annotations

from tests.report.articles import report_on

from healthlint.findings.model import Edit, Fix
from healthlint.report.statistics import render
from healthlint.span import Span


def test_the_most_frequent_rule_comes_first() -> None:
    fix = Fix(True, (Edit(Span(0, 4), "sold"),))
    reports = [report_on("safe", "safe", code="EFF001", name="cure"), report_on("safe", "safe", "sa", fix=fix)]
    assert render(reports).splitlines() == [
        "2  SAF001  safe-claim  2 can be fixed",
        "1  EFF001  cure",
        "",
        "1 file checked: 3 errors; can be fixed: 2 with --fix",
    ]


def test_nothing_found_is_said() -> None:
    assert render([report_on("One.")]) == "1 file checked: nothing to report\n"
