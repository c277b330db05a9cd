from __future__ import annotations

import pytest

from healthlint.checks.age import Age


@pytest.fixture
def check(phrases):
    return Age(
        behind=phrases("is", ", who is"), ahead=phrases("year old"), at=("at",), now=("says",), closing=("and", "years")
    )


def test_two_ages_of_one_person(run, check):
    (found,) = run(check, "Jo Barr, 58, has a dog. At sixty-one, Barr says, she walks it.")
    assert found.text == "sixty-one"
    assert found.values == {"figure": "sixty-one", "earlier": "58 (line 1)"}


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("Barr, who is 58 and tall, has a dog. The 60-year-old Jo Barr walks it.", ["60"]),
        ("Barr is 58 years old. Jo Barr (59) walks.", ["59"]),
        ("Jo Barr, 58, has a dog. Ann Barr, 60, walks it. Barr, 60, is tall.", []),
        ("Jo Barr, 58, has a dog. At 16, Barr left school.", []),
        ("Jo Barr, 58, has a dog. Barr, 58, walks it.", []),
        ("Jo Barr, 58, has a dog. Barr is 60 miles from home.", []),
    ],
)
def test_who_is_meant(texts, check, text, flagged):
    assert texts(check, text) == flagged
