"""Years and points in time without a plain number."""

import pytest
from tests.analysis.reading import quantified


@pytest.mark.parametrize(
    ("text", "text_of", "low", "high", "unit"),
    [
        ("It was approved in '94.", "'94", 1994, 1994, "year"),
        ("It has sold since ’08.", "’08", 2008, 2008, "year"),
        ("It came in the early seventies.", "early seventies", 1970, 1973, "year"),
        ("It came in the mid-eighties.", "mid-eighties", 1983, 1987, "year"),
        ("It passed in nineteen eighty-nine.", "nineteen eighty-nine", 1989, 1989, "year"),
        ("It works by day five.", "day five", 5, 5, "day"),
        ("Around week eight it works.", "week eight", 8, 8, "week"),
        ("Be off it for one full day.", "one full day", 1, 1, "day"),
        ("Leave seven clear days.", "seven clear days", 7, 7, "day"),
    ],
)
def test_times_without_a_number_are_quantities(text, text_of, low, high, unit):
    assert [(q.text, q.low, q.high, q.unit) for q in quantified(text)] == [(text_of, low, high, unit)]


@pytest.mark.parametrize("text", ["She is in her seventies.", "He said 'ten' twice.", "Day three was dull."])
def test_words_that_are_no_time(text):
    assert not [q for q in quantified(text) if q.kind in ("year", "duration")]
