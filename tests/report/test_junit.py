"""`--format junit`: XML that parses whatever the article holds, with what CI servers count."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import junitparser
from hypothesis import given
from hypothesis import strategies as st
from tests.report.articles import report_on

from healthlint.findings.model import Evidence
from healthlint.report.junit import render
from healthlint.triage.model import Report


def test_a_suite_for_each_file_and_a_failure_for_each_finding() -> None:
    evidence = (Evidence("f", "weekly", "nobody knows"),)
    reports = [report_on("It is safe and safest.", "safe", "safest", evidence=evidence), report_on("One.", path="b.md")]
    suites = ElementTree.fromstring(render(reports))
    assert (suites.get("tests"), suites.get("failures"), suites.get("errors")) == ("3", "2", "0")
    assert [suite.get("name") for suite in suites] == ["a.txt", "b.md"]
    case, other = suites[0]
    assert other.get("name") == "org.healthlint.SAF001 (2)"
    assert case.attrib == {"name": "org.healthlint.SAF001", "classname": "a.txt", "line": "1", "column": "7"}
    assert case[0].attrib == {"message": "Too strong.", "type": "error"}
    assert case[0].text == "line 1, column 7: Too strong.\nwhy: Nobody knows.\ndocumented: nobody knows (weekly)"
    (passed,) = suites[1]
    assert (passed.tag, len(passed)) == ("testcase", 0)


def test_a_reader_of_such_reports_counts_the_same(tmp_path: Path) -> None:
    reports = [report_on("It is safe.", "safe"), report_on("One.", path="b.md"), Report("c.txt", problem="c.txt: gone")]
    path = tmp_path / "report.xml"
    path.write_text(render(reports), encoding="utf-8")
    read = junitparser.JUnitXml.fromfile(str(path))
    assert (read.tests, read.failures, read.errors) == (3, 1, 1)
    cases = [case for suite in read for case in suite]
    assert [(case.classname, case.is_passed) for case in cases] == [("a.txt", False), ("b.md", True), ("c.txt", False)]
    assert [type(found).__name__ for case in cases for found in case.result] == ["Failure", "Error"]


def test_a_failed_check_is_an_error() -> None:
    suites = ElementTree.fromstring(render([Report("c.txt", problem="c.txt: gone")]))
    assert (suites.get("tests"), suites.get("errors")) == ("1", "1")
    assert suites[0][0][0].attrib == {"message": "c.txt: gone"}


def test_no_two_cases_of_a_file_share_a_name() -> None:
    two = [
        report_on("safe safest", "safe", "safest"),
        report_on("safe", "safe"),
        report_on("safe", "safe", path="b.md"),
    ]
    suites = ElementTree.fromstring(render(two))
    names = [(case.get("classname"), case.get("name")) for suite in suites for case in suite]
    assert len(set(names)) == len(names) == 4


def test_articles_of_one_file_are_one_suite() -> None:
    assert len(ElementTree.fromstring(render([report_on("safe", "safe"), report_on("safe", "safe")]))) == 1


def test_no_article_at_all_is_one_case_that_passes() -> None:
    suites = ElementTree.fromstring(render([]))
    assert (suites.get("tests"), suites.get("failures"), len(suites[0][0])) == ("1", "0", 0)


@given(st.text(max_size=30) | st.text(st.sampled_from("]>&<\"'\0\ufffe\uffff\n\t\ud800x"), max_size=30))
def test_any_words_at_all(words: str) -> None:
    report = report_on("safe", "safe", message=words, place=words, path=f"x{words.replace('/', '')}.txt")
    failure = ElementTree.fromstring(render([report]))[0][0][0]
    assert len(failure.get("message", "")) == len(words)
