"""What a figure is worth depends on how many sources document it."""

from __future__ import annotations

import math

import pytest

from healthlint.errors import DatasetError
from healthlint.reference.model import Fact, Stance
from healthlint.reference.ranges import Range, consensus, range_of
from healthlint.span import Span


def dose(source: str, low: float | None, high: float | None, unit: str = "mg", stance: Stance = "asserts") -> Fact:
    ends = {key: end for key, end in (("low", low), ("high", high)) if end is not None}
    value: dict[str, str | float] = {**ends, "unit": unit}
    return Fact(f"{source}-{low}", "dose-range", {"drug": "examplin"}, value, stance, source, "-", Span(0, 1), "0" * 64)


FOUR = [dose("a", 1, 4.5), dose("b", 1, 5), dose("c", 4.5, 4.5), dose("d", 0.1, 4.5)]


@pytest.mark.parametrize(
    ("low", "high", "verdict"),
    [
        (1, 1, "common"),
        (4.5, 4.5, "common"),
        (1.5, 3, "common"),
        (0.5, 0.5, "single"),
        (4.8, 4.8, "single"),
        (0.5, 4.8, "single"),
        (5, 5, "single"),
        (0.05, 0.05, "outside"),
        (5.1, 5.1, "outside"),
        (4, 6, "outside"),
        (45, 45, "outside"),
    ],
)
def test_most_sources_make_a_figure_common(low: float, high: float, verdict: str) -> None:
    assert consensus(FOUR).judge(low, high) == verdict


def test_documented_and_common_ranges_differ() -> None:
    found = consensus(FOUR)
    assert found.documented == (Range(0.1, 5),)
    assert found.common == (Range(1, 4.5),)
    assert str(found) == "0.1-5 mg"


def test_a_rare_figure_names_its_source() -> None:
    assert [fact.source for fact in consensus(FOUR).supporters(4.8, 4.8)] == ["b"]


def test_half_of_the_sources_are_not_most() -> None:
    found = consensus([dose("a", 1, 2), dose("b", 10, 20)])
    assert found.common == ()
    assert (found.judge(1, 1), found.judge(5, 5), found.judge(1, 20)) == ("single", "outside", "outside")
    assert str(found) == "1-2 mg or 10-20 mg"


def test_a_source_that_says_it_twice_has_one_voice() -> None:
    found = consensus([dose("a", 1, 2), dose("a", 1, 3), dose("b", 5, 6), dose("c", 5, 6)])
    assert found.common == (Range(5, 6),)


def test_one_source_alone_is_what_is_known() -> None:
    assert consensus([dose("a", 1, 2)]).judge(1, 2) == "common"


def test_a_range_may_have_no_end() -> None:
    found = consensus([dose("a", 25, None)])
    assert found.documented == (Range(25, math.inf),)
    assert (found.judge(50, 50), found.judge(4.5, 4.5)) == ("common", "outside")
    assert str(found) == "25 mg and up"
    assert str(consensus([dose("a", None, 6, "hours")])) == "up to 6 hours"


def test_a_denied_figure_documents_nothing() -> None:
    assert consensus([dose("a", 1, 2), dose("b", 50, 60, stance="denies")]).judge(55, 55) == "outside"


def test_units_are_brought_together() -> None:
    found = consensus([dose("a", 1, 2), dose("b", 1000, 2000, "mcg")])
    assert found.unit == "mg"
    assert found.common[0].same(Range(1, 2))
    months = range_of(dose("a", 2, 2, "months"), "weeks")
    assert months is not None
    assert months.low == months.high == pytest.approx(8.696, abs=0.001)


def test_units_of_different_things_are_refused() -> None:
    with pytest.raises(DatasetError, match="'weeks' cannot be converted to 'mg'"):
        consensus([dose("a", 1, 2), dose("b", 1, 2, "weeks")])


def test_no_figure_makes_no_range() -> None:
    with pytest.raises(DatasetError, match="no fact with a figure"):
        consensus([dose("a", None, None)])
