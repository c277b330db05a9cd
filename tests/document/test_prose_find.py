"""`find` leads from the file back to the text, also where the text has another order than the file."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from healthlint.document.prose import Prose, ProseBuilder
from healthlint.span import Span

WORDS = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 3), st.booleans()), min_size=1, max_size=6)


def _built(words: list[tuple[int, int, bool]]) -> Prose:
    """Words of the file with markup between them; those that are entities become one letter."""
    builder, at = ProseBuilder(), 0
    for length, gap, entity in words:
        builder.add("e" if entity else "w" * length, Span(at, at + length))
        at += length + gap
    return builder.build()


@given(WORDS, st.data())
def test_located_text_is_found_again(words: list[tuple[int, int, bool]], data: st.DataObject) -> None:
    prose = _built(words)
    start = data.draw(st.integers(0, len(prose.text) - 1))
    end = data.draw(st.integers(start + 1, len(prose.text)))
    source = prose.locate(start, end)
    assert prose.find(source.start, source.end) == Span(start, end)


def test_a_stretch_without_text_is_found_before_the_next_word() -> None:
    prose = _built([(2, 3, False), (2, 0, False)])
    assert prose.find(3, 4) == Span(2, 2)
    assert prose.find(9, 12) == Span(4, 4)


def test_text_that_was_moved_behind_its_host_is_not_swept_in() -> None:
    builder = ProseBuilder()
    builder.add("one ", Span(0, 4))
    builder.add("two three", Span(20, 29))
    builder.add("\n\n", Span(29, 29))
    builder.add("a pill", Span(6, 12))
    prose = builder.build()
    assert prose.find(0, 23) == Span(0, 7)
    assert prose.find(6, 12) == Span(15, 21)
