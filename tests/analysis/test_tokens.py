"""One phrase has to match every way of typing it, and every word knows its exact place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.analysis.tokens import tokenize
from healthlint.span import Span


def pairs(text: str) -> list[tuple[str, str]]:
    """Each normalised word beside what stands at its place."""
    found = tokenize(text)
    return [(word, text[start:end]) for word, start, end in zip(found.words, found.starts, found.ends, strict=True)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("isn't", "is not"),
        ("isn’t", "is not"),
        ("isnʼt", "is not"),
        ("can't", "can not"),
        ("cannot", "can not"),
        ("won't", "will not"),
        ("shan't", "shall not"),
        ("ain't", "is not"),
        ("CAN'T", "can not"),
        ("we've", "we have"),
        ("they're", "they are"),
        ("I'm", "i am"),
        ("you'll", "you will"),
        ("she'd", "she would"),
        ("it's", "it 's"),
        ("Crohn’s", "crohn 's"),
        ("o'clock", "o'clock"),
    ],
)
def test_contractions_are_two_words(text: str, words: str) -> None:
    assert tokenize(text).words == tuple(words.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("doesnt", "does not"),
        ("dont", "do not"),
        ("Didnt", "did not"),
        ("cant", "can not"),
        ("wont", "will not"),
        ("wouldnt", "would not"),
        ("cantor", "cantor"),
        ("wonton", "wonton"),
    ],
)
def test_a_lost_apostrophe_changes_nothing(text: str, words: str) -> None:
    assert tokenize(text).words == tuple(words.split())


def test_both_halves_of_a_contraction_have_their_own_place() -> None:
    assert pairs("It won't, it cant") == [
        ("it", "It"),
        ("will", "wo"),
        ("not", "n't"),
        (",", ","),
        ("it", "it"),
        ("can", "ca"),
        ("not", "nt"),
    ]


def test_a_half_that_was_set_apart_is_a_word_of_its_own() -> None:
    assert pairs("did n't") == [("did", "did"), ("not", "n't")]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("low-dose", "low dose"),
        ("low‑dose", "low dose"),
        ("twelve-week-old", "twelve week old"),
        ("12-week", "12 week"),
        ("x-1", "x 1"),
        ("5-10", "5 - 10"),
        ("pain - relief", "pain - relief"),
        ("pain—relief", "pain — relief"),
    ],
)
def test_a_hyphen_inside_a_word_separates_and_vanishes(text: str, words: str) -> None:
    assert tokenize(text).words == tuple(words.split())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("4.5 mg", "4.5 mg"),
        ("1,000", "1,000"),
        ("1·5", "1·5"),
        (".5", ". 5"),
        ("5.", "5 ."),
        ("10mg", "10 mg"),
        ("50%", "50 %"),
        ("(a_b)", "( a b )"),
    ],
)
def test_numbers_keep_their_separators_and_marks_stand_alone(text: str, words: str) -> None:
    assert tokenize(text).words == tuple(words.split())


def test_composed_and_decomposed_letters_are_one_word() -> None:
    composed, decomposed = "Sj\u00f6gren", "Sjo\u0308gren"
    assert tokenize(composed).words == tokenize(decomposed).words == ("sj\u00f6gren",)
    assert tokenize(decomposed).span(0, 0) == Span(0, len(decomposed))


def test_the_offset_is_added_to_every_place() -> None:
    found = tokenize("two words", offset=100)
    assert [found.span(at, at) for at in range(2)] == [Span(100, 103), Span(104, 109)]


def test_the_words_of_a_stretch() -> None:
    found = tokenize("one two three")
    assert found.within(Span(4, 13)) == range(1, 3)
    assert found.within(Span(3, 4)) == range(1, 1)
    assert found.span(1, 2) == Span(4, 13)


_TYPED = st.text(st.sampled_from("aeNnTtsS'’ʼ-‑ 15.,·%_\n\u0308µ²"), max_size=24) | st.text(max_size=24)


@given(_TYPED)
def test_words_stand_in_order_and_slice_the_text(text: str) -> None:
    found = tokenize(text)
    last = 0
    for word, start, end in zip(found.words, found.starts, found.ends, strict=True):
        assert last <= start < end <= len(text)
        assert word
        last = end


@given(_TYPED)
def test_no_letter_and_no_digit_is_lost(text: str) -> None:
    found = tokenize(text)
    inside = {at for start, end in zip(found.starts, found.ends, strict=True) for at in range(start, end)}
    assert {at for at, letter in enumerate(text) if letter.isalpha() or letter.isdecimal()} <= inside


@given(st.lists(st.sampled_from("doesn't velorin low-dose 4.5 mg Crohn's cant".split()), min_size=1))
def test_a_word_does_not_depend_on_its_neighbours(words: list[str]) -> None:
    assert tokenize(" ".join(words)).words == tuple(part for word in words for part in tokenize(word).words)
