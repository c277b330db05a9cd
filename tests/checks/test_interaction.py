from __future__ import annotations

import pytest

from healthlint.checks.interaction import Interaction

TITLE = "Velorin: a guide\n\nVelorin is old. "


@pytest.fixture
def check(phrases):
    return Interaction(
        drug="velorin",
        allowed=phrases("(fine|safe) with <drug>", "no problem"),
        warned=phrases("do not say ... fine with <drug>"),
    )


@pytest.fixture
def warnings(fact):
    return [
        fact("no-opioids", "interaction", {"advice": "avoid"}, with_="opioids"),
        fact("gap", "washout", {"low": 7, "unit": "days"}, with_="opioids"),
        fact("no-alcohol", "interaction", {"advice": "avoid"}, with_="alcohol"),
    ]


def test_what_the_reference_warns_of_is_allowed(run, check, warnings):
    (found,) = run(check, TITLE + "Velorin is fine with dolomab.", warnings)
    assert found.text == "fine with dolomab"
    assert found.values == {"text": "fine with dolomab", "other": "opioids"}
    assert found.hit.facts == ("no-opioids", "gap")


def test_the_substance_may_stand_before(run, check, warnings):
    (found,) = run(check, TITLE + "A glass of wine is no problem.", warnings)
    assert (found.text, found.hit.facts) == ("no problem", ("no-alcohol",))


@pytest.mark.parametrize(
    "text",
    [
        TITLE + "Velorin is fine with brandol.",
        TITLE + "Snow is no problem.",
        TITLE + "Do not say that it is fine with dolomab.",
        "Brandol: a guide\n\nBrandol is fine with dolomab. Brandol is old.",
    ],
)
def test_what_nobody_warns_of(texts, check, warnings, text):
    assert texts(check, text, warnings) == []


def test_without_a_warning_there_is_nothing_to_say(texts, check):
    assert texts(check, TITLE + "Velorin is fine with dolomab.") == []
