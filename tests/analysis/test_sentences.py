"""Where a sentence ends."""

from healthlint.analysis.sentences import split
from healthlint.analysis.tokens import tokenize
from healthlint.document.read import read_text


def sentences(text: str) -> list[str]:
    document = read_text(text)
    found = split(document, tokenize(document.text))
    return [document.text[sentence.span.start : sentence.span.end] for sentence in found]


def test_a_sentence_ends_at_its_full_stop() -> None:
    assert sentences("It works. Does it?") == ["It works.", "Does it?"]


def test_an_endless_sentence_is_split_without_loss() -> None:
    text = "word " * 1200 + "end"
    found = sentences(text)
    assert [len(sentence.split()) for sentence in found] == [500, 500, 201]
    assert " ".join(found) == text


def test_it_ends_before_an_i_whatever_word_is_its_last() -> None:
    assert sentences("It did that to me. I'm well. He fell ill. I called.") == [
        "It did that to me.",
        "I'm well.",
        "He fell ill.",
        "I called.",
    ]
    assert sentences("See fig. I of the paper by Dr. I. Brown.") == ["See fig. I of the paper by Dr. I. Brown."]
