"""`--format rdjson`: what reviewdog's schema takes, with columns in bytes of the line that people see."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.document.word.build import paragraph, word
from tests.report.articles import finding_in, report_on
from tests.report.schemas import accept, needs_schemas
from tests.report.test_hostile import hostile

from healthlint.document.model import Document
from healthlint.document.read import each_in_bytes, read_text
from healthlint.findings.model import Edit, Fix, Position
from healthlint.report.bytecolumns import ByteColumns
from healthlint.report.rdjson import render
from healthlint.span import Span
from healthlint.triage.model import Report


def diagnostics(*reports: Report) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(render(reports))["diagnostics"]
    return found


def test_columns_count_utf_8_bytes() -> None:
    (found,) = diagnostics(report_on('Ärzte: "💊"\nx = "💊"; µ safe', "safe"))
    assert found["location"] == {
        "path": "a.txt",
        "range": {"start": {"line": 2, "column": 16}, "end": {"line": 2, "column": 20}},
    }
    assert (found["severity"], found["code"]) == ("ERROR", {"value": "SAF001"})


def test_in_a_word_file_they_count_in_the_paragraph() -> None:
    (document,) = each_in_bytes(word(paragraph("One.") + paragraph("Take 5 µg’s worth, it is safe.")), "a.docx")
    assert isinstance(document, Document)
    span = document.prose.locate(at := document.text.index("safe"), at + 4)
    empty = Report("a.docx", document)
    finding = finding_in(empty, span, fix=Fix(True, (Edit(span, "x"),)))
    (found,) = diagnostics(replace(empty, findings=(finding,)))
    assert found["location"]["range"] == {"start": {"line": 2, "column": 29}, "end": {"line": 2, "column": 33}}
    assert finding.start == Position(2, 26)
    assert "suggestions" not in found


def test_a_fix_of_one_edit_is_a_suggestion() -> None:
    report = report_on("µ safe", "safe", fix=Fix(False, (Edit(Span(2, 6), "sold"),)))
    assert diagnostics(report)[0]["suggestions"] == [
        {"range": {"start": {"line": 1, "column": 4}, "end": {"line": 1, "column": 8}}, "text": "sold"}
    ]
    two = report_on("safe", "safe", fix=Fix(False, (Edit(Span(0, 1), "S"), Edit(Span(2, 3), "F"))))
    assert "suggestions" not in diagnostics(two)[0]


def test_a_suggestion_for_an_export_is_escaped() -> None:
    document = read_text('{"title": "It is safe"}', "a.json")
    empty = Report("a.json", document)
    finding = finding_in(empty, "safe", fix=Fix(True, (Edit(Span(17, 21), 'a "b"'),)))
    assert diagnostics(replace(empty, findings=(finding,)))[0]["suggestions"][0]["text"] == r"a \"b\""


def test_a_group_has_the_severity_of_its_worst_finding() -> None:
    reports = [report_on("safe", "safe", severity="suggestion"), report_on("safe", "safe", severity="warning")]
    assert json.loads(render(reports))["severity"] == "WARNING"


@needs_schemas
@pytest.mark.parametrize("reports", [[], [hostile()], [report_on("One."), Report("c.txt", problem="gone")]])
def test_the_schema_takes_it(reports: list[Report]) -> None:
    accept("rdformat", render(reports))


@needs_schemas
def test_the_schema_takes_suggestions() -> None:
    accept("rdformat", render([report_on("safe", "safe", fix=Fix(True, (Edit(Span(0, 4), ""),)))]))


TEXTS = st.text(st.sampled_from("aµ’💊\n\u2028"), max_size=3000) | st.text(st.sampled_from("a💊"), min_size=1020)


@given(TEXTS, st.data())
def test_a_position_leads_back_to_its_letter(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    line, column = ByteColumns(text).position(at)
    lines = text.split("\n")
    before = lines[line - 1].encode()[: column - 1].decode()
    assert sum(len(each) + 1 for each in lines[: line - 1]) + len(before) == at
