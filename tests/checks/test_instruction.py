from __future__ import annotations

import pytest

from healthlint.checks.instruction import Instruction


@pytest.fixture
def check(phrases):
    return Instruction(
        acts=phrases("double the [evening] dose", "stop it"),
        opening=phrases("then", "if ...5 ,"),
        lead_ins=phrases("you (should|can)", ":"),
        cautions=phrases("ask your doctor"),
        except_=phrases("stop it from"),
    )


@pytest.mark.parametrize(
    "text",
    [
        "Double the dose.",
        "Then double the dose.",
        "If you feel well, then double the dose.",
        "You should double the dose.",
        "She says that you can double the dose.",
        "What we do: double the dose.",
    ],
)
def test_an_instruction(texts, check, text):
    assert [found.lower() for found in texts(check, text)] == ["double the dose"]


@pytest.mark.parametrize(
    "text",
    [
        "Doctors double the dose.",
        "Do not double the dose.",
        "You should not double the dose.",
        "Doctors, then double the dose.",
        "It is best to double the dose.",
        "Stop it from boiling.",
    ],
)
def test_no_instruction(texts, check, text):
    assert texts(check, text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Double the dose. Ask your doctor.", []),
        ("# Tea\n\nDouble the dose.\n\n## And then\n\nAsk your doctor.\n", ["Double the dose"]),
        ("Double the dose. Never ask your doctor.", ["Double the dose"]),
        ("Double the dose. Drink. Rest. Ask your doctor.", []),
        ("Double the dose.\n\nDrink it. Rest. Sleep.\n\nAsk your doctor.\n", ["Double the dose"]),
        ("Double the evening dose.", ["Double the evening dose"]),
    ],
)
def test_advice_to_ask_somebody_is_recognised(texts, check, text, found):
    assert texts(check, text, path="a.md") == found


def test_advice_to_ask_about_another_drug_does_not_count(texts, check):
    text = "Double the dose of velorin. Ask your doctor about {}."
    assert texts(check, text.format("it")) == []
    assert texts(check, text.format("velorin")) == []
    assert texts(check, text.format("dolomab")) == ["Double the dose"]
