from __future__ import annotations

import pytest

from healthlint.checks.alone import Alone

ARTICLE = "# Tea\n\nTea halves the risk.\n\nOf 10 people 2 slept.\n\n## Coffee\n\nCoffee halves the whole risk.\n"


@pytest.fixture
def check(phrases):
    return lambda **settings: Alone(
        terms=phrases("halves the [whole] risk"), partners=phrases("of <number>"), **settings
    )


def test_what_stands_in_its_section_counts(texts, check):
    assert texts(check(), ARTICLE, path="a.md") == ["halves the whole risk"]


def test_the_longest_words_are_reported(texts, check):
    assert texts(check(), "Tea halves the whole risk.") == ["halves the whole risk"]


def test_another_sense(texts, check, phrases):
    assert texts(check(except_=phrases("halves the risk premium")), "Tea halves the risk premium.") == []
