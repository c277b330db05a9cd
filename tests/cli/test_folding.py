"""One finding with its places in every format, and every place for all that changes files or keeps findings."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from tests.cli.commands import Run, write
from tests.report.schemas import accept, needs_schemas

LINES = 16
TEXT = "".join(f"A man in house {number + 10} was an addict.\n\n" for number in range(LINES))
CHECK = ("check", "--isolated", "--select", "LAN101", "--format")


@pytest.fixture(autouse=True)
def _article(cli: Run) -> None:
    write(TEXT)


def test_text(cli: Run) -> None:
    _, out, _ = cli(*CHECK, "text")
    assert out.count("LAN101 person-first-terms") == 1
    assert "LAN101 person-first-terms, also at 3:23, 5:23, 7:23," in out
    assert "1 file checked: 1 suggestion, in 16 places; can be fixed: 16 with --fix --unsafe-fixes\n" in out


def test_text_at_full_length(cli: Run) -> None:
    _, out, _ = cli(*CHECK, "text", "--verbose")
    assert "  also at 3:23, 5:23, 7:23," in out
    assert " and 3 more places why:" in " ".join(out.split())
    assert "1 file checked: 1 suggestion, in 16 places; can be fixed: 16 with --fix --unsafe-fixes\n" in out


def test_concise(cli: Run) -> None:
    (line,) = cli(*CHECK, "concise")[1].splitlines()
    assert line.startswith("a.md:1:23: LAN101 ")
    assert "(also at 3:23, " in line


def test_json_and_jsonl(cli: Run) -> None:
    found = json.loads(cli(*CHECK, "json")[1])
    (finding,) = found["findings"]
    spans = [finding["span"], *(each["span"] for each in finding["related"])]
    assert [TEXT[span["start"] : span["end"]] for span in spans] == ["an addict"] * LINES
    assert all(each["fix"] for each in finding["related"])
    assert (found["summary"]["suggestions"], found["summary"]["places"]) == (1, LINES)
    assert json.loads(cli(*CHECK, "jsonl")[1]) == finding


def test_sarif(cli: Run) -> None:
    (run,) = json.loads(cli(*CHECK, "sarif")[1])["runs"]
    (result,) = run["results"]
    lines = [each["physicalLocation"]["region"]["startLine"] for each in result["relatedLocations"]]
    assert lines == list(range(3, 2 * LINES, 2))
    assert [each["id"] for each in result["relatedLocations"]] == list(range(1, LINES))
    (change,) = result["fixes"][0]["artifactChanges"]
    assert len(change["replacements"]) == LINES


def test_reviews(cli: Run) -> None:
    (issue,) = json.loads(cli(*CHECK, "gitlab")[1])
    assert [each["positions"]["begin"]["line"] for each in issue["other_locations"]] == list(range(3, 2 * LINES, 2))
    (diagnostic,) = json.loads(cli(*CHECK, "rdjson")[1])["diagnostics"]
    assert len(diagnostic["related_locations"]) == LINES - 1
    assert diagnostic["related_locations"][0]["location"]["range"]["start"] == {"line": 3, "column": 23}
    (line,) = cli(*CHECK, "github")[1].splitlines()
    assert "%0AAlso at 3:23, 5:23" in line


@needs_schemas
def test_the_schemas_take_it(cli: Run) -> None:
    accept("sarif", cli(*CHECK, "sarif")[1])
    accept("rdformat", cli(*CHECK, "rdjson")[1])
    for issue in json.loads(cli(*CHECK, "gitlab")[1]):
        accept("codeclimate", json.dumps(issue))


def test_other_words_are_named(cli: Run) -> None:
    write("A man was an addict.\n\nTwo others were Addicts.\n")
    assert "Also at 3:17 ('Addicts')" in cli(*CHECK, "github")[1]
    assert "(also at 3:17 ('Addicts'))" in cli(*CHECK, "concise")[1]


def test_tests_and_statistics(cli: Run) -> None:
    (suite,) = ElementTree.fromstring(cli(*CHECK, "junit")[1])
    (case,) = suite.findall("testcase")
    assert "also at 3:23, 5:23" in str(case[0].text)
    assert cli(*CHECK, "statistics")[1].startswith("16  LAN101  person-first-terms  16 can be fixed\n")


def test_a_page_has_one_note_and_a_mark_for_each_place(cli: Run) -> None:
    page = cli(*CHECK, "html")[1]
    assert page.count('class="note suggestion"') == 1
    assert page.count('data-notes="article-1-note-1"') == 2 * LINES  # the words, and the number behind them
    assert page.count('href="#article-1-mark-1-15"') == 1
    assert page.count('id="article-1-mark-1-15"') == 1


def test_every_place_is_fixed_kept_and_silenced(cli: Run) -> None:
    write("select: [LAN101]\n", "healthlint.yaml")
    assert cli("baseline", "write")[1].startswith("wrote .healthlint-baseline.json: 16 findings")
    write(TEXT + "He was an addict, and she was an addict. <!-- healthlint: ignore LAN101 -- his own word -->\n")
    found = json.loads(cli("check", "--format", "json")[1])
    assert (found["findings"], len(found["known"]), len(found["silenced"])) == ([], 16, 2)
    cli("check", "--isolated", "--select", "LAN101", "--no-baseline", "--fix", "--unsafe-fixes")
    assert Path("a.md").read_text(encoding="utf-8").count("a person with a substance use disorder") == LINES


def test_articles_of_one_file_are_folded_each_for_itself(cli: Run) -> None:
    Path("a.md").unlink()
    body = "He was an addict. So she was an addict."
    write(json.dumps([{"title": "One", "body": body}, {"title": "Two", "body": body}]), "a.json")
    found = json.loads(cli(*CHECK, "json", "a.json")[1])["findings"]
    assert [len(finding["related"]) for finding in found] == [1, 1]
