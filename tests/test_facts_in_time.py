"""Which facts count: those that held on the day of the article, and drafts only to be shown."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from healthlint.document.read import read_text
from healthlint.engine import Engine
from healthlint.findings.model import Finding
from healthlint.packs.loader import load_packs
from healthlint.triage.settings import Settings

Made = Callable[[str], Engine]
RULES = Path(__file__).parents[1] / "rules"
FACT = """
- {{id: {id}, type: {type}, about: {{drug: velgrane{about}}}, value: {{{value}}}, stance: asserts, source: leaflet,
   at: [0, 1], sha256: {sha}, statement: {id}{more}}}
"""


def fact(id: str, type: str, value: str, more: str = "", about: str = "") -> str:
    return FACT.format(
        id=id, type=type, value=value, about=about and f", {about}", sha="b" * 64, more=more and f", {more}"
    )


USE = fact("use", "indication", "basis: approved, effect: treats", about="use: migraine")


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """An engine with a pack on velgrane that has these facts."""

    def make(facts: str) -> Engine:
        folder = tmp_path / "velgrane"
        (folder / "lexicon").mkdir(parents=True, exist_ok=True)
        (folder / "pack.yaml").write_text(
            "{name: velgrane, title: V, version: 0.1.0, requires: [health-writing]}\n", encoding="utf-8"
        )
        (folder / "lexicon" / "drugs.yaml").write_text("drugs: [{id: velgrane, names: [velgrane]}]\n", encoding="utf-8")
        (folder / "sources.yaml").write_text(
            "- {id: leaflet, title: A leaflet, publisher: Nobody, author: null, date: null, kind: leaflet,\n"
            f"   attitude: neutral, file: a.txt, sha256: {'a' * 64}}}\n",
            encoding="utf-8",
        )
        (folder / "facts.yaml").write_text(facts, encoding="utf-8")
        loaded = load_packs([RULES / "health-writing", folder])
        assert loaded.problems == ()
        return Engine(loaded)

    return make


def doses(engine: Engine, text: str, path: str = "a.md") -> list[Finding]:
    return [each for each in engine.check(read_text(text, path)).findings if each.code == "DOS201"]


OLD_AND_NEW = (
    USE
    + fact("old", "dose-range", "low: 10, high: 20, unit: mg", "until: 2019")
    + fact("new", "dose-range", "low: 5, high: 10, unit: mg", "since: 2020")
)
TEXT = "# Velgrane\n\nTake 20 mg of velgrane a day."


def test_expired_facts_do_not_apply(made: Made) -> None:
    (finding,) = doses(made(OLD_AND_NEW), TEXT)
    assert [each.fact for each in finding.evidence] == ["new"]


@pytest.mark.parametrize(
    ("head", "path", "flagged"),
    [
        ("---\ndate: 2018-05-01\n---\n\n", "a.md", 0),
        ("---\ntitle: Velgrane\npublished_at: '2019-12-31T10:00'\n---\n\n", "a.md", 0),
        ("---\ndate: 2020-01-01\n---\n\n", "a.md", 1),
        ('<meta property="article:published_time" content="2018-05-01"><title>Velgrane</title>', "a.html", 0),
        ('<meta property="article:published_time" content="2021-05-01"><title>Velgrane</title>', "a.html", 1),
    ],
)
def test_the_date_of_the_article_decides(made: Made, head: str, path: str, flagged: int) -> None:
    assert len(doses(made(OLD_AND_NEW), head + TEXT, path)) == flagged


def test_a_date_that_is_given_goes_before_the_article_s_own(made: Made) -> None:
    engine, text = made(OLD_AND_NEW), f"---\ndate: 2024-01-01\n---\n\n{TEXT}"
    assert len(doses(engine, text)) == 1
    assert doses(engine.under(Settings(as_of="2018-01-01")), text) == []


def test_a_draft_is_shown_and_decides_nothing(made: Made) -> None:
    drafted = USE + fact("dose", "dose-range", "low: 5, high: 10, unit: mg", "draft: true")
    (finding,) = doses(made(drafted), TEXT)
    assert finding.severity == "suggestion"
    assert "draft" in finding.message
    reviewed = drafted.replace("draft: true", "reviewed: {by: Ada, on: 2026-01-31}")
    (finding,) = doses(made(reviewed), TEXT)
    assert finding.severity == "error"


def test_a_draft_does_not_widen_a_range(made: Made) -> None:
    facts = USE + fact("dose", "dose-range", "low: 5, high: 10, unit: mg")
    wider = facts + fact("wider", "dose-range", "low: 5, high: 40, unit: mg", "draft: true")
    assert [each.severity for each in doses(made(wider), TEXT)] == ["error"]


def test_a_drug_of_drafts_alone_has_no_facts(made: Made) -> None:
    engine = made(USE.replace("statement: use", "statement: use, draft: true"))
    assert "velgrane" not in engine.reference.drugs
