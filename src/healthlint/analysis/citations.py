"""Reference markers in the text and the entries of the reference list that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from healthlint.document.model import Document
from healthlint.span import Span

Style = Literal["square", "brace", "round", "superscript", "note", "plain"]

_MARKER = re.compile(
    r"\[(?P<square>\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]"
    r"|\{(?P<brace>\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\}"
    r"|(?<=[\w.,;%”\"’')])\s?\((?P<round>\d{1,2}(?:\s*[,;–-]\s*\d{1,2})*)\)(?=[\s.,;:!?)]|$)"
    # "m²" and "10⁹" are powers: a marker follows a mark or a word.
    r"|(?:(?<=[.,;%”\"’')])|(?<=[^\W\d_]{3}))(?P<superscript>[⁰¹²³⁴-⁹]+)"
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LABEL = re.compile(r"(?P<open>[\[{(^]?)\s*(?P<number>\d{1,3})")
_OPENINGS: dict[str, Style] = {"[": "square", "{": "brace", "(": "round", "^": "note", "": "plain"}


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker in running text; `numbers` are the entries that it leads to ("[2-4]" leads to three)."""

    style: Style
    numbers: tuple[int, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the reference list."""

    style: Style
    number: int
    span: Span


def markers(document: Document) -> Iterator[Marker]:
    """The markers of the running text, in order; footnote links of the markup are markers too."""
    listed = [block.span for block in document.blocks if block.kind == "reference"]
    # A raised figure before a fraction bar is half a number.
    raised = [
        (span, label) for span, label in document.notes if document.text[span.end : span.end + 1] not in ("⁄", "/")
    ]
    notes = [Marker("note", tuple(int(n) for n in re.findall(r"\d+", label)), span) for span, label in raised]
    taken = [span for span, _ in document.notes]
    found = [note for note in notes if note.numbers]
    for match in _MARKER.finditer(document.text):
        span = Span(match.start() + len(match[0]) - len(match[0].lstrip()), match.end())
        if not any(area.overlaps(span) for area in (*listed, *taken)):
            style: Style = match.lastgroup  # type: ignore[assignment]
            found.append(Marker(style, _numbers(match[match.lastgroup or 0]), span))
    yield from sorted((marker for marker in found if marker.numbers), key=lambda marker: marker.span)


def entries(document: Document) -> Iterator[Entry]:
    """The numbered entries of the reference list, in order."""
    for block in document.blocks:
        label = _LABEL.match(block.labels[0]) if block.kind == "reference" and block.labels else None
        if label is not None:
            yield Entry(_OPENINGS[label["open"]], int(label["number"]), block.span)


def _numbers(text: str) -> tuple[int, ...]:
    numbers: list[int] = []
    for part in re.split(r"\s*[,;]\s*", text.translate(_SUPERSCRIPTS)):
        ends = [int(end) for end in re.findall(r"\d+", part)]
        if len(ends) == 2 and ends[0] < ends[1] <= ends[0] + 50:
            numbers += range(ends[0], ends[1] + 1)
        else:
            numbers += ends
    return tuple(numbers)
