from __future__ import annotations

import pytest

from healthlint.checks.statement import Statement


@pytest.fixture
def check(phrases):
    return Statement(
        verbs=phrases("costs", "is", "takes"),
        idle=("the", "our", "price", "of"),
        links=("that",),
        other=("it", "second"),
        part=("for",),
    )


def test_two_prices_of_one_thing(run, check):
    (found,) = run(check, "The welcome box is $25. They say that our welcome box costs $35.")
    assert found.text == "$35"
    assert found.values == {"figure": "$35", "earlier": "$25 (line 1)"}


@pytest.mark.parametrize(
    "text",
    [
        "The welcome box is $25. Our welcome box costs $25.",
        "The welcome box is $25. Our farewell box costs $35.",
        "The welcome box is $25. The second welcome box is $35.",
        "The welcome box is $25. The welcome box is $35 for members.",
        "It is $25. It is $35.",
        "The box is $25. The box takes three days.",
        "The trip takes two weeks. The trip takes 14 days.",
    ],
)
def test_what_is_no_contradiction(texts, check, text):
    assert texts(check, text) == []
