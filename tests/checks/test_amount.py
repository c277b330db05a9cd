from __future__ import annotations

import pytest

from healthlint.checks.amount import Amount


@pytest.fixture
def facts(fact):
    def dose(id, low, high, use, source, type="dose-range", **value):
        return fact(id, type, {"low": low, "high": high, "unit": "mg", **value}, source, use=use)

    return [
        dose("lumbitis-weekly", 5, 10, "lumbitis", "weekly"),
        dose("lumbitis-daily", 5, 10, "lumbitis", "daily"),
        dose("lumbitis-monthly", 2, 10, "lumbitis", "monthly"),
        dose("gripes-weekly", 100, 100, "gripes", "weekly"),
        fact("made", "strength", {"low": 25, "high": 25, "unit": "mg", "made-by": "manufacturer"}),
    ]


@pytest.fixture
def settings(phrases):
    return {
        "drug": "velorin",
        "uses": {"lumbitis": phrases("lumbitis"), "gripes": phrases("gripes")},
        "forms": {"low-dose": "lumbitis"},
        "strengths": phrases("tablets come"),
        "usual": phrases("the usual"),
        "units": phrases("tablet+"),
        "aside": phrases("typo"),
        "uncovered": phrases("dog+"),
    }


@pytest.fixture
def outside(settings):
    return Amount(**settings)


@pytest.fixture
def single(settings):
    return Amount(report="single", **settings)


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("For lumbitis take 50 mg of velorin a day.", ["50 mg of velorin a day"]),
        ("For lumbitis take 7 mg of velorin a day.", []),
        ("For lumbitis take 5 to 10 milligrams of velorin.", []),
        ("For lumbitis take 5 to 20 mg of velorin.", ["5 to 20 mg"]),
        ("For lumbitis take 7 mcg of velorin.", ["7 mcg"]),
        ("For lumbitis take 5 mg of velorin twice a day.", []),
        ("For lumbitis take 10 mg of velorin twice a day.", ["10 mg of velorin twice a day"]),
        ("For gripes take 100 mg of velorin.", []),
        ("For gripes take 7 mg of velorin.", ["7 mg"]),
    ],
)
def test_a_dose_is_measured_against_its_use(texts, outside, facts, text, flagged):
    assert texts(outside, text, facts) == flagged


def test_values_available_to_the_message(run, outside, facts):
    (found,) = run(outside, "For lumbitis take 50 mg of velorin a day.", facts)
    assert found.values == {
        "amount": "50 mg of velorin a day",
        "sum": "",
        "range": "2-10 mg a day",
        "use": "lumbitis",
        "measure": "range",
        "within": " for lumbitis, 2-10 mg a day",
        "sources": found.values["sources"],
    }
    assert all(source in found.values["sources"] for source in ("weekly", "daily", "monthly"))
    assert found.hit.facts == ("lumbitis-weekly", "lumbitis-daily", "lumbitis-monthly")


def test_the_message_does_the_sum(run, outside, facts):
    (found,) = run(outside, "For lumbitis take 10 mg of velorin twice a day.", facts)
    assert found.values["sum"] == " (20 mg a day)"


def test_the_block_and_then_the_heading_say_what_a_dose_is_for(texts, outside, facts):
    assert texts(outside, "Lumbitis is a pain. Take 90 mg of velorin.", facts) == ["90 mg"]
    assert texts(outside, "# Lumbitis\n\nTake 90 mg of velorin.", facts, path="a.md") == ["90 mg"]
    assert texts(outside, "# Gripes\n\nTake 100 mg of velorin.", facts, path="a.md") == []


@pytest.mark.parametrize(
    ("text", "use"),
    [
        ("Take 90 mg of velorin. Lumbitis likes that.", "lumbitis"),
        ("# Gripes\n\nI take 90 mg of velorin. A friend has lumbitis.", "gripes"),
        ("# Gripes\n\nGripes first: I take 90 mg of velorin. A friend has lumbitis.", "gripes"),
    ],
)
def test_text_after_a_dose_gives_its_use_only_if_none_precedes_it(run, outside, facts, text, use):
    (found,) = run(outside, text, facts, path="a.md")
    assert found.values["use"] == use


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Lumbitis is a pain. Take 100 mg of velorin.", []),
        ("For lumbitis take 100 mg of velorin.", ["100 mg"]),
        ("For lumbitis never take 100 mg of velorin.", []),
        ('"In her ward velorin is given at 100 mg. For lumbitis we give less," he says.', []),
    ],
)
def test_the_dose_of_another_use_is_wrong_only_where_its_own_words_tie_it(texts, outside, facts, text, flagged):
    assert texts(outside, text, facts) == flagged


def test_the_form_of_the_drug_says_what_it_is_for(texts, outside, facts):
    assert texts(outside, "Take 100 mg of VLN.", facts) == ["100 mg"]


def test_without_a_use_a_dose_is_right_for_any(texts, outside, facts):
    assert texts(outside, "Take 100 mg of velorin, or 7 mg of velorin.", facts) == []
    assert texts(outside, "Take 50 mg of velorin.", facts) == ["50 mg"]


def test_a_dose_from_a_single_source_is_a_different_finding(run, texts, outside, single, facts):
    text = "For lumbitis take 3 mg of velorin."
    assert texts(outside, text, facts) == []
    (found,) = run(single, text, facts)
    assert (found.text, found.hit.facts) == ("3 mg", ("lumbitis-monthly",))
    assert texts(single, "For lumbitis take 7 mg of velorin, then 50 mg of velorin.", facts) == []


def test_unknown_is_not_wrong(texts, outside, facts):
    assert texts(outside, "For lumbitis take 50 mg of brandol.", facts) == []
    assert texts(outside, "For lumbitis a dog gets 50 mg of velorin.", facts) == []
    assert texts(outside, "For lumbitis take 50 mg of velorin.") == []


def test_a_mistake_that_is_mended_is_no_dose(texts, outside, facts):
    assert texts(outside, "For lumbitis 70 mg of velorin was a typo.", facts) == []


def test_a_dose_of_the_other_use_beside_the_right_one_is_a_comparison(texts, outside, facts):
    assert texts(outside, "For lumbitis take 10 mg of velorin, a tenth of the usual 100 mg of velorin.", facts) == []
    assert texts(outside, "For lumbitis take 7 mg of velorin instead of 100 mg of velorin.", facts) == []
    assert texts(outside, "For lumbitis take 7 mg of velorin instead of 400 mg of velorin.", facts) == ["400 mg"]


def test_a_tablet_may_be_stronger_than_the_dose(texts, outside, facts):
    assert texts(outside, "For lumbitis split a 25 mg tablet of velorin.", facts) == []
    assert texts(outside, "For lumbitis split a 60 mg tablet of velorin.", facts) == ["60 mg"]


def test_stated_strengths_are_compared_with_manufactured_ones(run, outside, facts):
    assert run(outside, "Velorin tablets come in 25 mg.", facts) == []
    (found,) = run(outside, "Velorin tablets come in 7 mg.", facts)
    assert (found.text, found.values["use"], found.hit.facts) == ("7 mg", "manufactured strengths", ("made",))


def test_a_step_is_no_dose(texts, outside, facts):
    assert texts(outside, "For lumbitis raise velorin by 1 mg a week until you take 5 mg of velorin.", facts) == []


def test_a_share_of_the_usual_dose_without_a_usual_dose(texts, settings, fact):
    disjoint = [
        fact(f"dose-{source}", "dose-range", {"low": low, "high": low, "unit": "mg"}, source, use=use)
        for use, low in (("lumbitis", 1), ("gripes", 3))
        for source, low in (("weekly", low), ("daily", low + 1))
    ]
    assert texts(Amount(**settings), "For lumbitis take half the usual dose of velorin.", disjoint) == []


@pytest.fixture
def advising(settings, phrases):
    parts = {"advice": "the usual dose is <dose>", "studied": "trial", "compounded": "made to order"}
    return Amount(**{**settings, **{name: phrases(words) for name, words in parts.items()}})


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("The usual dose is 100 mg.", ["100 mg"]),
        ("It is old. The usual dose is 100 mg.", ["100 mg"]),
        ("Against gripes the usual dose is 100 mg.", []),
        ("Velorin is old. The usual dose is 100 mg.", []),
        ("The usual dose is 100 mg. VLN is 8 mg.", []),
        ("Somebody has 100 mg.", []),
        ("In a trial VLN was given at 50 mg.", []),
        ("After the trial the usual dose is 50 mg.", ["50 mg"]),
    ],
)
def test_an_article_on_a_form_gives_doses_of_that_form(texts, advising, facts, text, flagged):
    assert texts(advising, f"# VLN\n\n{text}", facts, path="a.md") == flagged


def test_a_strength_that_is_made_to_order_need_not_come_from_a_factory(texts, advising, facts):
    assert texts(advising, "Velorin tablets come in 8 mg.", facts) == ["8 mg"]
    assert texts(advising, "Velorin tablets come in 8 mg, made to order.", facts) == []


def test_a_share_of_the_dose_for_another_use_is_no_dose_for_that(texts, advising, facts):
    assert texts(advising, "A tenth of the usual 100 mg of velorin against gripes is not much.", facts) == []
