from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path

import pytest

from healthlint.authoring.review import review
from healthlint.authoring.skeleton import write
from healthlint.packs.loader import load_bundled, load_packs

TODAY = date(2026, 6, 1)
OTHER = """\
name: another
kind: substitution
severity: warning
message: "{text}"
why: Why not.
with: {pairs: [{wrong: "zelorvane «pills»", right: tablets}]}
examples:
  flag: ["Take the zelorvane «pills» with water.", "Two zelorvane «pills» are a dose."]
  pass: [A., B.]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "zelorvane")
    return tmp_path / "zelorvane"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def remarks(folder: Path, today: date = TODAY) -> list[str]:
    loaded = load_packs([folder])
    assert loaded.problems == ()
    pack = next(pack for pack in loaded.packs if pack.path == str(folder))
    return list(map(str, review(pack, loaded, today)))


def test_a_new_pack_needs_no_mending(folder: Path) -> None:
    assert remarks(folder) == []


@pytest.mark.slow
def test_the_bundled_packs_need_no_correction() -> None:
    loaded = load_bundled()
    assert [str(each) for pack in loaded.packs for each in review(pack, loaded, TODAY) if not each.note] == []


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        (
            "lexicon/drugs.yaml",
            "[zelorvane]",
            "[zelorvane, zel-orv+]",
            (
                "zelorvane/lexicon/drugs.yaml:5:24: phrase 'zel-orv+' never matches: no text has the word 'zel-orv'; "
                "split it into words"
            ),
        ),
        (
            "lexicon/drugs.yaml",
            "conditions:",
            "groups: {idle-words: [a, b]}\nconditions:",
            "zelorvane/lexicon/drugs.yaml:10:10: group 'idle-words' is not used by any phrase",
        ),
        (
            "facts.yaml",
            "drug: zelorvane, condition: asthma",
            "drug: zelorvan, condition: asthma",
            (
                "zelorvane/facts.yaml:46:7: fact 'zelorvane-asthma' is about the drug 'zelorvan', "
                "which no lexicon names; did you mean 'zelorvane'?"
            ),
        ),
        (
            "facts.yaml",
            "drug: zelorvane, condition: asthma",
            "drug: zelorvane, with: quinceberry",
            (
                "zelorvane/facts.yaml:46:7: fact 'zelorvane-asthma' is about the drug or class 'quinceberry', "
                "which no lexicon names"
            ),
        ),
        (
            "facts.yaml",
            "drug: zelorvane, condition: asthma",
            "drug: zelorvane, condition: asthmaa",
            (
                "zelorvane/facts.yaml:46:7: fact 'zelorvane-asthma' is about the condition 'asthmaa', "
                "which no lexicon names; did you mean 'asthma'?"
            ),
        ),
        (
            "facts.yaml",
            "drug: zelorvane, condition: asthma",
            "drug: zelorvane, condition: hiccups",
            (
                "zelorvane/facts.yaml: note: no lexicon names the condition 'hiccups' of 'zelorvane-asthma': "
                "no article can mention it"
            ),
        ),
        (
            "sources.yaml",
            "  sha256:",
            '  review_by: "2026-05-31"\n  sha256:',
            (
                "zelorvane/sources.yaml:3:7: source 'zelorvane-leaflet' was to be reviewed by 2026-05-31; read it "
                "again and set a new date"
            ),
        ),
    ],
)
def test_parts_of_a_pack_without_effect_are_reported(
    folder: Path, file: str, old: str, new: str, expected: str
) -> None:
    change(folder / file, old, new)
    assert remarks(folder) == [expected]


def test_a_fact_that_no_rule_reads_is_noted(folder: Path) -> None:
    change(folder / "facts.yaml", "value: {verdict: unknown}", "value: {grade: growing}")
    change(folder / "facts.yaml", "type: efficacy", "type: evidence")
    (note,) = remarks(folder)
    assert note.startswith(
        "zelorvane/facts.yaml: note: no rule reads 'zelorvane-asthma' (evidence), so nothing is found"
    )
    assert '"There is no evidence for zelorvane."' in note


def test_a_figure_that_its_quote_does_not_have(folder: Path) -> None:
    facts = (folder / "facts.yaml").read_text(encoding="utf-8")
    digest = sha256(b"once 2.4 mg a week").hexdigest()
    added = (
        "\n- {id: zelorvane-dose-24, type: dose-range, about: {drug: zelorvane}, value: {high: 24, unit: mg}, "
        f"stance: asserts, source: {_source(facts)}, at: [0, 18], sha256: {digest}, statement: so, "
        "quote: once 2.4 mg a week}\n"
    )
    (folder / "facts.yaml").write_text(facts.rstrip("\n") + "\n" + added, encoding="utf-8")
    assert any("high: 24 is not in its quote" in line for line in remarks(folder))


def _source(facts: str) -> str:
    return facts[facts.index("source: ") + 8 :].split(maxsplit=1)[0]


def test_a_fix_without_an_example_is_reported(folder: Path) -> None:
    rule = folder / "ZEL001.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").partition("  fix:\n")[0], encoding="utf-8")
    (found,) = remarks(folder)
    assert found.endswith("the rule's fixes are safe, but it has no example under 'fix'")


def test_a_source_is_not_late_on_the_day_itself(folder: Path) -> None:
    change(folder / "sources.yaml", "  sha256:", '  review_by: "2026-06-01"\n  sha256:')
    assert remarks(folder) == []
    assert len(remarks(folder, date(2026, 6, 2))) == 1


def test_a_source_without_facts(folder: Path) -> None:
    (folder / "facts.yaml").write_text("[]\n", encoding="utf-8")
    assert "source 'zelorvane-leaflet' has no fact" in remarks(folder)[0]


def test_a_rule_whose_examples_another_rule_takes_is_reported(folder: Path) -> None:
    (folder / "ZEL000.yaml").write_text(OTHER, encoding="utf-8")
    (found,) = remarks(folder)
    assert found == (
        "zelorvane/ZEL001.yaml:3:7: ZEL001 is shadowed by ZEL000, which is reported in all its examples; "
        "make them distinct"
    )


def test_a_phrase_that_stands_there_twice(folder: Path) -> None:
    text = OTHER.replace("substitution", "term").replace("another", "twice")
    text = text.replace(
        '{pairs: [{wrong: "zelorvane «pills»", right: tablets}]}',
        "{terms: [zelorvane «pills», big «pills», big «pills»]}",
    )
    (folder / "ZEL002.yaml").write_text(text, encoding="utf-8")
    (found,) = remarks(folder)
    assert found.endswith("phrase 'big «pills»' is listed 2 times")


def test_an_unmarked_example_span_is_reported(folder: Path) -> None:
    path = folder / "ZEL001.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("«pills» ", "pills "), encoding="utf-8")
    (found,) = remarks(folder)
    assert found.endswith("no example under 'flag' marks with « » what is underlined")
