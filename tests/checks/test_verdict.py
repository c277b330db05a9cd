"""How a claim stands to the reference, for a drug that does not exist."""

from __future__ import annotations

import pytest

from healthlint.analysis.analyse import Analyser
from healthlint.analysis.lexicon import Lexicon, merge
from healthlint.checks.verdict import judge
from healthlint.document.read import read_text
from healthlint.reference.model import Reference


@pytest.fixture
def lexicon(lexicon: Lexicon, english: Lexicon) -> Lexicon:
    return merge([english, lexicon])


@pytest.fixture
def reference(fact):
    return Reference(
        facts=(
            fact("nobody-knows", "efficacy", {"verdict": "unknown"}),
            fact("no-cure", "efficacy", {"verdict": "curative"}, stance="denies"),
            fact("helps-lumbitis", "efficacy", {"verdict": "effective"}, stance="hedges", condition="lumbitis"),
            fact("a-third", "effect-size", {"low": 30, "high": 30, "unit": "percent"}),
            fact("for-gripes", "indication", {"basis": "approved", "effect": "treats"}, condition="gripes"),
        )
    )


@pytest.fixture
def verdict(lexicon, reference):
    def of(text):
        claim, *_ = Analyser(lexicon).analyse(read_text("Velorin: a guide\n\n" + text, "a.txt")).claims
        found = judge(reference, claim)
        return None if found is None else (found.standing, [each.id for each in found.facts])

    return of


@pytest.mark.parametrize(
    ("text", "standing", "facts"),
    [
        ("Velorin cures lumbitis.", "contradicted", ["no-cure"]),
        ("Velorin does not cure lumbitis.", "supported", ["no-cure"]),
        ("Velorin is proven to help.", "overstated", ["nobody-knows"]),
        ("Velorin relieves lumbitis.", "overstated", ["nobody-knows"]),
        ("Velorin may relieve lumbitis.", "supported", ["helps-lumbitis"]),
        ("Velorin may relieve yawning.", "unknown", []),
        ("Velorin does not relieve lumbitis.", "unknown", ["nobody-knows"]),
        ("Velorin relieves gripes.", "supported", ["for-gripes"]),
        ("Velorin does not relieve gripes.", "contradicted", ["for-gripes"]),
        ("Velorin cures gripes.", "contradicted", ["no-cure"]),
        ("Velorin cuts lumbitis by 60 percent.", "overstated", ["a-third"]),
        ("Velorin cuts lumbitis by 30 percent.", "supported", ["a-third"]),
    ],
)
def test_a_claim_beside_the_facts(verdict, text, standing, facts):
    assert verdict(text) == (standing, facts)


@pytest.mark.parametrize(
    "text", ["Does velorin cure lumbitis?", "Brandol cures lumbitis.", "Critics say velorin cures it."]
)
def test_claims_without_a_verdict(verdict, text):
    assert verdict(text) is None
