from __future__ import annotations

import pytest

from healthlint.checks.notation import Notation


@pytest.mark.parametrize(
    ("style", "text", "better"),
    [
        ("trailing-zero", "5.0 mg", "5 mg"),
        ("trailing-zero", "10.00 mg", "10 mg"),
        ("naked-decimal", ".5 mg", "0.5 mg"),
        ("micro-sign", "500 µg", "500 mcg"),
        ("micro-sign", "500 \u03bcg", "500 mcg"),
    ],
)
def test_a_dose_that_is_misread(run, style, text, better):
    (found,) = run(Notation(style=style), f"Take {text} of velorin a day.")
    assert found.text == text
    assert found.hit.replacement == better
    assert found.values == {"text": text, "better": better}


@pytest.mark.parametrize(
    ("style", "text"),
    [
        ("trailing-zero", "Take 5 mg of velorin."),
        ("trailing-zero", "Take 5.05 mg of velorin."),
        ("trailing-zero", "The level was 5.0 mmol/L."),
        ("trailing-zero", "See version 5.0 of the page."),
        ("naked-decimal", "Take 0.5 mg of velorin."),
        ("naked-decimal", "Take 1.5 mg of velorin."),
        ("naked-decimal", "He slept. 5 mg of velorin did it."),
        ("micro-sign", "Take 500 mcg of velorin."),
    ],
)
def test_good_notation_is_not_reported(texts, style, text):
    assert texts(Notation(style=style), text) == []


def test_both_ends_of_a_range(run):
    (found,) = run(Notation(style="trailing-zero"), "Take 1.0 to 5.0 mg of velorin.")
    assert found.hit.replacement == "1 to 5 mg"


@pytest.mark.parametrize(
    ("text", "reported"),
    [
        ("Take 400 IU of velorin a day.", []),
        ("Take 400 I.U. of velorin, or 1,000 iu.", []),
        ("A pill has 400 IU. Inject the other one.", []),
        ("Inject 10 IU of velorin.", ["10 IU"]),
        ("Take 10 U of velorin.", ["10 U"]),
    ],
)
def test_an_international_unit_is_misread_by_prescribers_only(texts, phrases, text, reported):
    assert texts(Notation(style="unit-letter", injected=phrases("inject")), text) == reported
