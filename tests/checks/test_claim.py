from __future__ import annotations

import pytest

from healthlint.analysis.lexicon import Lexicon, merge
from healthlint.checks.claim import Claim

CURE = Claim(strengths=("cure",), drug="velorin")
TITLE = "Velorin: a guide\n\n"


@pytest.fixture
def lexicon(lexicon: Lexicon, english: Lexicon) -> Lexicon:
    return merge([english, lexicon])


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Velorin cures lumbitis.", ["Velorin cures lumbitis"]),
        ("Lumbitis is cured by velorin.", ["Lumbitis is cured by velorin"]),
        ("Velorin relieves lumbitis.", []),
        ("Velorin is linked to lumbitis.", []),
        ("Brandol cures lumbitis.", []),
    ],
)
def test_claims_of_the_strength_about_the_drug(texts, text, claims):
    assert texts(CURE, TITLE + text) == claims


def test_values_available_to_the_message(run):
    (found,) = run(CURE, TITLE + "Velorin cures lumbitis.")
    assert found.values == {
        "claim": "Velorin cures lumbitis",
        "subject": "velorin",
        "target": "lumbitis",
        "verdict": "unknown to the reference",
        "documented": "",
        "missing": "no source documents that of velorin",
    }


def test_the_verdict_says_how_it_stands_to_the_reference(run, fact):
    denied = [fact("no-cure", "efficacy", {"verdict": "curative"}, stance="denies")]
    assert run(CURE, TITLE + "Velorin cures lumbitis.", denied)[0].values["verdict"] == "contradicted"
    other = Claim(strengths=("cure",))
    assert run(other, "Brandol cures gripes.")[0].values["verdict"] == "unknown to the reference"


def test_the_context_goes_with_the_hit_for_the_rule_to_judge(run):
    (found,) = run(CURE, TITLE + "Velorin does not cure lumbitis.")
    assert found.hit.context is not None
    assert found.hit.context.polarity == "negated"


def test_contradicting_facts_on_the_condition_are_cited(run, fact):
    facts = [
        fact("in-general", "efficacy", {"verdict": "unknown"}),
        fact("in-gripes", "efficacy", {"verdict": "possible"}, condition="gripes"),
        fact("in-lumbitis", "efficacy", {"verdict": "possible"}, condition="lumbitis"),
        fact("for-lumbitis", "efficacy", {"verdict": "established"}, condition="lumbitis"),
        fact("brandol", "efficacy", {"verdict": "unknown"}, drug="brandol"),
    ]
    (found,) = run(CURE, TITLE + "Velorin cures lumbitis.", facts)
    assert found.hit.facts == ("in-lumbitis",)


def test_without_a_drug_any_treatment_that_has_no_reference(texts):
    check = Claim(strengths=("cure",), targets=("chronic",))
    assert texts(check, "Brandol cures lumbitis. Velorin cures lumbitis.") == ["Brandol cures lumbitis"]
    assert texts(check, "Brandol cures gripes.") == []


def test_without_targets_any_condition(texts):
    assert texts(Claim(strengths=("cure",)), "Brandol cures gripes.") == ["Brandol cures gripes"]


def test_a_spared_phrase_excuses_a_benefit(texts, phrases):
    check = Claim(strengths=("benefit",), drug="velorin", spared=phrases("at night"))
    assert texts(check, TITLE + "Velorin relieves lumbitis at night.") == []
    assert texts(check, TITLE + "Velorin relieves lumbitis.") == ["Velorin relieves lumbitis"]


def test_symptoms_count_as_conditions(texts, phrases):
    check = Claim(strengths=("benefit",), drug="velorin", unnamed=("work",), ailments=phrases("soreness"))
    assert texts(check, TITLE + "Velorin relieves the soreness.") == ["Velorin relieves the soreness"]
    assert texts(check, TITLE + "Velorin relieves the purse.") == []


def test_a_claim_may_have_to_name_another_drug(texts):
    check = Claim(strengths=("benefit",), rival=True)
    assert texts(check, "Tea relieves brandol pain.") == ["Tea relieves brandol pain"]
    assert texts(check, "Tea relieves coffee pain.") == []


def test_the_next_sentence_does_not_spare_a_claim(texts, phrases):
    check = Claim(strengths=("benefit",), drug="velorin", spared=phrases("at night"))
    assert texts(check, TITLE + "Velorin relieves lumbitis. It is taken at night.") == ["Velorin relieves lumbitis"]


@pytest.mark.parametrize(
    ("percent", "reported"),
    [
        ("25 percent", False),
        ("30 percent", False),
        ("33 percent", False),
        ("60 percent", True),
        ("more than 60 percent", True),
    ],
)
def test_an_effect_is_larger_only_when_clearly_above_the_documented_one(texts, fact, percent, reported):
    size = fact("size", "effect-size", {"low": 20, "high": 30, "unit": "percent", "measure": "symptoms"})
    check = Claim(strengths=("benefit",), drug="velorin", more_than_documented=True)
    found = texts(check, f"{TITLE}Velorin cuts lumbitis by {percent}.", [size])
    assert bool(found) is reported


def test_no_documented_size_no_larger_claim(texts):
    check = Claim(strengths=("benefit",), drug="velorin", more_than_documented=True)
    assert texts(check, TITLE + "Velorin cuts lumbitis by 90 percent.") == []
