"""From facts and a lexicon alone a drug is checked: by the rules on any drug."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.findings.model import Finding
from healthlint.packs.loader import load_packs
from healthlint.packs.locate import pack_dirs, rules_dir
from healthlint.report.rule_page import page

EXAMPLES = rules_dir() / "health-writing" / "examples"
OWN = """\
name: own-doses
kind: amount
severity: warning
message: "{amount} is not ours."
why: Ours.
replaces: [dose-not-documented]
with: {drug: zelorvane}
examples:
  flag: ["Take 200 mg of zelorvane a day.", "Take 300 mg of zelorvane a day."]
  pass: [A., B.]
"""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_packs(pack_dirs(EXAMPLES)))


@pytest.fixture(scope="module")
def both() -> Engine:
    """With the packs on real drugs beside those on invented ones."""
    return Engine(load_packs([*pack_dirs(), *pack_dirs(EXAMPLES)]))


def found(engine: Engine, text: str) -> list[Finding]:
    return list(engine.check(read_text(f"Zelorvane\n\n{text}", "draft.txt")).findings)


@pytest.mark.parametrize(
    ("text", "code", "message"),
    [
        ("Take 200 mg of zelorvane a day.", "DOS201", "10-20 mg a day (Zelorvane Ltd)"),
        ("Zelorvane begins to work within three weeks.", "FIG201", "works within three days (Zelorvane Ltd)"),
        ("The FDA approved zelorvane in 1998.", "FIG204", "approved in 2012 (Zelorvane Ltd)"),
        ("Zelorvane is sold over the counter.", "REG201", "on prescription only (Zelorvane Ltd)"),
        ("Zelorvane is approved for asthma.", "REG202", "given for hay fever (Zelorvane Ltd)"),
        ("You can drink alcohol with zelorvane.", "INT201", "no alcohol with it (Zelorvane Ltd)"),
        ("Zelorvane cures hay fever.", "EFF201", "no cure of hay fever (Zelorvane Ltd)"),
        ("Zelorvane relieves asthma.", "EFF203", "nobody knows whether it helps with asthma (Zelorvane Ltd)"),
        ("Zelorvane has no side effects.", "SAF201", "headache is common; no alcohol with it (Zelorvane Ltd)"),
    ],
)
def test_a_finding_names_what_is_documented_and_where(engine: Engine, text: str, code: str, message: str) -> None:
    (finding,) = found(engine, text)
    assert finding.code == code
    assert message in finding.message
    assert finding.evidence


def test_a_drug_without_facts_is_left_to_other_rules(engine: Engine) -> None:
    text = "Zelorvint is approved for asthma. Take 200 mg of zelorvint a day."
    codes = [finding.code for finding in engine.check(read_text(f"Zelorvint\n\n{text}", "draft.txt")).findings]
    assert not [code for code in codes if code[-3] == "2"]


def test_a_rule_of_its_own_takes_the_place_of_the_general_one(tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    head = "name: mine\ntitle: Mine\nversion: 1\nrequires: [health-writing, zelorvane]\n"
    (mine / "pack.yaml").write_text(head, encoding="utf-8")
    (mine / "OWN001.yaml").write_text(OWN, encoding="utf-8")
    loaded = load_packs([mine, *pack_dirs(EXAMPLES)])
    assert loaded.problems == ()
    assert [finding.code for finding in found(Engine(loaded), "Take 200 mg of zelorvane a day.")] == ["OWN001"]


def test_no_general_rule_names_a_drug_that_a_pack_is_on() -> None:
    folder = rules_dir() / "health-writing"
    # In stems.yaml stand endings of names, not names.
    words = [path for path in (folder / "lexicon").glob("*.yaml") if path.name != "stems.yaml"]
    for path in (folder / "pack.yaml", *folder.glob("[A-Z]*.yaml"), *words):
        said = path.read_text(encoding="utf-8").split("examples:")[0].lower()
        assert not {"naltrexone", "naloxone", "ldn"} & set(re.findall(r"\w+", said)), path.name


@pytest.mark.parametrize(
    "text",
    [
        "Zelorvane is a tablet. Leave opioids alone for a pause of 48 hours before the first dose of zelorvane.",
        "Naltrexone is no relative. Leave opioids alone for a pause of 48 hours before the first dose of zelorvane.",
    ],
)
def test_a_rule_on_one_drug_is_silent_where_an_article_speaks_of_another(both: Engine, text: str) -> None:
    assert not [finding for finding in found(both, text) if "naltrexone" in finding.message]


def test_a_rule_on_one_drug_speaks_where_an_article_on_another_names_it(both: Engine) -> None:
    codes = [finding.code for finding in found(both, "Zelorvane is old. Low-dose naltrexone cures lupus.")]
    assert codes[-1] == "EFF201"


def test_the_page_of_a_rule_on_any_drug_lists_doses_and_strengths(engine: Engine) -> None:
    rule = engine.loaded.rule("DOS201")
    assert rule is not None
    text = page(rule, engine.loaded, markdown=False)
    assert "10-20 mg a day (zelorvane-dose" in text
    assert "a tablet of 45 mg (mordalin-45" in text
    assert "ldn-dose" not in text


def test_a_weekly_range_is_reported_per_week(engine: Engine) -> None:
    (finding,) = engine.check(read_text("Plintasol\n\nInject 60 mg of plintasol every day.", "draft.txt")).findings
    assert finding.message.startswith("60 mg of plintasol every day (420 mg a week) is outside")
    assert "30-60 mg once a week" in finding.message


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Zelorvane works better than ibuprofen.", "no source compares zelorvane with ibuprofen."),
        ("Zelorvane is proven to relieve hay fever.", "no source documents that of zelorvane."),
    ],
)
def test_a_finding_without_facts_says_what_is_missing(engine: Engine, text: str, message: str) -> None:
    (finding,) = found(engine, text)
    assert message in finding.message
