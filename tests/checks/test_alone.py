from __future__ import annotations

import pytest

from healthlint.checks.alone import Alone

ARTICLE = "# Tea\n\nTea halves the risk.\n\nOf 10 people 2 slept.\n\n## Coffee\n\nCoffee halves the whole risk.\n"


@pytest.fixture
def check(phrases):
    return lambda **settings: Alone(
        terms=phrases("halves the [whole] risk"), partners=phrases("of <number>"), **settings
    )


@pytest.mark.parametrize(
    ("area", "found"),
    [
        ("section", ["halves the whole risk"]),
        ("paragraph", ["halves the risk", "halves the whole risk"]),
        ("article", []),
    ],
)
def test_what_stands_beside_it_counts_within_the_area(texts, check, area, found):
    assert texts(check(area=area), ARTICLE, path="a.md") == found


def test_the_longest_words_are_reported(texts, check):
    assert texts(check(), "Tea halves the whole risk.") == ["halves the whole risk"]


def test_another_sense(texts, check, phrases):
    assert texts(check(except_=phrases("halves the risk premium")), "Tea halves the risk premium.") == []
