"""Units of a drug turned into one another by what facts say."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.checks.measures import PLAIN, Measures
from healthlint.reference.model import Fact, Reference
from healthlint.span import Span


def fact(type: str, **value: Any) -> Fact:
    own = {key.replace("_", "-").strip("-"): item for key, item in value.items()}
    return Fact(str(own), type, {"drug": "x"}, own, "asserts", "label", "", Span(0, 1), "0" * 64)


UNIT = fact("unit-conversion", amount=40, unit="iu", equals=1, equals_unit="mcg")
SYRUP = fact("strength", low=120, high=120, unit="mg", in_=5, in_unit="ml")
DROPS = fact("strength", low=24, high=24, unit="mg", in_=1, in_unit="ml")
SOLUTION = fact("strength", low=2, high=2, unit="percent")
TABLET = fact("strength", low=20, high=20, unit="mg", form="tablet")


def measure(name: str, *facts: Fact) -> tuple[str, float]:
    unit, factor = Measures.of(Reference((), facts), "x").measure(name)
    return unit, round(factor, 9)


@pytest.mark.parametrize(
    ("name", "facts", "expected"),
    [
        ("g", (), ("mg", 1000.0)),
        ("IU", (), ("iu", 1.0)),
        ("IU", (UNIT,), ("mg", 0.000025)),
        ("mcg", (UNIT,), ("mg", 0.001)),
        ("ml", (), ("ml", 1.0)),
        ("ml", (SYRUP,), ("mg", 24.0)),
        ("teaspoon", (SYRUP,), ("mg", 120.0)),
        ("ml", (SOLUTION,), ("mg", 20.0)),
        ("mcg/kg", (), ("mg/kg", 0.001)),
        ("tablet", (TABLET,), ("mg", 20.0)),
        ("capsule", (TABLET,), ("capsule", 1.0)),
    ],
)
def test_a_unit_has_a_measure(name: str, facts: tuple[Fact, ...], expected: tuple[str, float]) -> None:
    assert measure(name, *facts) == expected


def test_two_strengths_give_no_conversion() -> None:
    other = fact("strength", low=10, high=10, unit="mg", in_=1, in_unit="ml")
    assert measure("ml", SYRUP, other) == ("ml", 1.0)
    assert measure("ml", SYRUP, DROPS) == ("mg", 24.0)


@given(st.sampled_from(["ng", "mcg", "mg", "g"]))
def test_masses_need_no_fact(name: str) -> None:
    assert PLAIN.measure(name)[0] == "mg"
