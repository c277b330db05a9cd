"""Stretches of text, alone and many at once."""

from hypothesis import given
from hypothesis import strategies as st

from healthlint.span import Area, Span

SPANS = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 20), st.integers(1, 8))


@given(st.lists(SPANS, max_size=8), SPANS)
def test_an_area_overlaps_what_one_of_its_spans_does(spans: list[Span], span: Span) -> None:
    assert Area(spans).overlaps(span) == any(each.overlaps(span) for each in spans)
