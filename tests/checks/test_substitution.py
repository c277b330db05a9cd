from __future__ import annotations

import pytest

from healthlint.checks.confusion import Confusion, Pair


@pytest.fixture
def check():
    return Confusion(pairs=(Pair("«prostrate» (gland|cancer)", "prostate"), Pair("(clinical|drug) «trail»", "trial")))


@pytest.mark.parametrize(
    ("text", "wrong", "right"),
    [
        ("His prostrate gland is fine.", "prostrate", "prostate"),
        ("Prostrate cancer is common.", "Prostrate", "Prostate"),
        ("A clinical trail was run.", "trail", "trial"),
    ],
)
def test_a_right_word_among_the_words_of_another(run, check, text, wrong, right):
    (found,) = run(check, text)
    assert (found.text, found.hit.replacement) == (wrong, right)
    assert found.values == {"text": wrong, "right": right}


@pytest.mark.parametrize("text", ["He lay prostrate. The trail was steep.", "His prostate gland.", "A clinical trial."])
def test_a_word_in_its_place(texts, check, text):
    assert texts(check, text) == []
