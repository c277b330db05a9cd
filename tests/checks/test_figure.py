from __future__ import annotations

import pytest

from healthlint.checks.figure import Figure

TITLE = "Velorin: a guide\n\n"


@pytest.fixture
def onset(phrases):
    return Figure(
        fact="onset",
        about={"drug": "velorin"},
        drug="velorin",
        quantity="duration",
        cues=phrases("work+", "help+"),
        never=phrases("trial"),
    )


@pytest.fixture
def weeks(fact):
    return [fact("onset", "onset", {"low": 8, "high": 10, "unit": "weeks"}, statement="eight to ten weeks")]


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Velorin works after two days.", ["two days"]),
        ("Velorin works after 9 weeks.", []),
        ("Velorin works after two months.", []),
        ("Velorin works after 10 to 20 weeks.", []),
        ("Velorin works after 11 to 20 weeks.", ["11 to 20 weeks"]),
        ("Velorin is taken for two days.", []),
        ("Velorin worked in a trial of two days.", []),
        ("Brandol works after two days.", []),
    ],
)
def test_a_figure_overlaps_the_documented_one(texts, onset, weeks, text, flagged):
    assert texts(onset, TITLE + text, weeks) == flagged


def test_values_available_to_the_message(run, onset, weeks):
    (found,) = run(onset, TITLE + "Velorin works after two days.", weeks)
    assert found.values == {"figure": "two days", "documented": "eight to ten weeks (Press)"}
    assert found.hit.facts == ("onset",)


def test_the_figure_nearest_to_the_cue_is_meant_and_reported_once(texts, onset, weeks):
    text = "For 3 days nothing, then within 4 days velorin works and helps."
    assert texts(onset, TITLE + text, weeks) == ["4 days"]


def test_any_of_several_facts_makes_it_right(texts, onset, weeks, fact):
    other = fact("other", "onset", {"low": 2, "high": 2, "unit": "days"}, "daily")
    assert texts(onset, TITLE + "Velorin works after two days.", [*weeks, other]) == []


def test_a_denied_fact_documents_nothing(texts, onset, fact):
    denied = fact("denied", "onset", {"low": 8, "high": 10, "unit": "weeks"}, stance="denies")
    assert texts(onset, TITLE + "Velorin works after two days.", [denied]) == []


@pytest.mark.parametrize(
    ("relation", "text", "flagged"),
    [
        ("equal", "stop 5 to 7 days before", []),
        ("equal", "stop 6 days before", []),
        ("equal", "stop 5 to 9 days before", ["5 to 9 days"]),
        ("at-least", "stop 4 days before", ["4 days"]),
        ("at-least", "stop 20 days before", []),
        ("at-most", "stop 20 days before", ["20 days"]),
        ("at-most", "stop 4 days before", []),
    ],
)
def test_when_a_figure_is_right(texts, phrases, fact, relation, text, flagged):
    gap = fact("gap", "washout", {"low": 5, "high": 7, "unit": "days"})
    check = Figure(fact="washout", about={}, quantity="duration", cues=phrases("stop"), relation=relation)
    assert texts(check, text, [gap]) == flagged


def test_years_and_shares(texts, phrases, fact):
    approved = Figure(fact="approval", quantity="year", cues=phrases("approved"))
    facts = [fact("approved", "approval", {"year": 1984})]
    assert texts(approved, "Velorin was approved in 1986. It was approved in 1984.", facts) == ["1986"]
    share = Figure(fact="effect-size", quantity="percent", cues=phrases("better"))
    sizes = [fact("share", "effect-size", {"low": 30, "high": 30, "unit": "percent"})]
    assert texts(share, "Some 60 percent got better. Only 30% got better.", sizes) == ["60 percent"]


def test_words_that_must_stand_there_too(texts, phrases, fact):
    check = Figure(fact="onset", quantity="duration", cues=phrases("work+"), also=phrases("pain"))
    facts = [fact("onset", "onset", {"low": 8, "high": 10, "unit": "weeks"})]
    assert texts(check, "It works after two days.", facts) == []
    assert texts(check, "Against pain it works after two days.", facts) == ["two days"]
    assert texts(check, "# Pain\n\nIt works after two days.", facts, path="a.md") == ["two days"]


def test_the_answer_to_a_question(texts, phrases, weeks):
    check = Figure(fact="onset", quantity="duration", asked=phrases("how soon"))
    assert texts(check, "How soon does it work? Ask me another. Say three days.", weeks) == ["three days"]
    assert texts(check, "How soon does it work? Nine weeks.", weeks) == []
    assert texts(check, "He told us how soon. Three days.", weeks) == []


def test_one_right_figure_speaks_for_its_sentence(texts, onset, weeks):
    assert texts(onset, TITLE + "It was made in 3 days, and velorin works after 9 weeks.", weeks) == []


def test_a_right_figure_elsewhere_in_the_sentence_excuses_nothing(texts, onset, weeks):
    assert texts(onset, TITLE + "The trial is over; velorin works after 2 days.", weeks) == ["2 days"]


def test_words_that_must_stand_near(texts, phrases, weeks):
    check = Figure(fact="onset", quantity="duration", cues=phrases("work+"), near=phrases("pain"))
    assert texts(check, "My pain is bad.\n\nIt works after two days.", weeks) == ["two days"]
    assert texts(check, "My pain is bad.\n\nTea.\n\nIt works after two days.", weeks) == []
