"""Units, and what amounts are in milligrams and days."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint import measure


@pytest.mark.parametrize(
    ("value", "name", "expected"),
    [
        (4500.0, "mcg", 4.5),
        (0.0045, "g", 4.5),
        (3.0, "mg", 3.0),
        (2.0, "IU", None),
        (1.0, "mg/kg", None),
        (None, "mg", None),
    ],
)
def test_milligrams(value: float | None, name: str, expected: float | None) -> None:
    assert measure.to_mg(value, name) == expected


@pytest.mark.parametrize(("value", "name", "expected"), [(8.0, "week", 56.0), (6.0, "hour", 0.25), (1.0, "mg", None)])
def test_days(value: float, name: str, expected: float | None) -> None:
    assert measure.to_days(value, name) == expected


@pytest.mark.parametrize("spelling", ["µg", "μg", "ug", "mcg", "microgramme", "micrograms"])
def test_micrograms_have_many_spellings(spelling: str) -> None:
    found = measure.unit(spelling)
    assert found is not None
    assert found.name == "mcg"


@given(st.floats(0.001, 1000), st.integers(1, 6))
def test_a_week_is_seven_days(value: float, times: int) -> None:
    daily, weekly = measure.over_period(value, times, "day"), measure.over_period(value, 7 * times, "week")
    assert daily == pytest.approx(weekly, abs=1e-8)


def test_a_weekday_has_no_daily_total() -> None:
    assert measure.over_period(100.0, 1, "weekday") is None
