from __future__ import annotations

import pytest

from healthlint.checks.ranges import Ranges


@pytest.fixture
def check(phrases):
    return Ranges(drug="velorin", other_uses=phrases("gripes"))


def test_the_later_of_two_ranges(run, check):
    (found,) = run(check, "People take 5 to 10 mg of velorin. Most take 2 to 3 mg of velorin.")
    assert found.text == "2 to 3 mg"
    assert found.values == {"amount": "2 to 3 mg", "earlier": "5 to 10 mg (line 1)"}


@pytest.mark.parametrize(
    "text",
    [
        "People take 5 to 10 mg of velorin. Most take 5-10 mg of velorin.",
        "People take 5 to 10 mg of velorin. Most take 3 mg of velorin.",
        "People take 5 to 10 mg of velorin. Others take 2 to 3 mg of brandol.",
        "People take 5 to 10 mg of velorin. For gripes they take 90 to 100 mg of velorin.",
    ],
)
def test_what_is_no_contradiction(texts, check, text):
    assert texts(check, text) == []


def test_a_range_that_stood_before_is_not_reported_again(texts, check):
    text = "Take 5 to 10 mg of velorin. Take 2 to 3 mg of velorin. Take 5 to 10 mg of velorin."
    assert texts(check, text) == ["2 to 3 mg"]


def test_a_range_that_is_documented_for_another_use_is_given_for_that(run, texts, check, fact):
    facts = [
        fact("for-lumbitis", "dose-range", {"low": 5, "high": 10, "unit": "mg"}, use="lumbitis"),
        fact("for-gripes", "dose-range", {"low": 80, "high": 100, "unit": "mg"}, use="gripes"),
    ]
    text = "It was made for another illness, at 80 to 100 mg of velorin. People now take 5 to 10 mg of velorin."
    assert texts(check, text, facts) == []
    (found,) = run(check, text + " Some take 2 to 4 mg of velorin.", facts)
    assert found.values["earlier"] == "5 to 10 mg (line 1)"
