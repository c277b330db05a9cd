from __future__ import annotations

import pytest

from healthlint.checks.agreement import Agreement


@pytest.fixture
def onset(phrases):
    return Agreement(quantity="duration", cues=phrases("work+"))


def test_the_later_of_two_that_cannot_both_hold(run, onset):
    (found,) = run(onset, "It works after eight weeks. It works after two days.")
    assert found.text == "two days"
    assert found.values == {"figure": "two days", "earlier": "eight weeks (line 1)"}


@pytest.mark.parametrize(
    "text",
    [
        "It works after eight weeks.",
        "It works after eight to ten weeks. It works after two months.",
        "It works after two weeks. It works after 14 days.",
        "It works after two weeks. The trial took four years.",
        "It works after eight weeks. Critics say it works after two days.",
    ],
)
def test_figures_that_agree_or_say_something_else(texts, onset, text):
    assert texts(onset, text) == []


def test_a_figure_agrees_when_it_agrees_with_any_before(texts, onset):
    text = "It works after one week. It works after three weeks. It works after 21 days."
    assert texts(onset, text) == ["three weeks"]
