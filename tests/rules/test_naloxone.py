"""Naloxone and naltrexone: neither is judged by what holds for the other, and neither name passes for the other."""

from __future__ import annotations

import pytest

from healthlint.document.read import read_text
from healthlint.engine import Engine

ARTICLE = """\
# Naloxone at home

Naloxone reverses an opioid overdose. It comes as a nasal spray of 4 mg, and you can buy it over the counter.
Give one dose of 4 mg and call an ambulance. Naloxone works within five minutes and wears off within 90 minutes.

People who take opioids should keep naloxone at hand; nobody has to stop an opioid first. It is safe with alcohol.
Naloxone was approved by the FDA in 1971 for opioid overdose. It is covered by most insurers.
"""
WATCHED = {"DOS", "FIG", "REG", "INT", "SAF", "CAV", "EFF", "TYP"}


def codes(engine: Engine, text: str) -> list[str]:
    findings = engine.check(read_text(text, "draft.md")).findings
    return [finding.code for finding in findings if finding.code.rstrip("0123456789") in WATCHED]


def test_an_article_on_naloxone_is_not_judged_by_the_facts_on_naltrexone(bundled: Engine) -> None:
    assert codes(bundled, ARTICLE) == []
    assert set(codes(bundled, ARTICLE.replace("aloxone", "altrexone"))) >= {"TYP201", "REG201", "INT201"}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("# Naloxone\n\nNaloxone is a spray. After an overdose, give naltrexone at once.", "TYP201"),
        ("# Naltrexone\n\nNaltrexone is a tablet. For chronic pain take naloxone every night.", "TYP201"),
    ],
)
def test_a_swapped_name_is_caught_from_both_sides(bundled: Engine, text: str, code: str) -> None:
    assert [found for found in codes(bundled, text) if not found.startswith("CAV")] == [code]
