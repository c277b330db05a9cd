"""Word files on the command line: a person finds in Word what is printed."""

from __future__ import annotations

import io
import json
import shutil
import zipfile
from pathlib import Path

import docx
import pytest

from healthlint import engine
from healthlint.cli import run
from healthlint.packs import loader

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures" / "word"
GUIDE, PAIN = "ldn-guide.docx", "ldn-pain.docx"


@pytest.fixture(autouse=True)
def _compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    built = engine.default_engine()
    monkeypatch.setattr(loader, "load_bundled", lambda: built.loaded)
    monkeypatch.setattr(engine, "Engine", lambda *_: built)


@pytest.fixture(autouse=True)
def _drafts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (GUIDE, PAIN):
        shutil.copy(FIXTURES / name, tmp_path / name)
    (tmp_path / "~$ldn-pain.docx").write_bytes(b"Word has it open")
    monkeypatch.chdir(tmp_path)


def printed(name: str, code: str, capsys: pytest.CaptureFixture[str]) -> list[tuple[str, str, str]]:
    """Place, line of the text and what is underlined, for every finding of a rule."""
    run(["check", "--verbose", name])
    found = []
    for finding in capsys.readouterr().out.split("\n\n"):
        lines = finding.splitlines()
        if f" {code} " in lines[0]:
            at = next(number for number, line in enumerate(lines) if line.startswith("   | "))
            text, marks = lines[at][5:], lines[at + 1][5:]
            first = marks.index("^")
            found.append((lines[0].split(": ")[1], text, text[first : first + marks.count("^")]))
    return found


def test_a_phrase_over_runs_is_shown_with_its_paragraph(capsys: pytest.CaptureFixture[str]) -> None:
    ((place, text, marked),) = printed(PAIN, "EFF201", capsys)
    assert place == "paragraph 3, runs 1-4"
    assert text == docx.Document(PAIN).paragraphs[2].text
    assert "cures chronic pain" in marked


def test_a_dose_in_a_table_is_shown_with_its_cell(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(PAIN, "DOS201", capsys)
    assert ("table 1, row 3, column 2, paragraph 1, run 1", "30 mg", "30 mg") in found
    assert docx.Document(PAIN).tables[0].cell(2, 1).paragraphs[0].runs[0].text == "30 mg"


@pytest.mark.parametrize(
    ("name", "code", "place", "marked"),
    [
        (GUIDE, "TYP101", "paragraph 7, run 1", "naltrexon"),
        (GUIDE, "SAF201", "paragraph 8, runs 1-3", "has no side effects"),
        (GUIDE, "EFF201", "paragraph 2, runs 1-3", "Low-dose naltrexone (LDN) cures fibromyalgia"),
        (GUIDE, "DOS201", "paragraph 5, run 1", "45 mg of LDN a day"),
        (PAIN, "LAN001", "paragraph 10, run 1", "miracle"),
    ],
)
def test_planted_errors_are_found(
    name: str, code: str, place: str, marked: str, capsys: pytest.CaptureFixture[str]
) -> None:
    found = [(where, words) for where, _, words in printed(name, code, capsys)]
    assert found == [(place, marked)]


def test_hidden_text_is_not_checked(capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", PAIN])
    assert "cancer" not in capsys.readouterr().out


def test_json_has_the_place_and_spans_of_the_xml(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--format", "json", GUIDE]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    (found,) = (finding for finding in findings if finding["code"] == "TYP101")
    assert (found["place"], found["excerpt"]) == ("paragraph 7, run 1", "naltrexon")
    assert found["start"] == {"line": 13, "column": 23}
    with zipfile.ZipFile(GUIDE) as archive:
        xml = archive.read("word/document.xml").decode()
    assert xml[found["span"]["start"] : found["span"]["end"]] == "nal</w:t><w:softHyphen/><w:t>trexon"


def test_a_folder_is_searched_for_word_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "--format", "json", "."]) == 1
    report = json.loads(capsys.readouterr().out)
    assert report["summary"]["files"] == 2
    assert {finding["path"] for finding in report["findings"]} == {GUIDE, PAIN}


def test_standard_input_is_the_file(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", PAIN])
    expected = capsys.readouterr().out
    stdin = io.TextIOWrapper(io.BytesIO(Path(PAIN).read_bytes()))
    monkeypatch.setattr("sys.stdin", stdin)
    run(["check", "-", "--stdin-filename", PAIN])
    assert capsys.readouterr().out == expected


def test_inspect_shows_places(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", PAIN]) == 0
    lines = capsys.readouterr().out.splitlines()
    at = lines.index("paragraph 6, run 1 item")
    assert lines[at + 1] == "  Never take more than 45 milligrams of LDN a day for pain."


def test_an_invalid_word_file_is_a_one_line_error(capsys: pytest.CaptureFixture[str]) -> None:
    Path("broken.docx").write_bytes(Path(PAIN).read_bytes()[:2000])
    assert run(["check", "broken.docx", PAIN]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("healthlint: error: broken.docx: is a damaged Word file")
    assert said.err.count("\n") == 1
    assert "1 file checked" in said.out
