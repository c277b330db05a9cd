"""Statements about a drug against what is documented of it."""

from __future__ import annotations

import pytest

from healthlint.checks.base import Asked
from healthlint.checks.stated import Stated


@pytest.fixture
def check(phrases):
    denied = Asked("regulatory-status", {"status": "approved"}, ("denies",))
    return Stated(drug="velorin", terms=phrases("is approved"), facts=(denied,))


@pytest.mark.parametrize(
    ("about", "text", "found"),
    [
        ({}, "Velorin is approved.", ["is approved"]),
        ({}, "Velorin is approved for gripes.", ["is approved"]),
        ({"use": "gripes"}, "Velorin is approved for gripes.", ["is approved"]),
        ({"use": "gripes"}, "Velorin is approved for lumbitis.", []),
        ({"use": "gripes"}, "Velorin is approved.", []),
        ({"use": "gripes"}, "Dolomab is approved for gripes.", []),
    ],
)
def test_a_denial_for_one_use_applies_to_no_other(texts, check, fact, about, text, found):
    denial = fact("denied", "regulatory-status", {"status": "approved"}, stance="denies", **about)
    assert texts(check, text, [denial]) == found


def test_nothing_is_documented(texts, check):
    assert texts(check, "Velorin is approved.") == []


@pytest.mark.parametrize(
    ("text", "found"), [("for gripes", ["is approved for gripes"]), ("for lumbitis", []), ("", [])]
)
def test_beyond_what_is_documented(texts, phrases, fact, text, found):
    approved = Asked("regulatory-status", {"status": "approved"})
    check = Stated(drug="velorin", terms=phrases("is approved [for <condition>]"), facts=(approved,), beyond=True)
    known = fact("known", "regulatory-status", {"status": "approved"}, use="lumbitis")
    assert texts(check, f"Velorin is approved {text}.", [known]) == found


TITLE = "Velorin: a guide\n\nVelorin is old. "


@pytest.fixture
def together(phrases):
    return Stated(
        drug="velorin",
        says="combination",
        facts=(Asked("interaction"), Asked("washout")),
        terms=phrases("(fine|safe) with <drug>", "no problem", "leave it on", "can stay"),
        retracted=phrases("a week after"),
        named={"opioids": phrases("patch"), "any": phrases("with everything")},
        asked={"leave": phrases("can I ...8 «?»")},
        answered={"leave": phrases("yes")},
    )


@pytest.fixture
def warnings(fact):
    return [
        fact("no-opioids", "interaction", {"advice": "avoid"}, with_="opioids"),
        fact("gap", "washout", {"low": 7, "unit": "days"}, with_="opioids"),
        fact("no-alcohol", "interaction", {"advice": "avoid"}, with_="alcohol"),
    ]


@pytest.mark.parametrize(
    ("text", "found", "facts"),
    [
        ("Velorin is fine with dolomab.", "fine with dolomab", ("no-opioids", "gap")),
        ("A glass of wine is no problem.", "no problem", ("no-alcohol",)),
        ("You wear a patch. You can leave it on.", "leave it on", ("no-opioids", "gap")),
        ("Can I drink wine? Yes.", "Yes", ("no-alcohol",)),
        ("Can I drink wine? Yes. It is no problem.", "no problem", ("no-alcohol",)),
        ("It is no problem with everything.", "no problem", ("no-opioids", "no-alcohol", "gap")),
    ],
)
def test_permission_for_a_warned_combination_is_reported(run, together, warnings, text, found, facts):
    assert [(each.text, each.hit.facts) for each in run(together, TITLE + text, warnings)] == [(found, facts)]


@pytest.mark.parametrize(
    "text",
    [
        "Velorin is fine with brandol.",
        "Snow is no problem.",
        "Wine is no problem a week after the last dose.",
        "Brandol is no problem with wine.",
        "Wine and dolomab: no problem.",
    ],
)
def test_combinations_without_a_warning_are_not_reported(texts, together, warnings, text):
    assert texts(together, TITLE + text, warnings) == []
