from __future__ import annotations

import pytest

from healthlint.checks.substitution import Pair, Substitution


@pytest.fixture
def check(phrases):
    return Substitution(
        pairs=(
            Pair("«prostrate» (gland|cancer)", "prostate"),
            Pair("(clinical|drug) «trail»", "trial"),
            Pair("(cuppa|char)", "tea"),
            Pair("old cuppa+", "old friend"),
            Pair("BID", "twice a day"),
        ),
        except_=phrases("char broiled"),
    )


@pytest.mark.parametrize(
    ("text", "wrong", "right", "written"),
    [
        ("His prostrate gland is fine.", "prostrate", "prostate", "prostate"),
        ("Prostrate cancer is common.", "Prostrate", "prostate", "Prostate"),
        ("A clinical trail was run.", "trail", "trial", "trial"),
        ("CHAR IS HOT.", "CHAR", "tea", "TEA"),
        ("An old cuppa is cold.", "old cuppa", "old friend", "old friend"),
        ("Drink it BID.", "BID", "twice a day", "twice a day"),
    ],
)
def test_wrong_words_are_replaced_in_their_form(run, check, text, wrong, right, written):
    (found,) = run(check, text)
    assert (found.text, found.hit.replacement) == (wrong, written)
    assert found.values == {"text": wrong, "right": right}


@pytest.mark.parametrize(
    "text",
    ["He lay prostrate. The trail was steep.", "His prostate gland.", "A clinical trial.", "It was char-broiled."],
)
def test_a_word_in_its_place(texts, check, text):
    assert texts(check, text) == []


def test_right_words_that_say_something_else_are_shown_and_not_written(run):
    pairs = (Pair("treat ...2 «gin abuse»", "gin use disorder", shown=True), Pair("gin abuse", "gin use"))
    treated, other = run(Substitution(pairs=pairs), "They treat his gin abuse. The gin abuse of old.")
    assert (treated.values["right"], treated.hit.replacement) == ("gin use disorder", None)
    assert (other.values["right"], other.hit.replacement) == ("gin use", "gin use")
