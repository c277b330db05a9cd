"""Codes that stay valid when other rules take their place."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from healthlint.cli import run
from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.errors import UsageError
from healthlint.findings.fingerprint import fingerprints
from healthlint.findings.model import Finding
from healthlint.packs.former import joined, parts
from healthlint.packs.loader import load_bundled, load_packs
from healthlint.packs.locate import pack_dirs, rules_dir
from healthlint.report import sarif
from healthlint.report.run import Run
from healthlint.triage.baseline import Baseline, Entry
from healthlint.triage.settings import Settings

OLD, NAME, NEW = "REG002", "no-prescription", "REG201"
SOLD = "Naltrexone: a guide\n\nNaltrexone is a tablet. It is sold over the counter.\n"
OTHER = "Zelorvane\n\nZelorvane is sold over the counter.\n"


@pytest.fixture(scope="module")
def engine() -> Engine:
    """With the packs on real drugs and those on invented ones."""
    return Engine(load_packs([*pack_dirs(), *pack_dirs(rules_dir() / "health-writing" / "examples")]))


def found(engine: Engine, text: str, path: str = "a.md", **settings: object) -> list[Finding]:
    asked = Settings(**{"ignored": ("CAV",), **settings})  # type: ignore[arg-type]
    return list(engine.under(asked).check(read_text(text, path)).findings)


def codes(findings: Iterable[Finding]) -> list[str]:
    return [finding.code for finding in findings]


@pytest.mark.parametrize("old", [OLD, NAME])
def test_it_selects_what_took_its_place_for_its_drug_alone(engine: Engine, old: str) -> None:
    assert codes(found(engine, SOLD, wanted=(old,), ignored=())) == [NEW]
    assert codes(found(engine, OTHER, wanted=(old,), ignored=())) == []
    assert codes(found(engine, OTHER, wanted=(NEW,), ignored=())) == [NEW]


@pytest.mark.parametrize("old", [OLD, NAME])
def test_it_ignores_what_took_its_place_for_its_drug_alone(engine: Engine, old: str) -> None:
    assert codes(found(engine, SOLD, ignored=("CAV", old))) == []
    assert codes(found(engine, OTHER, ignored=("CAV", old))) == [NEW]


def test_it_sets_a_severity_for_its_drug_alone(engine: Engine) -> None:
    severity = {OLD: "suggestion", NEW: "warning"}
    assert [each.severity for each in found(engine, SOLD, severity=severity)] == ["suggestion"]
    assert [each.severity for each in found(engine, OTHER, severity=severity)] == ["warning"]


@pytest.mark.parametrize("old", [OLD, NAME])
def test_a_comment_silences_what_took_its_place(engine: Engine, old: str) -> None:
    silenced = f"{SOLD}\n<!-- healthlint: ignore-file {old} -- an import -->\n"
    assert codes(found(engine, silenced)) == []
    other = f"{OTHER}\n<!-- healthlint: ignore-file {old} -- an import -->\n"
    assert codes(found(engine, other)) == [NEW, "SUP001"]


def test_a_comment_that_silences_nothing_is_reported(engine: Engine) -> None:
    idle = f"Tea\n\nTea is a drink. <!-- healthlint: ignore {OLD} -- an import -->\n"
    assert codes(found(engine, idle)) == ["SUP001"]
    assert codes(found(engine, idle, ignored=(OLD,))) == []


def test_a_baseline_knows_what_took_its_place(engine: Engine) -> None:
    report = engine.under(Settings(ignored=("CAV",))).check(read_text(SOLD, "a.md"))
    (finding,) = report.findings
    (mark,) = fingerprints([replace(finding, code=OLD)], "")
    baseline = Baseline("", (Entry("a.md", OLD, finding.excerpt, mark),))
    (compared,) = baseline.applied([report])
    assert (compared.findings, codes(compared.known)) == ((), [NEW])
    assert baseline.stale(baseline.entries) == []


def test_an_unknown_code_is_still_a_mistake(engine: Engine) -> None:
    with pytest.raises(UsageError, match="REG999"):
        engine.under(Settings(wanted=("REG999",)))


def test_explain_and_rules_say_what_took_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", OLD]) == 0
    page = capsys.readouterr().out
    assert page.startswith(NEW)
    assert f"{OLD} {NAME}, on naltrexone" in page
    assert run(["rules", "--format", "json"]) == 0
    listed = {rule["code"]: rule["formerly"] for rule in json.loads(capsys.readouterr().out)["rules"]}
    assert listed[NEW] == ["REG211", OLD]
    assert OLD not in listed


def test_sarif_says_what_took_its_place(engine: Engine) -> None:
    told = json.loads(sarif.render([], Run(lambda: joined(engine.rules))))
    rules = {rule["id"]: rule for rule in told["runs"][0]["tool"]["driver"]["rules"]}
    assert rules[NEW]["deprecatedIds"] == ["REG211", OLD]
    assert "deprecatedIds" not in rules["LAN001"]


def test_every_rule_is_there_once_when_its_parts_are_joined() -> None:
    loaded = load_bundled()
    assert sorted(rule.id for rule in joined(parts(loaded))) == sorted(rule.id for rule in loaded.rules)


def test_every_code_that_went_has_a_rule_in_its_place() -> None:
    loaded = load_bundled()
    saved = Path(__file__).parents[1] / "rules" / "examples_03b4fe3.jsonl"
    once = {json.loads(line)["code"] for line in saved.read_text(encoding="utf-8").splitlines()}
    known = {rule.id for rule in loaded.rules}
    assert once - known <= {former.code for former in loaded.formerly}


def test_a_pack_that_names_no_rule_in_its_place_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "brisolin"
    folder.mkdir()
    head = "name: brisolin\ntitle: B\nversion: 0.1.0\nrequires: [health-writing]\n"
    former = "formerly: [{code: BRI001, name: gone, now: [REG221]}]\n"
    (folder / "pack.yaml").write_text(head + former, encoding="utf-8")
    (problem,) = load_packs([folder]).problems
    assert "formerly BRI001: no rule 'REG221' to replace it" in problem
