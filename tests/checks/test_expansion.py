from __future__ import annotations

import pytest

from healthlint.checks.expansion import Expansion


@pytest.fixture
def check(phrases):
    return Expansion(links=phrases("stands for", "is short for"))


def test_the_later_of_two_expansions(run, check):
    (found,) = run(check, "A quick blood test (QBT) is free. QBT stands for quiet body time.")
    assert found.text == "QBT stands for quiet body time"
    assert found.values == {
        "abbreviation": "QBT",
        "text": "quiet body time",
        "earlier": "quick blood test (line 1)",
    }


def test_the_abbreviation_may_come_first(texts, check):
    text = "The QBT (quick blood test) is free. A quiet body time (QBT) is not."
    assert texts(check, text) == ["quiet body time (QBT"]


@pytest.mark.parametrize(
    "text",
    [
        "A quick blood test (QBT) is free. QBT is short for quick blood test.",
        "A Quick-Blood Test (QBT) is free. The QBT (quick blood test) is free.",
        "A quick blood test (QBT) is free. A pulse test (PT) is not.",
        "A quick blood test (QBT) is free. A pleasant walk (QBT) is free too.",
        "QBT is free.",
    ],
)
def test_what_is_no_contradiction(texts, check, text):
    assert texts(check, text) == []
