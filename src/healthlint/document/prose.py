"""Readable text with an exact map back to the source it came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence

from healthlint.fast_dataclass import dataclass
from healthlint.span import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """`text` (a stretch of the reader's text) came from `source` (a stretch of the file).

    Equal lengths map character by character. Unequal ones are atomic: an entity is several characters of the file and
    one of the text; text that the reader adds (the blank line between two blocks) has an empty source.
    """

    text: Span
    source: Span


@dataclass(frozen=True, slots=True)
class Prose:
    """`text`, and the `pieces` that cover it without gaps, in order."""

    text: str
    pieces: tuple[Piece, ...]

    @classmethod
    def identity(cls, text: str) -> Prose:
        """Text that is its own source."""
        whole = Span(0, len(text))
        return cls(text, (Piece(whole, whole),) if text else ())

    def locate(self, start: int, end: int) -> Span:
        """The source span of text[start:end]; an empty span stays empty."""
        if start >= end:
            at = self._edge(start)
            return Span(at, at)
        first = self._piece(start)
        last = self._piece(end - 1)
        return Span(_source_start(first, start), _source_end(last, end))

    def slice(self, start: int, end: int) -> Iterator[Piece]:
        """The pieces of text[start:end], with those at its ends cut; an atomic piece is never cut."""
        index = max(bisect_right(self.pieces, start, key=_text_start) - 1, 0)
        while start < end and index < len(self.pieces) and self.pieces[index].text.start < end:
            piece = self.pieces[index]
            first, last = max(piece.text.start, start), min(piece.text.end, end)
            yield Piece(Span(first, last), Span(_source_start(piece, first), _source_end(piece, last)))
            index += 1

    def find(self, start: int, end: int) -> Span:
        """The span of the text that came from source[start:end]: the inverse of `locate`, widened to whole pieces."""
        return self.finder()(start, end)

    def finder(self) -> Callable[[int, int], Span]:
        """`find` for many spans: the pieces are sorted by source once."""
        pieces = sorted(filter(_sourced, self.pieces), key=_piece_start)
        ends = [piece.source.end for piece in pieces]

        def find(start: int, end: int) -> Span:
            first, after = bisect_right(ends, start), bisect_left(pieces, end, key=_piece_start)
            inside = _in_order(pieces[first:after])
            if not inside:
                at = pieces[first].text.start if first < len(pieces) else len(self.text)
                return Span(at, at)
            return Span(_text_offset(inside[0], start, last=False), _text_offset(inside[-1], end, last=True))

        return find

    def _piece(self, at: int) -> Piece:
        index = bisect_right(self.pieces, at, key=_text_start) - 1
        return self.pieces[max(index, 0)]

    def _edge(self, at: int) -> int:
        if not self.pieces:
            return 0
        if at >= len(self.text):
            return self.pieces[-1].source.end
        return _source_start(self._piece(at), at)


def _sourced(piece: Piece) -> bool:
    return len(piece.source) > 0


def _piece_start(piece: Piece) -> int:
    return piece.source.start


def _in_order(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces without those that the text has moved, such as an image's description."""
    kept: list[Piece] = []
    for piece in reversed(pieces):
        if not kept or piece.text.start < kept[-1].text.start:
            kept.append(piece)
    return kept[::-1]


def _text_start(piece: Piece) -> int:
    return piece.text.start


def _source_start(piece: Piece, at: int) -> int:
    if len(piece.text) == len(piece.source):
        return piece.source.start + at - piece.text.start
    return piece.source.start


def _source_end(piece: Piece, end: int) -> int:
    if len(piece.text) == len(piece.source):
        return piece.source.start + end - piece.text.start
    return piece.source.end


def _text_offset(piece: Piece, at: int, *, last: bool) -> int:
    if len(piece.text) != len(piece.source):
        return piece.text.end if last else piece.text.start
    offset = piece.text.start + at - piece.source.start
    return min(max(offset, piece.text.start), piece.text.end)


class ProseBuilder:
    """Builds a Prose from left to right."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._pieces: list[Piece] = []
        self.length = 0

    def add(self, text: str, source: Span) -> None:
        """Append `text` for the source span `source`."""
        if not text:
            return
        span = Span(self.length, self.length + len(text))
        last = self._pieces[-1] if self._pieces else None
        joins = (
            last is not None
            and len(text) == len(source)
            and len(last.text) == len(last.source)
            and last.source.end == source.start
        )
        if joins and last is not None:
            self._pieces[-1] = Piece(last.text.cover(span), last.source.cover(source))
        else:
            self._pieces.append(Piece(span, source))
        self._parts.append(text)
        self.length += len(text)

    def tail(self) -> Iterator[str]:
        """The parts so far, last first."""
        return reversed(self._parts)

    def build(self) -> Prose:
        """The prose built so far."""
        return Prose("".join(self._parts), tuple(self._pieces))
