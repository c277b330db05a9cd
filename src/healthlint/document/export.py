"""A record of an export -> Document: its texts, each read in its own format, with their places in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import field, replace
from importlib import import_module

from healthlint.document import json_text, readers
from healthlint.document.assemble import SEPARATOR, Assembler
from healthlint.document.fields import format_of
from healthlint.document.model import Block, Comment, Document, line_starts
from healthlint.document.prose import Prose, ProseBuilder
from healthlint.document.records import Record, Text
from healthlint.errors import InputError
from healthlint.record import dataclass
from healthlint.span import Span


@dataclass(slots=True)
class Export:
    """An export file; its articles share the source and its lines."""

    path: str
    source: str
    lines: list[int] = field(default_factory=list)

    def error(self, at: int, said: str) -> InputError:
        """What is wrong at an offset of the file."""
        if not self.lines:
            self.lines.extend(line_starts(self.source))
        line = bisect_right(self.lines, at)
        return InputError(f"{self.path}: line {line}, column {at - self.lines[line - 1] + 1}: {said}")

    def document(self, record: Record) -> Document:
        """The article of one record: its title, then its other texts in the file's order."""
        joined = _Joined()
        title = _title(record)
        for text in _title_first(record.texts, title):
            outer = json_text.decode(self.source, text.place)
            joined.add(_read(outer.text, text), outer, text, _place(record, text))
        return joined.document(self)


def _title(record: Record) -> Text | None:
    titles = [text for text in record.texts if text.field.role == "title"]
    return min(titles, key=lambda text: text.rank, default=None)


def _title_first(texts: tuple[Text, ...], title: Text | None) -> Iterator[Text]:
    if title is not None:
        yield title
    yield from (text for text in texts if text is not title)


def _place(record: Record, text: Text) -> str:
    known = f" (id {record.id})" if record.id else ""
    return f"record {record.number}{known}, field {text.name}"


def _read(text: str, found: Text) -> Document:
    format_ = format_of(found.field, text)
    if format_ == "plain" and found.field.role == "title":
        # The plain reader would look for lists and headings in it.
        out = Assembler()
        out.flow(text, 0)
        return out.document(found.name, text, format_)
    document: Document = import_module(f"{readers.__name__}.{format_}").read(text, found.name)
    return document


class _Joined:
    """The documents of a record's texts, one below the other."""

    def __init__(self) -> None:
        self._prose = ProseBuilder()
        self._blocks: list[Block] = []
        self._comments: list[Comment] = []
        self._links: list[tuple[Span, str]] = []
        self._notes: list[tuple[Span, str]] = []
        self._emphasis: list[Span] = []
        self._places: list[tuple[Span, str]] = []
        self._source_end = 0
        self._titled = False

    def add(self, inner: Document, outer: Prose, text: Text, place: str) -> None:
        """One text: `inner` is what its reader saw, `outer` leads from there to the file."""
        self._comments += [Comment(c.text, outer.locate(c.span.start, c.span.end)) for c in inner.comments]
        if not inner.blocks:
            return
        if self._blocks:
            self._prose.add(SEPARATOR, Span(self._source_end, self._source_end))
        start = self._prose.length
        _compose(self._prose, inner.prose, outer)
        self._source_end = outer.pieces[-1].source.end
        for block in inner.blocks:
            self._blocks.append(replace(self._entitled(block, text), span=_moved(block.span, start)))
        self._links += [(_moved(span, start), target) for span, target in inner.links]
        self._notes += [(_moved(span, start), label) for span, label in inner.notes]
        self._emphasis += [_moved(span, start) for span in inner.emphasis]
        self._places.append((Span(start, self._prose.length), place))

    def _entitled(self, block: Block, text: Text) -> Block:
        """An article has one title: that of its field, or of its text where it has none."""
        if not self._titled and (text.field.role == "title" or block.kind == "title"):
            self._titled = True
            return replace(block, kind="title", level=1)
        if text.field.role == "title":
            return replace(block, kind="field", labels=(text.name,))
        return replace(block, kind="heading") if block.kind == "title" else block

    def document(self, export: Export) -> Document:
        return Document(
            path=export.path,
            source=export.source,
            format="json",
            prose=self._prose.build(),
            blocks=tuple(self._blocks),
            comments=tuple(self._comments),
            links=tuple(self._links),
            notes=tuple(self._notes),
            emphasis=tuple(self._emphasis),
            places=tuple(self._places),
            _lines=export.lines,
        )


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _compose(out: ProseBuilder, inner: Prose, outer: Prose) -> None:
    """Append the text of `inner` with the places in the file that `outer` gives for its source."""
    for piece in inner.pieces:
        text, source = inner.text[piece.text.start : piece.text.end], piece.source
        if len(text) != len(source):
            out.add(text, outer.locate(source.start, source.end))
            continue
        for part in outer.slice(source.start, source.end):
            first = part.text.start - source.start
            out.add(text[first : first + len(part.text)], part.source)
