from __future__ import annotations

import pytest

from healthlint.checks.swap import Swap

TITLE = "Velorin: a guide\n\nVelorin is taken for lumbitis. "


@pytest.fixture
def check(phrases):
    return Swap(
        wrong="velorix",
        drug="velorin",
        right_name="velorin",
        signs=phrases("lumbitis"),
        own=phrases("mix up", "tonic"),
    )


@pytest.mark.parametrize(("word", "right"), [("velorix", "velorin"), ("Velorix", "Velorin")])
def test_the_sound_alike_among_the_words_of_the_other(run, check, word, right):
    (found,) = run(check, f"{TITLE}Ask for {word} against lumbitis.")
    assert (found.text, found.hit.replacement) == (word, right)
    assert found.values == {"text": word, "right": right}


@pytest.mark.parametrize(
    "text",
    [
        TITLE + "Velorix is another drug.",
        TITLE + "Velorix is a tonic, nothing for lumbitis.",
        TITLE + "Do not mix up velorix with what you take for lumbitis.",
        TITLE + "For lumbitis take velorin, not velorix.",
        "Velorix: a guide\n\nVelorix is taken for lumbitis. Velorix is new.",
    ],
)
def test_where_the_name_is_meant(texts, check, text):
    assert texts(check, text) == []


def test_a_sound_alike_at_its_own_dose_is_meant(texts, fact):
    facts = [
        fact("ours", "dose-range", {"low": 5, "high": 10, "unit": "mg"}),
        fact("theirs", "dose-range", {"low": 5, "high": 20, "unit": "mg"}, drug="velorix"),
    ]
    check = Swap(drug="velorin", wrong="velorix", right_name="velorin")
    text = "Velorin\n\nVelorin is new. Take 10 mg of velorix."
    assert texts(check, text, facts[:1]) == ["velorix"]
    assert texts(check, text, facts) == []
