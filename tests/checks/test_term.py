from __future__ import annotations

import pytest

from healthlint.checks.base import Article
from healthlint.checks.term import Term
from healthlint.document.read import read_text


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


def test_a_rarely_named_drug_is_no_distant_subject(texts, phrases):
    check = Term(terms=phrases("is safe"), drug="velorin")
    text = "Velorin: a guide\n\nVelorin is old. Some take dolomab.\n\n"
    assert texts(check, text + "It is safe.") == ["is safe"]


def test_a_single_mention_of_a_form_is_enough_without_other_drugs(texts, phrases):
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


def test_statements_withdrawn_in_their_sentence(texts, phrases):
    check = Term(terms=phrases("is safe"), retracted=phrases("but it is not"))
    assert texts(check, "Some say that velorin is safe, but it is not.") == []
    assert texts(check, "Velorin is safe. It is old, but it is not cheap.") == ["is safe"]


def test_the_answer_to_a_question(texts, phrases):
    check = Term(asked={"harm": phrases("danger ...2 «?»")}, answered={"harm": phrases("there is none")})
    assert texts(check, "What danger? There is none.") == ["There is none"]
    assert texts(check, "What danger? I asked. There is none.") == ["There is none"]
    assert texts(check, "What danger? I asked all my friends about it at length. There is none.") == []
    assert texts(check, "What danger? On the whole there is none.") == []
    assert texts(check, "What price? There is none.") == []


def test_a_question_that_is_told_and_one_that_is_quoted_with_its_answer(texts, phrases):
    check = Term(asked={"harm": phrases("danger", "danger «?»")}, answered={"harm": phrases("there is none")})
    assert texts(check, "They asked about the danger at tea. There is none.") == ["There is none"]
    assert texts(check, '"Danger? There is none."') == ["There is none"]


def test_every_kind_of_question_has_its_own_answers(texts, phrases):
    check = Term(
        asked={"harm": phrases("danger «?»"), "leave": phrases("allowed «?»")},
        answered={"harm": phrases("none"), "leave": phrases("yes")},
    )
    assert texts(check, "Any danger? None. Is it allowed? Yes.") == ["None", "Yes"]
    assert texts(check, "Any danger? Yes. Is it allowed? None.") == []


def test_statements_on_drugs_with_facts_are_left_to_their_rules(texts, phrases, fact):
    text, check = (
        "Brandol is really safe. Velorin is safe.",
        Term(terms=phrases("is [really] safe"), others=("safety",)),
    )
    assert texts(check, text) == ["is really safe", "is safe"]
    assert texts(check, text, [fact("unknown", "safety", {"verdict": "unknown"})]) == ["is really safe"]


def test_a_drug_that_is_only_denied_is_no_subject(texts, phrases):
    check = Term(terms=phrases("you are safe"), drug="velorin")
    text = "Velorin: a guide\n\nVelorin is old.\n\nIt is {} dolomab. You are safe."
    assert texts(check, text.format("not a")) == ["You are safe"]


def test_a_form_named_once_beside_another_drug(texts, phrases):
    check = Term(terms=phrases("is safe"), drug="velorin")
    article = "VLN is quicker than a brandol.\n\nIt is safe."
    assert texts(check, article) == ["is safe"]


def test_statements_on_neighbours_of_the_drug_are_not_reported(texts, phrases):
    check = Term(terms=phrases("is cheap", "is a narcotic"), drug="velorin")
    text = "Velorin: a guide\n\nVelorin is old. "
    assert texts(check, text + "Unlike most opioids, velorin is cheap.") == ["is cheap"]
    assert texts(check, text + "Unlike brandol, which is cheap, velorin is old.") == []
    assert texts(check, text + "It is a narcotic.") == ["is a narcotic"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A miracle. I hate the word.", []),
        ("I hate the word. A miracle!", []),
        ("I hate the word. So it is. A miracle!", ["miracle"]),
    ],
)
def test_a_word_that_is_doubted_beside_it(texts, phrases, text, found):
    assert texts(Term(terms=phrases("miracle"), doubted=phrases("hate the word")), text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The herbal drops hold no danger.", ["no danger"]),
        ("The herbal drops hold a danger.", []),
        ("Is there no danger?", []),
        ("The herbal drops may hold no danger.", ["no danger"]),
    ],
)
def test_frames_of_safety_are_reported(bundled, text, found):
    article = Article(bundled.analyse(read_text(text, "a.md")), bundled.reference)
    assert [article.text(hit.span) for hit in Term(says="safety").run(article)] == found
