"""A block while it is being written: its text with the places in the file, and its marks so far."""

from __future__ import annotations

from dataclasses import field
from typing import NamedTuple

from healthlint.document.model import BlockKind
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

HYPHENS = frozenset("-‐")


class Part(NamedTuple):
    """`text` of a block from the file's [start, end)."""

    text: str
    start: int
    end: int


class Mark(NamedTuple):
    """A place in a draft to return to."""

    parts: int
    length: int
    space: Part | None


@dataclass(slots=True)
class Draft:
    """A block that is being written; its marks count from the block's own start."""

    kind: BlockKind
    level: int = 0
    within: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    parts: list[Part] = field(default_factory=list)
    length: int = 0
    space: Part | None = None
    fresh: bool = True
    links: list[tuple[int, int, str]] = field(default_factory=list)
    notes: list[tuple[int, int, str]] = field(default_factory=list)
    emphasis: list[tuple[int, int]] = field(default_factory=list)
    comments: list[int] = field(default_factory=list)
    labelled: list[tuple[int, int]] = field(default_factory=list)
    joints: list[int] = field(default_factory=list)
    foreign: list[tuple[int, int]] = field(default_factory=list)
    broken: Part | None = None

    def add(self, text: str, start: int, end: int) -> None:
        """Append visible text, after any pending white space."""
        if self.broken is not None:
            self._mend(text)
        if self.space is not None:
            self._put(self.space)
            self.space = None
        self._put(Part(text, start, end))
        self.fresh = False

    def words(self, text: str, at: int) -> None:
        """Text whose only collapsible white space is single spaces."""
        if not text:
            return
        start = 1 if text[0] == " " else 0
        if start:
            self.blank(at, at + 1)
        end = len(text) - 1 if text[-1] == " " and len(text) > 1 else len(text)
        if end > start:
            # White space that is not shown (at the start of a line) must not leave its place to the text after it.
            self.add(text[start:end], at + start, at + end)
        if end < len(text):
            self.blank(at + end, at + len(text))

    def blank(self, start: int, end: int) -> None:
        """White space as in a browser: one space between two visible things, none at an edge."""
        if self.broken is None and self.space is None and self.length and self.parts[-1].text[-1] != "\n":
            self.space = Part(" ", start, end)

    def line_break(self, start: int, end: int) -> None:
        """A visible line break."""
        self.space = None
        if self.length:
            self._put(Part("\n", start, end))
        self.fresh = True

    def end_line(self, gap: Part) -> bool:
        """True if the line may end inside a word; `gap` then waits for the start of the next line."""
        tail = "".join(part.text for part in self.parts[-2:])[-2:]
        if self.space is None and len(tail) == 2 and tail[0].isalpha() and tail[1] in HYPHENS:
            self.broken, self.fresh = gap, True
        return self.broken is not None

    def _mend(self, text: str) -> None:
        """Drop a line end inside a word that continues in lower case ("naltrex-", "one"), and keep any other."""
        gap, self.broken = self.broken, None
        if text[:1].islower():
            self.joints.append(self.length - 1)
        elif gap is not None:
            self._put(gap)

    def trimmed(self) -> tuple[list[Part], int]:
        """Its parts without white space at either end, and the number of characters removed at the start."""
        parts, lead = _within_blanks(self.parts)
        if parts:
            head = parts[0]
            cut = len(head.text) - len(head.text.lstrip())
            if cut and len(head.text) == head.end - head.start:
                parts[0] = Part(head.text[cut:], head.start + cut, head.end)
                lead += cut
            tail = parts[-1]
            cut = len(tail.text) - len(tail.text.rstrip())
            if cut and len(tail.text) == tail.end - tail.start:
                parts[-1] = Part(tail.text[:-cut], tail.start, tail.end - cut)
        return parts, lead

    def mark(self) -> Mark:
        """The current place in the draft."""
        return Mark(len(self.parts), self.length, self.space)

    def rewind(self, mark: Mark) -> None:
        """Discard the text added since `mark`."""
        del self.parts[mark.parts :]
        self.length = mark.length
        self.space = mark.space

    def _put(self, part: Part) -> None:
        self.parts.append(part)
        self.length += len(part.text)


def _within_blanks(parts: list[Part]) -> tuple[list[Part], int]:
    """The parts without blank ones at either end, and the number of characters removed at the start."""
    first, last = 0, len(parts)
    lead = 0
    while first < last and parts[first].text.isspace():
        lead += len(parts[first].text)
        first += 1
    while last > first and parts[last - 1].text.isspace():
        last -= 1
    return parts[first:last], lead


@dataclass(slots=True)
class Marks:
    """The marks of finished blocks, in the document's text."""

    links: list[tuple[Span, str]] = field(default_factory=list)
    notes: list[tuple[Span, str]] = field(default_factory=list)
    emphasis: list[Span] = field(default_factory=list)
    labels: list[Span] = field(default_factory=list)
    joints: list[int] = field(default_factory=list)
    foreign: list[Span] = field(default_factory=list)

    def take(self, draft: Draft, text: str, offset: int, lead: int) -> None:
        """Add those of a block whose `text` is at `offset`, without the first `lead` characters of its draft."""
        for start, end, target in draft.links:
            self.links.append((_place(text, start - lead, end - lead, offset), target))
        for start, end, label in draft.notes:
            self.notes.append((_place(text, start - lead, end - lead, offset), label))
        for start, end in draft.emphasis:
            span = _place(text, start - lead, end - lead, offset)
            if len(span):
                self.emphasis.append(span)
        for start, end in draft.labelled:
            self.labels.append(_place(text, start - lead, end - lead, offset))
        self.joints += [offset + at - lead for at in draft.joints]
        places = (_place(text, start - lead, end - lead, offset) for start, end in draft.foreign)
        self.foreign += [span for span in places if len(span)]


def _place(text: str, start: int, end: int, offset: int) -> Span:
    """A mark without white space at its ends, in the document's text."""
    start = min(max(start, 0), len(text))
    end = min(max(end, start), len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(offset + start, offset + end)
