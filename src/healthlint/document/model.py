"""A document: what a reader of the article sees, in blocks, with the place of every character in the file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import field
from typing import Literal

from healthlint.document.identifiers import find_identifiers
from healthlint.document.page import Page
from healthlint.document.prose import Prose
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern
from healthlint.span import Area, Span

BlockKind = Literal[
    "title",
    "heading",
    "paragraph",
    "item",
    "cell",
    "quote",
    "caption",
    "alt",
    "reference",
    "field",
    "term",
    # What analysis sets apart: it stands on the page and is not its article (analysis/asides.py).
    "bio",
    "boilerplate",
    "teaser",
    "notice",
    "navigation",
]
ASIDES: frozenset[BlockKind] = frozenset({"bio", "boilerplate", "teaser", "notice", "navigation"})
_LINE_END = pattern(r"\r\n|\n|\r")

Format = Literal["plain", "markdown", "html", "json", "docx"]


@dataclass(frozen=True, slots=True)
class Block:
    """One run of prose.

    `span` is in the document's text, not in the file. `level` is the depth of a heading (1-6), else the nesting depth
    of lists and quotations. `within` names the containers from outside in ("quote", "list", "table", "footnote").
    `labels` are the column and row headings of a cell, the key of a front-matter field, the marker ("1", "[2]", "^1")
    of a reference entry or list item (on its first block only), the term that a definition explains.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    within: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of the file (without its delimiters), or what front matter says in the place of one, for suppressions;
    `span` is in the file.

    `blocks` are the indices of those that it stands in or belongs to; empty where only its place can tell. `removable`
    is False where the file is broken without it.
    """

    text: str
    span: Span
    blocks: tuple[int, ...] = ()
    removable: bool = True


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file that may be its writer's words and was not read: what it is, why, and what to do about it.

    `places` is how many stretches of the file that is, `span` where the first of them stands."""

    what: str
    why: str
    way_out: str
    places: int = 1
    span: Span = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation mark that was cut out of the text at `at`: it leads to the entries `keys`.

    `place` is where it stands in the file and `taken` all that went with it there: white space, its link, its tags.
    `shown` is how it looks; `sure` is False for what a list of sources alone makes a mark."""

    style: str
    keys: tuple[str, ...]
    at: int
    place: Span
    taken: Span
    shown: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """`prose.text` is the reader's text: the blocks in order, a blank line between two of them.

    `source` is the decoded file, untouched, without a byte-order mark. `links` are the stretches of the text that are
    hyperlinks, with their targets (empty where an address stood, which is no prose); `notes` are footnote or
    superscript markers, which the text shows as "[^1]" and "[1]", with their labels.
    `emphasis` are stretches set in italics or bold, `labels` those to which something else in the file points, such
    as the text of a Markdown link that is its label as well. `joints` are the hyphens behind which the file ends a
    line inside a word; the text does not. `foreign` are stretches that the file says are in another language than
    English. `places` name stretches of the text by what a person would look for where a line and a column do not help
    ("record 3, field body"); they are in order and do not overlap.
    `page` is what people see of a file that they never read as
    `source`: a Word file, whose source is the XML of its parts with text; None for formats that are text themselves.
    `unread` are the parts of the file that are not in the text although they may belong there. `front` is where front
    matter stands, whose own syntax gives some characters a meaning. `marks` are the citation marks that analysis has
    cut out of the text, in order; they are still in `text` and `notes` where nobody has. `disguised` are the words,
    as they are written, in whose places analysis reads others, since they mix scripts.
    """

    path: str
    source: str
    format: Format
    prose: Prose
    blocks: tuple[Block, ...]
    comments: tuple[Comment, ...] = ()
    links: tuple[tuple[Span, str], ...] = ()
    notes: tuple[tuple[Span, str], ...] = ()
    emphasis: tuple[Span, ...] = ()
    labels: tuple[Span, ...] = ()
    joints: tuple[int, ...] = ()
    foreign: tuple[Span, ...] = ()
    places: tuple[tuple[Span, str], ...] = ()
    page: Page | None = None
    unread: tuple[Unread, ...] = ()
    front: Span = Span(0, 0)
    marks: tuple[Mark, ...] = ()
    disguised: tuple[tuple[Span, str], ...] = ()
    _lines: list[int] = field(default_factory=list, compare=False, repr=False)
    _identifiers: list[Area] = field(default_factory=list, compare=False, repr=False)

    @property
    def identifiers(self) -> Area:
        """Where the text has labels, paths, formulas and codes, which are no words."""
        if not self._identifiers:
            notes = (span for span, _ in self.notes)
            self._identifiers.append(Area((*notes, *self.labels, *find_identifiers(self.text))))
        return self._identifiers[0]

    @property
    def text(self) -> str:
        """The reader's text."""
        return self.prose.text

    def block_at(self, offset: int) -> Block | None:
        """The block that holds this offset of the text."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        if index < 0 or self.blocks[index].span.end < offset:
            return None
        return self.blocks[index]

    def place_at(self, offset: int) -> str:
        """The name of the stretch that holds this offset of the text, or an empty string."""
        index = bisect_right(self.places, offset, key=lambda place: place[0].start) - 1
        if index < 0 or self.places[index][0].end < offset:
            return ""
        return self.places[index][1]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column (both from 1, in code points) of an offset of the source; a page's lines are paragraphs."""
        if self.page is not None:
            return self.page.position(offset)
        if not self._lines:
            self._lines.extend(line_starts(self.source))
        line = bisect_right(self._lines, offset) - 1
        return line + 1, offset - self._lines[line] + 1

    def line(self, number: int) -> Span | None:
        """The stretch of the source that is this line (from 1), its end included; None behind the last."""
        self.position(0)
        if not 1 <= number <= len(self._lines):
            return None
        last = number == len(self._lines)
        return Span(self._lines[number - 1], len(self.source) if last else self._lines[number])

    def written(self, span: Span) -> str:
        """A stretch of the text in the letters of the file, where analysis reads others."""
        parts: list[str] = []
        at = span.start
        for place, word in self.disguised:
            if place.overlaps(span):
                first, last = max(place.start, span.start), min(place.end, span.end)
                parts += (self.text[at:first], word[first - place.start : last - place.start])
                at = last
        return "".join((*parts, self.text[at : span.end]))

    def marks_in(self, span: Span) -> tuple[Mark, ...]:
        """The marks that were cut out of the inside of a stretch of the text."""
        first = bisect_right(self.marks, span.start, key=_mark_place)
        return self.marks[first : bisect_left(self.marks, span.end, key=_mark_place)]

    def seen(self, span: Span) -> tuple[str, Span]:
        """The text that people have before them, and where a stretch of the source stands in it."""
        return (self.source, span) if self.page is None else (self.page.text, self.page.stretch(span))

    def place(self, span: Span) -> str | None:
        """Where a stretch of the source stands, in words, if lines and columns tell people nothing."""
        return None if self.page is None else self.page.describe(span)


def _mark_place(mark: Mark) -> int:
    return mark.at


def line_starts(text: str) -> list[int]:
    """Where the lines of a text begin."""
    # str.splitlines would also break at form feeds and U+2028, which no editor counts as lines.
    return [0, *(match.end() for match in _LINE_END.finditer(text))]
