from __future__ import annotations

import pytest

from healthlint.checks.term import Term


@pytest.fixture
def hype(phrases):
    return Term(terms=phrases("miracle", "miracle cure", "breakthrough"), except_=phrases("breakthrough pain"))


def test_every_place_with_the_longest_words(run, hype):
    found = run(hype, "A miracle! It is a miracle cure. What a breakthrough.")
    assert [each.text for each in found] == ["miracle", "miracle cure", "breakthrough"]
    assert found[1].values == {"text": "miracle cure"}


def test_the_term_in_another_sense_is_left_alone(texts, hype):
    assert texts(hype, "Dolomab helps with breakthrough pain, a breakthrough.") == ["breakthrough"]


def test_only_about_the_drug(texts, phrases):
    check = Term(terms=phrases("is safe"), drug="velorin")
    text = "Velorin: a guide\n\nVelorin is old. It is safe. Brandol is safe. Unlike brandol, velorin is safe."
    assert texts(check, text) == ["is safe", "is safe"]
    assert texts(check, "Brandol: a guide\n\nBrandol is safe. It is safe.") == []


def test_about_a_drug_it_is_said_once_a_sentence(phrases):
    assert Term(terms=phrases("a"), drug="velorin").once_a_sentence
    assert not Term(terms=phrases("a")).once_a_sentence


def test_only_what_is_underlined_counts(texts, phrases):
    assert texts(Term(terms=phrases("«totally» safe")), "It is totally safe, totally.") == ["totally"]


def test_what_an_article_is_rarely_about_is_not_meant_from_afar(texts, phrases):
    check = Term(terms=phrases("is safe"), drug="velorin")
    text = "Velorin: a guide\n\nVelorin is old. Some take dolomab.\n\n"
    assert texts(check, text + "It is safe.") == ["is safe"]


def test_once_is_enough_for_a_form_that_stands_alone(texts, phrases):
    check = Term(terms=phrases("is safe"), drug="velorin")
    article = "# News\n\nMany ask about {}.\n\n## Safety\n\nIt is safe."
    assert texts(check, article.format("VLN"), path="article.md") == ["is safe"]
    assert texts(check, article.format("velorin"), path="article.md") == []


def test_a_doubt_at_the_start_of_a_statement_belongs_to_it(run, phrases):
    check = Term(terms=phrases("might be safe for life", "is safe"), drug="velorin")
    (whole,) = run(check, "Velorin: a guide\n\nVelorin is old. It might be safe for life.")
    assert whole.hit.context is not None
    assert whole.hit.context.certainty == "asserted"
    (governed,) = run(check, "Velorin: a guide\n\nVelorin is old. It might be that it is safe.")
    assert governed.hit.context is not None
    assert governed.hit.context.certainty == "hedged"
