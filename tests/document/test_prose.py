"""The map from text to source."""

from healthlint.document.prose import Piece, Prose, ProseBuilder
from healthlint.span import Span


def test_identity_maps_to_itself() -> None:
    assert Prose.identity("abc").locate(1, 3) == Span(1, 3)


def test_empty_prose_locates_nothing() -> None:
    assert Prose.identity("").locate(0, 0) == Span(0, 0)


def test_markup_inside_a_phrase_belongs_to_its_source() -> None:
    builder = ProseBuilder()
    builder.add("cure", Span(2, 6))
    builder.add("s", Span(8, 9))
    assert builder.build().locate(0, 5) == Span(2, 9)
    assert builder.build().locate(0, 4) == Span(2, 6)


def test_an_entity_is_one_character_with_all_of_its_source() -> None:
    builder = ProseBuilder()
    builder.add("5", Span(0, 1))
    builder.add("\u00a0", Span(1, 7))
    builder.add("mg", Span(7, 9))
    prose = builder.build()
    assert prose.locate(1, 2) == Span(1, 7)
    assert prose.locate(0, 4) == Span(0, 9)


def test_neighbours_join_into_one_piece() -> None:
    builder = ProseBuilder()
    builder.add("ab", Span(0, 2))
    builder.add("cd", Span(2, 4))
    assert len(builder.build().pieces) == 1


def test_a_slice_cuts_what_maps_character_by_character_and_nothing_else() -> None:
    builder = ProseBuilder()
    builder.add("abc", Span(10, 13))
    builder.add("\n", Span(13, 15))
    builder.add("def", Span(15, 18))
    prose = builder.build()
    assert list(prose.slice(1, 5)) == [
        Piece(Span(1, 3), Span(11, 13)), Piece(Span(3, 4), Span(13, 15)), Piece(Span(4, 5), Span(15, 16)),
    ]  # fmt: skip
    assert list(prose.slice(3, 4)) == [Piece(Span(3, 4), Span(13, 15))]
    assert list(prose.slice(2, 2)) == []
