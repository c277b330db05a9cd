"""Days as authors write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from healthlint.reference.days import first_day, is_day, last_day


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        (2021, "2021-01-01", "2021-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2021-06-04", "2021-06-04", "2021-06-04"),
        ("", "", ""),
    ],
)
def test_a_year_and_a_month_have_a_first_and_a_last_day(written: object, first: str, last: str) -> None:
    assert (first_day(written), last_day(written)) == (first, last)


@pytest.mark.parametrize("written", ["2021-13", "2021-02-30", "21", "June 2021", "", None, "0000"])
def test_an_impossible_date_is_no_day(written: object) -> None:
    assert not is_day(written)


@given(st.dates())
def test_a_day_is_itself(day: date) -> None:
    written = day.isoformat()
    assert first_day(written) == last_day(written) == written
    assert first_day(written[:7]) <= written <= last_day(written[:7])
