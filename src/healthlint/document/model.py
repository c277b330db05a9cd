"""A document: the text as readers see it, in blocks, with the place of every character in the file."""

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
    # Set apart by analysis: on the page, but not part of its article (analysis/asides.py).
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
    """A comment of the file (without its delimiters), or a directive in front matter that works like one; `span` is in
    the file.

    `blocks` are the indices of those that it is in or belongs to; if empty, its place decides. `removable` is False if
    the file would be broken without it.
    """

    text: str
    span: Span
    blocks: tuple[int, ...] = ()
    removable: bool = True


@dataclass(frozen=True, slots=True)
class Unread:
    """A part of a file that may be prose and was not read: what it is, why, and what to do about it.

    `places` is the number of such spans in the file, `span` the first of them."""

    what: str
    why: str
    way_out: str
    places: int = 1
    span: Span = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Mark:
    """A citation mark removed from the text at `at`; it refers to the entries `keys`.

    `place` is its position in the file and `taken` everything that was removed with it: white space, its link, its
    tags. `shown` is its text; `sure` is False if only a list of sources makes it a mark."""

    style: str
    keys: tuple[str, ...]
    at: int
    place: Span
    taken: Span
    shown: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class Document:
    """`prose.text` is the text as readers see it: the blocks in order, separated by blank lines.

    `source` is the decoded file, unaltered, without a byte-order mark. `links` are the spans of the text that are
    hyperlinks, with their targets (empty where an address was removed); `notes` are footnote or superscript markers,
    which the text shows as "[^1]" and "[1]", with their labels. `emphasis` are spans in italics or bold, `labels` those
    that something else in the file refers to, such as the text of a Markdown link that is its label as well. `joints`
    are hyphens at which the file, but not the text, breaks a word. `foreign` are spans that the file declares to be in
    another language than English. `places` name spans of the text where a line and a column do not help ("record 3,
    field body"); they are in order and do not overlap. `page` is the visible text of a file whose `source` nobody
    reads: a Word file, whose source is the XML of its parts with text; None for formats that are text themselves.
    `unread` are the parts of the file that are not in the text although they may belong there. `front` is the place of
    front matter, whose syntax gives some characters a meaning. `marks` are the citation marks that analysis removed
    from the text, in order; before that they are in `text` and `notes`. `disguised` are words of mixed script as
    written, where analysis reads others.
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
        """The places of labels, paths, formulas and codes, which are not words."""
        if not self._identifiers:
            notes = (span for span, _ in self.notes)
            self._identifiers.append(Area((*notes, *self.labels, *find_identifiers(self.text))))
        return self._identifiers[0]

    @property
    def text(self) -> str:
        """The text as readers see it."""
        return self.prose.text

    def block_at(self, offset: int) -> Block | None:
        """The block that contains this offset of the text."""
        index = bisect_right(self.blocks, offset, key=lambda block: block.span.start) - 1
        if index < 0 or self.blocks[index].span.end < offset:
            return None
        return self.blocks[index]

    def place_at(self, offset: int) -> str:
        """The name of the span that contains this offset of the text, or an empty string."""
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
        """The span of this line (from 1) in the source, including its end; None after the last."""
        self.position(0)
        if not 1 <= number <= len(self._lines):
            return None
        last = number == len(self._lines)
        return Span(self._lines[number - 1], len(self.source) if last else self._lines[number])

    def written(self, span: Span) -> str:
        """A span of the text in the letters of the file, if analysis reads others."""
        parts: list[str] = []
        at = span.start
        for place, word in self.disguised:
            if place.overlaps(span):
                first, last = max(place.start, span.start), min(place.end, span.end)
                parts += (self.text[at:first], word[first - place.start : last - place.start])
                at = last
        return "".join((*parts, self.text[at : span.end]))

    def marks_in(self, span: Span) -> tuple[Mark, ...]:
        """The marks that were removed from inside a span of the text."""
        first = bisect_right(self.marks, span.start, key=_mark_place)
        return self.marks[first : bisect_left(self.marks, span.end, key=_mark_place)]

    def seen(self, span: Span) -> tuple[str, Span]:
        """The visible text, and the place of a source span in it."""
        return (self.source, span) if self.page is None else (self.page.text, self.page.stretch(span))

    def place(self, span: Span) -> str | None:
        """The place of a source span in words, if lines and columns mean nothing to people."""
        return None if self.page is None else self.page.describe(span)


def _mark_place(mark: Mark) -> int:
    return mark.at


def line_starts(text: str) -> list[int]:
    """Where the lines of a text begin."""
    # str.splitlines would also break at form feeds and U+2028, which no editor counts as lines.
    return [0, *(match.end() for match in _LINE_END.finditer(text))]
