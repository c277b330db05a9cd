"""Doses are compared with facts in the period of the facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from healthlint.checks.amount import Amount


@pytest.fixture
def outside(phrases):
    return Amount(drug="velorin", strengths=phrases("come+ in"), units=phrases("tablet+", "pen+"))


@pytest.fixture
def dose(fact):
    def make(low, high, id="the-dose", **value):
        return fact(id, "dose-range", {"low": low, "high": high, "unit": "mg", **value}, use="lumbitis")

    return make


@pytest.mark.parametrize(
    "text",
    [
        "Take 12 mg of velorin once a week.",
        "Take 12 to 24 mg of velorin a week.",
        "Take up to 24 mg of velorin weekly.",
        "Take 24 mg of velorin.",
        "Take 12 mg of velorin twice a week.",
        "Take 3 mg of velorin a day.",
        "Take 48 mg of velorin every two weeks.",
        "Take 96 mg of velorin a month.",
        "Take 24 mg of velorin on Mondays.",
        "Take 0.012 g of velorin each week.",
    ],
)
def test_doses_within_a_weekly_range_are_allowed(texts, outside, dose, text):
    assert texts(outside, text, [dose(12, 24, per="week")]) == []


@pytest.mark.parametrize(
    ("text", "sum"),
    [
        ("Take «60 mg of velorin once a week».", ""),
        ("Take «5 mg of velorin a week».", ""),
        ("Take a «60 mg» velorin shot.", ""),
        ("Take «24 mg of velorin twice a week».", " (48 mg a week)"),
        ("Take «12 mg of velorin every morning».", " (84 mg a week)"),
        ("Take «12 mcg of velorin a week».", " (0.012 mg a week)"),
        ("Take «24 mg of velorin a month».", " (5.52 mg a week)"),
        ("Take «12 mcg» of velorin.", " (0.012 mg a week)"),
        ("Take «40 mg of velorin every second week».", ""),
        ("Take «60 mg of velorin on Mondays».", ""),
    ],
)
def test_a_wrong_amount_or_a_wrong_frequency_against_a_week_s_dose(run, outside, dose, text, sum):
    wrong = text.split("«")[1].split("»")[0]
    facts = [dose(24, 24, per="week")] if "second" in text else [dose(12, 24, per="week")]
    (found,) = run(outside, text.replace("«", "").replace("»", ""), facts)
    assert found.text == wrong
    assert found.values["range"].endswith(" mg a week")
    assert found.values["sum"] == sum or "second" in text


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Take 30 mg of velorin a month.", []),
        ("Take 30 mg of velorin every four weeks.", []),
        ("Take 30 mg of velorin every 28 days.", []),
        ("Take 30 mg of velorin.", []),
        ("Take 30 mg of velorin a week.", ["30 mg of velorin a week"]),
        ("Take 30 mg of velorin every two months.", ["30 mg of velorin every two months"]),
    ],
)
def test_a_month_is_four_weeks_or_thirty_days(texts, outside, dose, text, flagged):
    assert texts(outside, text, [dose(30, 30, per="month")]) == flagged


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Inhale 15 mg of velorin.", []),
        ("Inhale 40 mg of velorin.", ["40 mg"]),
        ("Inhale 15 mg of velorin four times a day.", []),
        ("Inhale 40 mg of velorin once a week.", ["40 mg of velorin once a week"]),
        ("Inhale 40 mg of velorin twice a day.", ["40 mg of velorin twice a day"]),
        ("Take 40 mg of velorin a day.", []),  # one dose or two: nobody knows
        ("Take 5 mg of velorin a day.", ["5 mg of velorin a day"]),
    ],
)
def test_a_single_dose_without_a_frequency(texts, outside, dose, text, flagged):
    assert texts(outside, text, [dose(10, 20, per="dose")]) == flagged


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Inhale 15 mg of velorin four times a day.", []),
        ("Inhale 15 mg of velorin every six hours.", []),
        ("Inhale 15 mg of velorin twice a week.", []),
        ("Take 80 mg of velorin a day.", []),
        ("Inhale 15 mg of velorin.", []),
        ("Inhale 15 mg of velorin five times a day.", ["15 mg of velorin five times a day"]),
        ("Inhale 40 mg of velorin twice a day.", ["40 mg of velorin twice a day"]),
        ("Take 100 mg of velorin a day.", ["100 mg of velorin a day"]),
    ],
)
def test_a_single_dose_and_how_often_at_most(run, outside, dose, text, flagged):
    found = run(outside, text, [dose(10, 20, per="dose", times=4, every="day")])
    assert [each.text for each in found] == flagged
    assert {each.values["range"] for each in found} <= {"10-20 mg at a time, at most 4 times a day"}


def test_two_periods_are_alternatives(texts, outside, dose):
    facts = [dose(10, 10, "daily", per="day"), dose(70, 70, "weekly", per="week")]
    assert texts(outside, "Take 10 mg of velorin a day, or 70 mg of velorin once a week.", facts) == []
    assert texts(outside, "Take 70 mg of velorin a day.", facts) == ["70 mg of velorin a day"]
    assert texts(outside, "Take 10 mg of velorin a week.", facts) == ["10 mg of velorin a week"]


def test_like_is_compared_with_like(run, outside, dose):
    facts = [dose(70, 70, "weekly", per="week"), dose(150, 150, "monthly", per="month")]
    (found,) = run(outside, "Take 300 mg of velorin every two months. Take 300 mg of velorin once a month.", facts)
    assert (found.text, found.values["sum"]) == ("300 mg of velorin once a month", "")
    assert run(outside, "Take 150 mg of velorin every 28 days.", [*facts, dose(10, 10, "daily")]) == []
    assert run(outside, "Take 70 mg of velorin every seven days.", [*facts, dose(20, 20, "daily")]) == []
    (found,) = run(outside, "Take 150 mg of velorin every three months.", facts)
    assert found.values["sum"] == " (50 mg a month)"


def test_the_sum_is_told_in_the_unit_of_the_facts(run, outside, fact):
    puff = {"low": 100, "high": 200, "unit": "mcg", "per": "dose", "times": 4, "every": "day"}
    facts = [fact("puff", "dose-range", puff)]
    sums = {
        "Inhale 250 mcg of velorin.": "",
        "Inhale 200 mg of velorin.": " (200000 mcg at a time)",
        "Inhale 200 mcg of velorin every two hours.": " (2400 mcg a day)",
        "Inhale 1,600 mcg of velorin a day.": "",
    }
    assert {text: found.values["sum"] for text in sums for found in run(outside, text, facts)} == sums


def test_a_daily_range_takes_precedence_over_a_single_dose_without_frequency(texts, outside, dose):
    facts = [dose(20, 20, "one", per="dose"), dose(20, 40, "daily", per="day")]
    assert texts(outside, "Take 20 mg of velorin four times a day.", facts) == ["20 mg of velorin four times a day"]


def test_another_form_is_unknown_unless_a_fact_has_it(texts, dose, fact, phrases):
    check = Amount(drug="velorin", given_as={"injection": phrases("inject+"), "patch": phrases("patch")})
    facts = [dose(12, 24, per="week")]
    assert texts(check, "Inject 60 mg of velorin a week.", facts) == []
    form = fact("a-form", "administration", {"aspect": "form", "choice": "depot-injection"})
    assert texts(check, "Inject 60 mg of velorin a week.", [*facts, form]) == ["60 mg of velorin a week"]
    assert texts(check, "The patch holds 60 mg of velorin.", [*facts, form]) == []


@pytest.fixture
def made(fact):
    return [fact(f"made-{mg}", "strength", {"low": mg, "high": mg, "unit": "mg"}) for mg in (12, 24)]


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Velorin is sold as a 48 mg tablet.", ["48 mg"]),
        ("Velorin is sold as a 24 mg tablet.", []),
        ("Velorin pens come in 12, 24 and 36 mg.", ["36 mg"]),
        ("Velorin pens come in 6 mg, 12 mg, 18 mg, 24 mg and 36 mg.", ["6 mg", "18 mg", "36 mg"]),
        ("Take 36 mg of velorin.", []),
        ("Take 36 mg tablets of velorin twice a day.", []),
    ],
)
def test_strengths_alone_are_compared(texts, outside, made, text, flagged):
    assert texts(outside, text, made) == flagged


def test_beside_doses_only_what_is_made_is_compared_with_the_strengths(texts, outside, made, dose):
    facts = [*made, dose(12, 36, per="week")]
    assert texts(outside, "Velorin pens come in 36 mg. Take three 12 mg pens of velorin.", facts) == ["36 mg"]
    assert texts(outside, "A 36 mg tablet of velorin, once a week.", facts) == []


def test_compounded_strengths_are_right_without_dose_facts(texts, outside, made, fact):
    own = fact("own", "strength", {"low": 3, "high": 3, "unit": "mg", "made-by": "compounder"})
    assert texts(outside, "A 3 mg tablet of velorin.", [*made, own]) == []


@pytest.mark.parametrize("text", ["Take 5 mg of velorin 0 times a day.", f"Take {'9' * 400} mg of velorin a day."])
def test_figures_that_make_no_sense_break_nothing(run, outside, dose, text):
    for per in ("day", "week", "dose"):
        assert len(run(outside, text, [dose(12, 24, per=per)])) <= 1


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Take 50 mg of velorin a day.", []),
        ("Take 80 mg of velorin a day.", []),
        ("Take up to 100 mg of velorin a day.", []),
        ("Take 120 mg of velorin a day.", ["120 mg of velorin a day"]),
        ("Take 10 mg of velorin a day.", ["10 mg of velorin a day"]),
    ],
)
def test_from_the_highest_dose_up_to_the_maximum_all_is_documented(texts, outside, dose, text, flagged):
    top = dose(0, 100, id="the-maximum", phase="maximum")
    top = replace(top, value={key: item for key, item in top.value.items() if key != "low"})
    assert texts(outside, text, [dose(50, 50), top]) == flagged


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Take 50 mg of velorin a day.", []),
        ("With brandol, take 10 mg of velorin a day.", []),
        ("Take 10 mg of velorin a day.", ["10 mg of velorin a day"]),
    ],
)
def test_a_dose_beside_another_drug_counts_where_that_is_named(texts, outside, dose, text, flagged):
    beside = dose(10, 10, id="beside")
    beside = replace(beside, about={**beside.about, "with": "brandol"})
    assert texts(outside, text, [dose(50, 50), beside]) == flagged
