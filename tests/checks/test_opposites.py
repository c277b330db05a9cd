from __future__ import annotations

import pytest

from healthlint.checks.opposites import Opposites


@pytest.fixture
def timing(phrases):
    return Opposites(one=phrases("at bedtime"), other=phrases("in the morning"))


@pytest.mark.parametrize(
    ("text", "later", "earlier"),
    [
        ("Take it at bedtime. Take it in the morning.", "in the morning", "at bedtime"),
        ("Take it in the morning. Take it at bedtime.", "at bedtime", "in the morning"),
    ],
)
def test_the_later_of_two_opposites(run, timing, text, later, earlier):
    (found,) = run(timing, text)
    assert found.text == later
    assert found.values == {"text": later, "earlier": f"{earlier} (line 1)"}


def test_one_finding_says_it_all(texts, timing):
    assert texts(timing, "Take it at bedtime. In the morning! Take it at bedtime. In the morning!") == [
        "In the morning"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Take it at bedtime, always at bedtime.",
        "Take it at bedtime. Do not take it in the morning.",
        "Take it at bedtime. You may take it in the morning.",
        "Take it at bedtime. If you cannot sleep, take it in the morning.",
    ],
)
def test_what_is_no_contradiction(texts, timing, text):
    assert texts(timing, text) == []
