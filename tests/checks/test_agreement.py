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


def test_a_denied_figure_says_nothing_unless_it_is_a_time_to_wait(texts, phrases):
    check = Agreement(quantity="duration", cues=phrases("work+", "expect"), held=phrases("not expect ... <duration>"))
    assert texts(check, "It does not work in two days. It works after eight weeks.") == []
    assert texts(check, "Do not expect it for eight weeks. It works after two days.") == ["two days"]


def test_figures_that_are_roughly_the_same(texts, onset):
    assert texts(onset, "It works after ~10 weeks. It works after nine weeks.") == []
    assert texts(onset, "It works after >10 weeks. It works after 14 weeks.") == []


def test_figures_in_one_paragraph(texts, phrases):
    check = Agreement(quantity="duration", cues=phrases("work+"), together="paragraph")
    assert texts(check, "It works after eight weeks.\n\nIt works after two days.") == []
    assert texts(check, "It works after eight weeks. It works after two days.") == ["two days"]


def test_figures_of_two_people(texts, phrases):
    check = Agreement(quantity="duration", cues=phrases("work+"), personal=True)
    assert texts(check, "For years Tom Cole works here, ten weeks. For years Ann Reed works here, two days.") == []
    assert texts(check, "For years Tom Cole works here, ten weeks. For years Cole works here, two days.") == [
        "two days"
    ]
