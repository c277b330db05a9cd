"""A record of an export -> Document: its texts, each read in its own format, with their places in the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import field

from healthlint.document import json_text
from healthlint.document.assemble import Assembler
from healthlint.document.export_records import Record, Text
from healthlint.document.fields import format_of
from healthlint.document.formats import reader_of
from healthlint.document.join import Joined
from healthlint.document.model import Document, line_starts
from healthlint.errors import InputError
from healthlint.fast_dataclass import dataclass


@dataclass(slots=True)
class Export:
    """An export file; its articles share the source and its lines."""

    path: str
    source: str
    lines: list[int] = field(default_factory=list)

    def error(self, at: int, said: str) -> InputError:
        """An error at an offset of the file."""
        if not self.lines:
            self.lines.extend(line_starts(self.source))
        line = bisect_right(self.lines, at)
        return InputError(f"{self.path}: line {line}, column {at - self.lines[line - 1] + 1}: {said}")

    def document(self, record: Record) -> Document:
        """The article of one record: its title, then its other texts in the file's order."""
        joined = Joined()
        title = _title(record)
        for text in _title_first(record.texts, title):
            outer = json_text.decode(self.source, text.place)
            name = text.name if text.field.role == "title" else ""
            joined.add(read_field(outer.text, text), outer, _place(record, text), name)
        return joined.document(self.path, self.source, "json", self.lines)


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


def read_field(text: str, found: Text) -> Document:
    """The text of a field, read in its format."""
    format_ = format_of(found.field, text)
    if format_ == "plain" and found.field.role == "title":
        # The plain reader would look for lists and headings in it.
        out = Assembler()
        out.flow(text, 0)
        return out.document(found.name, text, format_)
    document: Document = reader_of(format_).read(text, found.name)
    return document
