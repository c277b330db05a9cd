from __future__ import annotations

import pytest

from healthlint.checks.base import Article
from healthlint.checks.unaccompanied import Unaccompanied
from healthlint.document.read import read_text

ARTICLE = "# Tea\n\nTea halves the risk.\n\nOf 10 people 2 slept.\n\n## Coffee\n\nCoffee halves the whole risk.\n"


@pytest.fixture
def check(phrases):
    return lambda **settings: Unaccompanied(
        terms=phrases("halves the [whole] risk"), partners=phrases("of <number>"), **settings
    )


def test_a_partner_in_the_same_section_counts(texts, check):
    assert texts(check(), ARTICLE, path="a.md") == ["halves the whole risk"]


def test_the_longest_words_are_reported(texts, check):
    assert texts(check(), "Tea halves the whole risk.") == ["halves the whole risk"]


def test_another_sense(texts, check, phrases):
    assert texts(check(except_=phrases("halves the risk premium")), "Tea halves the risk premium.") == []


def test_figures_of_the_same_outcome_count_in_any_section(texts, check, phrases):
    outcomes = phrases("(cold+|headache+)")
    article = "# Tea\n\nTea halves the risk of a cold.\n\n## Figures\n\nColds were rare. {}\n"
    assert texts(check(outcomes=outcomes), article.format("Of 10 people 2 had one."), path="a.md") == []
    other = article.replace("Colds", "Headaches")
    assert texts(check(outcomes=outcomes), other.format("Of 10 people 2 had one."), path="a.md") == ["halves the risk"]


@pytest.mark.parametrize(("share", "found"), [("30 percent", 0), ("80 percent", 1)])
def test_a_share_that_facts_document_needs_no_other_figure(bundled, share, found):
    text = f"# Low-dose naltrexone\n\nOn naltrexone there were {share} fewer relapses.\n"
    hits = list(
        Unaccompanied(terms=_terms(bundled)).run(Article(bundled.analyse(read_text(text, "a.md")), bundled.reference))
    )
    assert len(hits) == found


def _terms(bundled):
    return next(rule.check.terms for rule in bundled.rules if rule.id == "FIG101")
