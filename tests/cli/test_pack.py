from __future__ import annotations

from pathlib import Path

import pytest

from healthlint.cli import run
from healthlint.packs.loader import load_pack
from healthlint.packs.locate import rules_dir


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A pack that `pack new` has written."""
    monkeypatch.chdir(tmp_path)
    assert run(["pack", "new", "zelorvane"]) == 0
    capsys.readouterr()
    return tmp_path / "zelorvane"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_examples_that_hold(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "test", "zelorvane"]) == 0
    assert capsys.readouterr().out == "zelorvane: all 5 examples hold\n"


def test_an_example_that_does_not_hold_is_shown(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder / "ZEL001.yaml", "Other pills", "Zelorvane pills")
    assert run(["pack", "test", "zelorvane"]) == 1
    out = capsys.readouterr().out
    assert "    - Zelorvane pills are another matter.\n    + Zelorvane «pills» are another matter.\n" in out
    assert out.endswith("zelorvane: 1 of 5 examples fail\n")


def test_a_broken_rule_is_named_and_the_status_is_2(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder / "ZEL001.yaml", "severity:", "severty:")
    assert run(["pack", "test", "zelorvane"]) == 2
    assert "ZEL001.yaml:5:1: unknown key 'severty'; did you mean 'severity'?" in capsys.readouterr().err


@pytest.mark.parametrize("what", ["test", "show", "docs"])
def test_a_pack_that_is_not_there(folder: Path, what: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", what, "health-writin"]) == 2
    assert "no pack of this name; did you mean 'health-writing'?" in capsys.readouterr().err


def test_a_pack_summary_lists_its_contents(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "show", "zelorvane"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "zelorvane 0.1.0: Zelorvane"
    assert "facts     5 on zelorvane" in lines
    assert "rules     1 (ZEL)" in lines
    assert "lexicon   drugs zelorvane; conditions hay-fever" in lines


def test_a_configured_pack_is_known_by_its_name(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = folder.parent / "site"
    site.mkdir()
    (site / "healthlint.yaml").write_text("extend-packs: [../zelorvane]\n", encoding="utf-8")
    monkeypatch.chdir(site)
    assert run(["pack", "show", "zelorvane"]) == 0


def test_its_rule_reference(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "docs", "zelorvane"]) == 0
    text = capsys.readouterr().out
    assert text.startswith("# Zelorvane\n\nWhat one leaflet says of Zelorvane.")
    assert "| [ZEL001](#zel001-zelorvane-tablets) | zelorvane-tablets | suggestion | zelorvane | " in text
    assert "\n## ZEL001 zelorvane-tablets\n" in text
    assert "\n### Flagged\n" in text


def test_a_pack_that_needs_no_mending(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "check", "zelorvane"]) == 0
    assert capsys.readouterr().out == "zelorvane: nothing to fix\n"


def test_a_source_that_is_late_on_a_given_day(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(folder / "sources.yaml", "  sha256:", '  review_by: "2031-01-01"\n  sha256:')
    assert run(["pack", "check", "--today", "2030-12-31", "zelorvane"]) == 0
    assert run(["pack", "check", "--today", "2031-01-02", "zelorvane"]) == 1
    assert "was to be reviewed by 2031-01-01" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("name", "old", "new", "expected"),
    [
        (
            "facts.yaml",
            "type: onset",
            "type: onste",
            "facts.yaml:36:3: zelorvane-onset: unknown type 'onste'; did you mean 'onset'?",
        ),
        ("facts.yaml", "source: zelorvane-leaflet", "source: leaflet", "unknown source 'leaflet'"),
        ("sources.yaml", "date:", "review_by: soon\n  date:", "review_by: expected YYYY-MM-DD, found 'soon'"),
    ],
)
def test_a_mistake_in_a_file_is_told_with_its_line(
    folder: Path, name: str, old: str, new: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    change(folder / name, old, new)
    assert run(["pack", "check", "zelorvane"]) == 2
    captured = capsys.readouterr()
    assert expected in captured.err
    assert captured.out == ""


def test_where_words_stand_in_a_source(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["reference", "place", "zelorvane/texts/leaflet.txt", "10 to 20 mg a day"]) == 0
    at, digest = capsys.readouterr().out.splitlines()
    facts = (folder / "facts.yaml").read_text(encoding="utf-8")
    assert at in facts
    assert digest in facts
    assert run(["reference", "place", "zelorvane/texts/leaflet.txt", "10 to 30 mg"]) == 2
    assert "these words are not in it" in capsys.readouterr().err


def test_a_note_is_told_and_nothing_is_to_be_mended(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = folder / "facts.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("condition: asthma", "condition: hiccups"), "utf-8")
    assert run(["pack", "check", "zelorvane"]) == 0
    assert "note: no lexicon names the condition 'hiccups'" in capsys.readouterr().out


def test_every_id_of_a_pack_is_shown(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["pack", "show", "health-writing", "--ids"]) == 0
    out = capsys.readouterr().out
    pack = load_pack(rules_dir() / "health-writing")
    known = (pack.lexicon.drugs, pack.lexicon.conditions, pack.lexicon.effects)
    assert {each.id for group in known for each in group} <= set(out.replace(",", " ").split())
