"""Joins several documents of one file, one below the other."""

from __future__ import annotations

from healthlint.document.assemble import SEPARATOR
from healthlint.document.model import Block, Comment, Document, Format, Unread
from healthlint.document.prose import Prose, ProseBuilder
from healthlint.fast_dataclass import replace
from healthlint.span import Span


class Joined:
    """Takes one document after another and builds their union."""

    def __init__(self) -> None:
        self._prose = ProseBuilder()
        self._blocks: list[Block] = []
        self._comments: list[Comment] = []
        self._links: list[tuple[Span, str]] = []
        self._notes: list[tuple[Span, str]] = []
        self._emphasis: list[Span] = []
        self._labels: list[Span] = []
        self._joints: list[int] = []
        self._foreign: list[Span] = []
        self._places: list[tuple[Span, str]] = []
        self._unread: list[Unread] = []
        self._source_end = 0
        self._titled = False

    def add(self, inner: Document, outer: Prose, place: str = "", title: str = "") -> None:
        """Add a document: `inner` is the document that its reader built, `outer` maps its source to the file; `place`
        is its name for people.

        `title` is the name of the article's title field if the text is in it."""
        self._unread += inner.unread
        self._comments += [self._moved_comment(comment, outer) for comment in inner.comments]
        if not inner.blocks:
            return
        if self._blocks:
            self._prose.add(SEPARATOR, Span(self._source_end, self._source_end))
        start = self._prose.length
        _compose(self._prose, inner.prose, outer)
        self._source_end = outer.pieces[-1].source.end
        for block in inner.blocks:
            self._blocks.append(replace(self._entitled(block, title), span=_moved(block.span, start)))
        self._links += [(_moved(span, start), target) for span, target in inner.links]
        self._notes += [(_moved(span, start), label) for span, label in inner.notes]
        self._emphasis += [_moved(span, start) for span in inner.emphasis]
        self._labels += [_moved(span, start) for span in inner.labels]
        self._joints += [start + at for at in inner.joints]
        self._foreign += [_moved(span, start) for span in inner.foreign]
        if place:
            self._places.append((Span(start, self._prose.length), place))

    def document(self, path: str, source: str, format: Format, lines: list[int]) -> Document:
        """The joined document; `lines` are the starts of the file's lines, or an empty list."""
        return Document(
            path=path,
            source=source,
            format=format,
            prose=self._prose.build(),
            blocks=tuple(self._blocks),
            comments=tuple(self._comments),
            links=tuple(self._links),
            notes=tuple(self._notes),
            emphasis=tuple(self._emphasis),
            labels=tuple(self._labels),
            joints=tuple(self._joints),
            foreign=tuple(self._foreign),
            places=tuple(self._places),
            unread=tuple(self._unread),
            _lines=lines,
        )

    def _moved_comment(self, comment: Comment, outer: Prose) -> Comment:
        span = outer.locate(comment.span.start, comment.span.end)
        return replace(comment, span=span, blocks=tuple(len(self._blocks) + at for at in comment.blocks))

    def _entitled(self, block: Block, title: str) -> Block:
        """An article has one title: from its title field, or from its text if it has none."""
        if not self._titled and (title or block.kind == "title"):
            self._titled = True
            return replace(block, kind="title", level=1)
        if title:
            return replace(block, kind="field", labels=(title,))
        return replace(block, kind="heading") if block.kind == "title" else block


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _compose(out: ProseBuilder, inner: Prose, outer: Prose) -> None:
    """Append the text of `inner` with the places in the file that `outer` maps its source to."""
    for piece in inner.pieces:
        text, source = inner.text[piece.text.start : piece.text.end], piece.source
        if len(text) != len(source):
            out.add(text, outer.locate(source.start, source.end))
            continue
        for part in outer.slice(source.start, source.end):
            first = part.text.start - source.start
            out.add(text[first : first + len(part.text)], part.source)
