from __future__ import annotations

import pytest

from healthlint.checks.count import Count


@pytest.fixture
def check(phrases):
    return Count(
        back=phrases("the", "of the", "these"),
        same={"people": ("adult", "participant"), "papers": ("paper",), "course": ("course",)},
        different=phrases("another"),
    )


def test_a_later_count_that_refers_back(run, check):
    (found,) = run(check, "The team read 47 papers. Of the 74 papers, most were short.")
    assert found.text == "74 papers"
    assert found.values == {"figure": "74 papers", "earlier": "47 papers (line 1)"}


def test_different_words_for_the_same_things(texts, check):
    assert texts(check, "In all 90 adults came. Of the 80 participants, some left.") == ["80 participants"]


@pytest.mark.parametrize(
    "text",
    [
        "The team read 47 papers. Of the 47 papers, most were short.",
        "The team read 47 papers. Another team read 74 papers.",
        "The team read 47 papers. Of the 74 adults, most were short.",
        "Of the 74 papers, most were short.",
    ],
)
def test_what_is_no_contradiction(texts, check, text):
    assert texts(check, text) == []


def test_a_duration_that_names_a_thing(texts, check):
    assert texts(check, "It is a 12-week course. After the 10-week course she slept.") == ["10-week"]
    assert texts(check, "It is a 12-week course. After the 12-week course she slept.") == []


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Sales rose by 12 percent. When sales rose 21 percent, we cheered.", ["21 percent"]),
        ("Sales rose by 12 percent. Costs fell 21 percent.", []),
        ("A box costs $58. The box is $85 elsewhere.", ["$85"]),
        ("A box costs $58. The box is $58 elsewhere.", []),
    ],
)
def test_the_digits_of_an_earlier_figure_in_another_order(texts, text, flagged):
    assert texts(Count(common=("a", "the", "is", "percent")), text) == flagged


def test_things_of_which_there_is_one_set(texts):
    check = Count(single=("question",))
    assert texts(check, "Answer nine questions. It has twelve questions.") == ["twelve questions"]
    assert texts(check, "Answer nine questions. It has nine questions.") == []


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Of 90 adults 12 were ill. All of the 12 adults slept.", []),
        ("Five adults came, then six. In all, the 11 adults ate.", ["11 adults"]),
        ("Five adults came, then six adults more. In all, the 11 adults ate.", []),
        ("The 90 adults came. The 8 adults ate.", []),
        ("We sold 700 jars last week. A record is last week's 900 jars.", ["900 jars"]),
        ("We sold 700 jars last week. A record is Ann's 900 jars.", []),
    ],
)
def test_all_of_the_same_people(texts, check, text, flagged):
    assert texts(check, text) == flagged
