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
        apart=phrases("week after"),
        onward=phrases("leave it on", "can just start"),
        denied=phrases("no known interactions"),
        named={"opioids": phrases("patch"), "alcohol": phrases("pint")},
        leave=phrases("can I ...8 «?»"),
        granted=phrases("yes", "no trouble"),
        refused=phrases("but"),
        duty=phrases("must I ...8 «?»"),
        waived=phrases("not at all"),
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


def test_a_substance_by_another_name(run, check, warnings):
    (found,) = run(check, TITLE + "A pint is no problem.", warnings)
    assert found.values["other"] == "alcohol"


def test_what_is_kept_apart_is_not_allowed_together(texts, check, warnings):
    assert texts(check, TITLE + "A week after, velorin is fine with dolomab.", warnings) == []
    assert texts(check, TITLE + "Wait a week after; velorin is fine with dolomab.", warnings) == ["fine with dolomab"]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Can I take it with dolomab? Yes.", "Yes"),
        ("I wear a patch. Can I start? Oh yes.", "yes"),
        ("Must I stop dolomab? Not at all.", "Not at all"),
        ("Can I drink wine? I should think so. Yes!", "Yes"),
        ("Can I take dolomab? Yes. It is fine with dolomab.", "fine with dolomab"),
    ],
)
def test_a_question_answered_with_a_permission(texts, check, warnings, text, answer):
    assert texts(check, TITLE + text, warnings) == [answer]


@pytest.mark.parametrize(
    "text",
    [
        "Can I take it with brandol? Yes.",
        "Must I stop dolomab? Yes.",
        "Can I take it with dolomab? Not at all.",
        "Can I take it with dolomab? Yes, but not on one day.",
        "Can I take it with dolomab? Yes, a week after.",
        "Can I take dolomab? One moment. And a second. Yes.",
    ],
)
def test_a_question_that_is_answered_otherwise(texts, check, warnings, text):
    assert texts(check, TITLE + text, warnings) == []


def test_a_cell_answers_the_name_of_its_row(texts, check, warnings):
    table = "| Drug | Together |\n| --- | --- |\n| Dolomab | No trouble |\n| Brandol | No trouble |\n"
    assert texts(check, f"# {TITLE}\n\n{table}", warnings, path="article.md") == ["No trouble"]


def test_an_article_on_other_drugs_may_name_this_one(texts, check, warnings):
    text = "Brandol: a guide\n\nBrandol is old. Velorin is fine with dolomab."
    assert texts(check, text, warnings) == ["fine with dolomab"]


def test_without_a_warning_there_is_nothing_to_say(texts, check):
    assert texts(check, TITLE + "Velorin is fine with dolomab.") == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I wear a patch. Leave it on.", "Leave it on"),
        ("Can I start with a patch? Yes! Leave it on.", "Leave it on"),
        ("You take dolomab? You can just start.", "can just start"),
        ("You could say that it is fine with dolomab.", "fine with dolomab"),
    ],
)
def test_what_goes_on_without_a_name(texts, check, warnings, text, words):
    assert texts(check, TITLE + text, warnings) == [words]


@pytest.mark.parametrize(
    "text",
    [
        "I wear a hat. Leave it on.",
        "A week after dolomab it is late. You can just start.",
        "Must I stop dolomab? If it is brandol, not at all. If it is dolomab, come back a week after.",
    ],
)
def test_what_goes_on_with_something_else(texts, check, warnings, text):
    assert texts(check, TITLE + text, warnings) == []


def test_no_interactions_at_all_is_more_than_the_facts_say(run, check, warnings):
    (found,) = run(check, TITLE + "It has no known interactions.", warnings)
    assert (found.text, found.hit.facts) == ("no known interactions", ("no-opioids", "gap", "no-alcohol"))
    assert not run(check, TITLE + "Brandol has no known interactions.", warnings)


def test_what_is_said_of_another_drug_is_not_said_of_this_one(run, check, warnings):
    assert not run(check, TITLE + "Brandol, taken at night, is fine with dolomab.", warnings)
    assert run(check, TITLE + "Brandol or dolomab is fine with dolomab.", warnings)
