"""`healthlint inspect`: what the linter sees."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from healthlint.cli import run

TEXT = "# LDN\n\nTake *45 milligrams* of naltrexone a day. It may cure fibromyalgia.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_object_of_the_interface(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", "--format", "json", str(article)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found) == ["path", "sentences", "mentions", "quantities", "claims", "statements", "attributes"]
    assert found["path"] == str(article)
    assert [sentence["scope"] for sentence in found["sentences"]] == ["title", "paragraph", "paragraph"]
    assert set(found["sentences"][0]) == {"start", "end", "scope", "about"}
    assert found["sentences"][0]["about"]["reason"] == "subject"
    assert set(found["mentions"][0]) == {"start", "end", "text", "kind", "id", "polarity"}


def test_a_quantity(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["inspect", "--format", "json", str(article)])
    (quantity,) = json.loads(capsys.readouterr().out)["quantities"]
    expected = {
        "low": 45.0,
        "high": 45.0,
        "unit": "mg",
        "kind": "dose",
        "per": "day",
        "drug": "naltrexone",
        "mg_per_day": [45.0, 45.0],
    }
    assert expected.items() <= quantity.items()
    assert quantity["text"].startswith("45 milligrams")


def test_a_claim(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["inspect", "--format", "json", str(article)])
    (claim,) = json.loads(capsys.readouterr().out)["claims"]
    expected = {
        "subject": "naltrexone",
        "predicate": "cure",
        "target": "fibromyalgia",
        "relation": "causal",
        "polarity": "affirmed",
        "certainty": "hedged",
        "voice": "writer",
    }
    assert expected.items() <= claim.items()
    assert TEXT[claim["start"] : claim["end"]].endswith("cure fibromyalgia")


def test_every_place_is_one_of_the_file(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["inspect", "--format", "json", str(article)])
    found = json.loads(capsys.readouterr().out)
    for item in found["mentions"] + found["quantities"]:
        assert TEXT[item["start"] : item["end"]].replace("*", "") == item["text"]


def test_an_object_a_line(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    other = article.with_name("b.txt")
    other.write_text("Plain.", encoding="utf-8")
    assert run(["inspect", "--format", "jsonl", str(article), str(other)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [json.loads(line)["path"] for line in lines] == [str(article), str(other)]


def test_for_people(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", str(article)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == str(article)
    assert "1:3 title" in lines
    assert any(line.lstrip().startswith("dose ") and "of naltrexone" in line for line in lines)
    assert any(line.lstrip().startswith("claim ") and "hedged" in line for line in lines)
    assert [line for line in lines if line != line.rstrip()] == []


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"LDN cures lupus.")))
    assert run(["inspect", "--format", "json", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["path"] == "<stdin>"


def test_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", "gone.txt"]) == 2
    assert capsys.readouterr().err == "healthlint: error: gone.txt: no such file; check the name\n"


def test_the_others_are_still_inspected(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["inspect", "--format", "jsonl", "gone.txt", str(article)]) == 2
    assert json.loads(capsys.readouterr().out)["path"] == str(article)


def test_a_claim_comes_with_the_verdict_of_the_reference(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "b.txt"
    path.write_text("LDN cures lupus. Aspirin cures headaches.", encoding="utf-8")
    run(["inspect", "--format", "json", str(path)])
    judged, other = json.loads(capsys.readouterr().out)["claims"]
    assert judged["verdict"] == "contradicted"
    assert [set(fact) for fact in judged["evidence"]] == [{"fact", "source", "statement"}]
    assert (other["verdict"], other["evidence"]) == (None, [])
    run(["inspect", str(path)])
    assert f"verdict  contradicted: {judged['evidence'][0]['statement']} (" in capsys.readouterr().out


def test_under_the_configuration(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("healthlint.yaml").write_text("packs: [health-writing]\nexclude: [old.md]\n", encoding="utf-8")
    for name in ("a.md", "old.md"):
        Path(name).write_text(TEXT, encoding="utf-8")
    assert run(["inspect", "--format", "json", "."]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["path"] == "a.md"
    assert "naltrexone" not in {each["id"] for each in found["mentions"]}
    run(["inspect", "--format", "json", "--isolated", "a.md"])
    assert "naltrexone" in {each["id"] for each in json.loads(capsys.readouterr().out)["mentions"]}


def test_the_name_of_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(b"<h1>Sage</h1><p>Tea</p>"), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stdin)
    assert run(["inspect", "--format", "json", "--stdin-filename", "a.html", "-"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["path"], found["sentences"][0]["scope"]) == ("a.html", "title")


def test_a_row_of_the_table(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article.write_text("The welcome box costs $25. In children, it is bigger.\n", encoding="utf-8")
    run(["inspect", "--format", "json", str(article)])
    rows = json.loads(capsys.readouterr().out)["attributes"]
    (row,) = (each for each in rows if each["attribute"] == "price")
    expected = {"attribute": "price", "subject": "box welcome", "text": "$25", "value": [25.0, 25.0], "qualifiers": []}
    assert expected.items() <= row.items()
    run(["inspect", str(article)])
    assert "attribute  price of box welcome: $25" in capsys.readouterr().out


def test_a_statement_shows_its_stance(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article.write_text("Insurers seldom pay for LDN.\n\nInsurers are obliged to pay for LDN.\n", encoding="utf-8")
    run(["inspect", str(article)])
    shown = capsys.readouterr().out
    assert "status of naltrexone: insured: against (" in shown
    assert "status of naltrexone: insured: for (" in shown
