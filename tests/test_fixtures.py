"""The articles of `fixtures/`, each beside the findings that it must give.

`<article>.json` is what `healthlint check --format json` prints for it, from within `fixtures/`. After a change that is
meant, HEALTHLINT_UPDATE=1 rewrites them: HEALTHLINT_UPDATE=1 pytest tests/test_fixtures.py; read the difference.
"""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import pytest

from healthlint.document.read import read_text
from healthlint.engine import default_engine
from healthlint.packs.loader import load_bundled
from healthlint.report.json import render

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures"
ARTICLES = sorted(path.name for path in FIXTURES.iterdir() if path.suffix in (".md", ".txt", ".html"))
UPDATE = os.environ.get("HEALTHLINT_UPDATE") == "1"


@cache
def _report(name: str) -> str:
    document = read_text((FIXTURES / name).read_bytes().decode("utf-8"), name)
    return render([default_engine().check(document)])


@pytest.fixture
def printed(name: str) -> str:
    """What `healthlint check --format json` prints for the article."""
    return _report(name)


def codes(printed: str) -> list[str]:
    return [finding["code"] for finding in json.loads(printed)["findings"]]


@pytest.mark.parametrize("name", ARTICLES)
def test_the_findings_are_the_stored_ones(printed: str, name: str) -> None:
    stored = (FIXTURES / name).with_suffix(".json")
    if UPDATE:
        stored.write_text(printed, encoding="utf-8", newline="\n")
    assert stored.is_file(), f"{stored} is missing; HEALTHLINT_UPDATE=1 writes it"
    assert json.loads(printed) == json.loads(stored.read_text(encoding="utf-8"))


def test_every_snapshot_belongs_to_an_article() -> None:
    articles = {Path(name).stem for name in ARTICLES}
    assert {path.stem for path in FIXTURES.glob("*.json")} <= articles


@pytest.mark.parametrize("name", ["careful.md"])
def test_a_careful_article_has_no_finding_at_all(printed: str, name: str) -> None:
    assert codes(printed) == []


@pytest.mark.parametrize("name", ["other-drug.html"])
def test_rules_on_one_drug_do_not_report_another(printed: str, name: str) -> None:
    own = {rule.id for rule in load_bundled().rules if rule.pack == "low-dose-naltrexone"}
    assert [code for code in codes(printed) if code in own] == []


@pytest.mark.parametrize(
    ("name", "families"),
    [("promotional.md", {"EFF", "SAF", "DOS", "REG", "INT", "CAV", "LAN", "TYP"}), ("contradicting.txt", {"CON"})],
)
def test_planted_errors_of_an_article_are_found(printed: str, name: str, families: set[str]) -> None:
    assert families <= {code.rstrip("0123456789") for code in codes(printed)}
