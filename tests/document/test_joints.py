"""Words that end a line with a hyphen are one word, or a compound, but never two halves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import healthlint
from healthlint.document.read import read_text

FORMATS = pytest.mark.parametrize("path", ["a.txt", "a.md"])


def typos(text: str, path: str) -> list[tuple[str, str, bool]]:
    found = healthlint.check_text(text, path=path)
    return [(f.excerpt, f.message, f.fix is None) for f in found if f.code.startswith("TYP")]


@FORMATS
@pytest.mark.parametrize(
    ("broken", "mention"),
    [
        ("naltrex-\none", "naltrexone"),
        ("naltrex-\r\none", "naltrexone"),
        ("fibro-\nmyalgia", "fibromyalgia"),
        ("low-dose naltrex-\none", "naltrexone"),
    ],
)
def test_a_broken_word_is_known_and_no_slip(path: str, broken: str, mention: str) -> None:
    text = f"She wrote of {broken} in her second book, and that was all of it for now.\n"
    assert typos(text, path) == []
    mentions = healthlint.analyze(text, path=path).to_dict()["mentions"]
    assert mention in {each["id"] for each in mentions}


@FORMATS
def test_a_broken_slip_is_found_whole_and_not_fixed_over_the_line_end(path: str) -> None:
    text = "Many people take naltro-\nxene at night, and they sleep rather well.\n"
    assert typos(text, path) == [("naltro-\nxene", "'naltroxene' looks like a misspelling of 'naltrexone'.", True)]


@FORMATS
@pytest.mark.parametrize(
    "text", ["A low-\ndose drug.", "Pain -\nnot always.", "Pre- and post-\noperative.", "The X-\nray."]
)
def test_a_compound_stays_one(path: str, text: str) -> None:
    assert typos(text, path) == []
    assert "lowdose" not in read_text(text, path).text


@FORMATS
def test_a_hyphen_without_a_continuation_is_a_line_end(path: str) -> None:
    assert "post-" in read_text("It is pre- or post-\n(or both) here.", path).text
    assert read_text("It is post-\n(or both) here.", path).joints == ()


@given(
    st.lists(st.sampled_from(["naltrex-", "one", "low-", "dose", "A", "(b)", "-", "ß-", "x"]), min_size=1, max_size=8)
)
def test_a_joint_is_a_hyphen_before_a_line_end(words: list[str]) -> None:
    source = "\n".join(words)
    for path in ("a.txt", "a.md"):
        document = read_text(source, path)
        for joint in document.joints:
            place = document.prose.locate(joint, joint + 1)
            assert document.text[joint] == "-" == source[place.start]
            assert source[place.end] == "\n"
            assert document.text[joint + 1].islower()
