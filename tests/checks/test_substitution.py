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
def test_what_is_right(run, check, text, wrong, right, written):
    (found,) = run(check, text)
    assert (found.text, found.hit.replacement) == (wrong, written)
    assert found.values == {"text": wrong, "right": right}


@pytest.mark.parametrize(
    "text",
    ["He lay prostrate. The trail was steep.", "His prostate gland.", "A clinical trial.", "It was char-broiled."],
)
def test_a_word_in_its_place(texts, check, text):
    assert texts(check, text) == []
