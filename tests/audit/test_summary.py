"""The summary: its figures, and that it is one file that asks for nothing and runs nothing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("daft", reason="it needs the extra 'audit'")
pytest.importorskip("altair", reason="it needs the extra 'audit'")

from healthlint.audit.schemas import ARTICLE, ARTICLES, ERROR, ERRORS, FINDING, FINDINGS, part
from healthlint.audit.store import Store
from healthlint.audit.summary.page import page
from healthlint.audit.summary.tables import Tables

HOSTILE = "<script>alert(1)</script>"


def article(number: int, **more: Any) -> dict[str, Any]:
    known = {"article": f"a#{number}", "file": "a", "row": number, "id": f"a{number}", "site": f"s{number % 2}"}
    counts = {"errors": 0, "warnings": 0, "suggestions": 0, "silenced": 0, "places": 1, "characters": 10}
    return {**known, **counts, "date": f"2026-0{number}-03", "not_checked": [], "problems": [], **more}


def finding(number: int, code: str, mark: str, **more: Any) -> dict[str, Any]:
    known = {"article": f"a#{number}", "id": f"a{number}", "site": "s", "date": "", "places": 1, "code": code}
    said = {"name": "cure-claim", "severity": "error", "message": f"{HOSTILE} is wrong", "excerpt": HOSTILE}
    return {**known, **said, "line": 1, "column": 2, "first": True, "fingerprint": mark, **more}


@pytest.fixture
def now(tmp_path: Path) -> Tables:
    store = Store.of(str(tmp_path / "now"))
    articles = [
        article(1, errors=2, places=3, title=HOSTILE, not_checked=["no facts on x"]),
        article(2, errors=2, warnings=1, not_checked=["no facts on x", "no facts on y"]),
        article(3, copy_of="a#1", errors=None, warnings=None, suggestions=None, places=None),
        article(4, problems=["is empty"], date="undated"),
    ]
    findings = [finding(1, "EFF201", "aa", places=3), finding(1, "EFF201", "bb", places=3, first=False)]
    findings += [finding(2, "EFF201", "cc"), finding(2, "DOS001", "dd"), finding(2, "LAN001", "ee", severity="warning")]
    store.write_table(part(ARTICLES, "0"), articles[:2], ARTICLE)
    store.write_table(part(ARTICLES, "1"), articles[2:], ARTICLE)
    store.write_table(part(FINDINGS, "0"), findings, FINDING)
    store.write_table(part(FINDINGS, "1"), [], FINDING)
    store.write_table(part(ERRORS, "1"), [{"article": "a#4", "file": "a", "row": 4, "problem": "is empty"}], ERROR)
    return Tables(store)


@pytest.fixture
def then(tmp_path: Path) -> Tables:
    store = Store.of(str(tmp_path / "then"))
    store.write_table(part(ARTICLES, "0"), [article(1, errors=2)], ARTICLE)
    store.write_table(part(FINDINGS, "0"), [finding(1, "EFF201", "aa"), finding(1, "SAF001", "zz")], FINDING)
    return Tables(store)


def test_the_figures(now: Tables) -> None:
    assert now.totals() == {
        "articles": 4, "copies": 1, "characters": 40, "failed": 1, "error": 4, "warning": 1, "suggestion": 0,
    }  # fmt: skip
    rules = [(row["code"], row["findings"], row["articles"], row["places"]) for row in now.by_rule()]
    assert rules == [("EFF201", 3, 2, 7), ("DOS001", 1, 1, 1), ("LAN001", 1, 1, 1)]
    assert [(row["group"], row["articles"], row["error"]) for row in now.by_site()] == [("s0", 2, 2), ("s1", 2, 2)]
    assert [(row["group"], row["articles"]) for row in now.by_month()] == [
        ("2026-01", 1),
        ("2026-02", 1),
        ("2026-03", 1),
    ]
    assert [row["id"] for row in now.worst(100)] == ["a2", "a1"]
    assert now.not_checked() == [{"said": "no facts on x", "articles": 2}, {"said": "no facts on y", "articles": 1}]


def test_samples_are_the_same_each_time(now: Tables) -> None:
    drawn = [(row["code"], row["fingerprint"]) for row in now.samples()]
    assert drawn == [("DOS001", "dd"), ("EFF201", "aa"), ("EFF201", "bb"), ("EFF201", "cc"), ("LAN001", "ee")]


def test_new_and_gone_findings_are_compared_by_fingerprint(now: Tables, then: Tables) -> None:
    assert now.against(then) == [
        {"code": "DOS001", "name": "cure-claim", "now": 1, "then": 0, "new": 1, "gone": 0},
        {"code": "EFF201", "name": "cure-claim", "now": 3, "then": 1, "new": 2, "gone": 0},
        {"code": "LAN001", "name": "cure-claim", "now": 1, "then": 0, "new": 1, "gone": 0},
        {"code": "SAF001", "name": "cure-claim", "now": 0, "then": 1, "new": 0, "gone": 1},
    ]


def test_new_findings_are_listed_errors_first(now: Tables, then: Tables) -> None:
    told = [(row["severity"], row["code"], row["article"]) for row in now.new(then, 3)]
    assert told == [("error", "DOS001", "a#2"), ("error", "EFF201", "a#1"), ("error", "EFF201", "a#2")]
    assert [row["code"] for row in now.new(then, 9)][3:] == ["LAN001"]
    assert now.new(now, 9) == []


def test_the_page_asks_for_nothing_and_runs_nothing(now: Tables, then: Tables) -> None:
    made = page(now, [f"b.csv: {HOSTILE}"], then)
    assert "<script" not in made
    assert "default-src 'none'" in made
    addresses = re.findall(r'(?:src|href)="([^"]{0,30})', made)
    assert len(addresses) == 5
    assert all(each.startswith("data:") for each in addresses)
    assert "&lt;script&gt;alert(1)" in made


def test_every_plot_is_told_in_words(now: Tables, then: Tables) -> None:
    told = re.findall(r'<img src="data:image/svg\+xml;base64,[\w+/=]+" alt="([^"]+)"', page(now, [], then))
    assert [each.split(".")[0] for each in told] == [
        "New and gone by rule", "Findings by rule", "Findings by month", "Findings by source"
    ]  # fmt: skip
    assert "EFF201 cure-claim: 3 errors" in told[1]


def test_a_copy_counts_in_places(now: Tables) -> None:
    assert "in 3 places" in page(now, [])


def test_an_audit_that_found_nothing_has_a_summary(tmp_path: Path) -> None:
    store = Store.of(str(tmp_path))
    store.write_table(part(ARTICLES, "0"), [article(1, date=None)], ARTICLE)
    store.write_table(part(FINDINGS, "0"), [], FINDING)
    made = page(Tables(store), [])
    assert "Nothing was found." in made
    assert "<img" not in made


def test_the_same_audit_has_the_same_page(now: Tables) -> None:
    assert page(now, []) == page(now, [])
