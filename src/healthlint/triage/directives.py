"""Parses the comments that silence findings, and determines which part of the file each applies to."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence

from healthlint.document.model import Comment, Document
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern
from healthlint.span import Span
from healthlint.triage.misspelled import meant

VERBS = ("ignore", "off", "on", "ignore-file")
_MARK = pattern(r"\s*healthlint\s*:", re.IGNORECASE)
_REASON = pattern(r"(?:^|\s)--(?:\s|$)")
_WORD = pattern(r"[^\s,]+")
_TEXT_LINE_END = pattern(r'(?<!\\)(?:\\\\)*(?:\\[nr]|")')
"""The end of a line in a JSON string, or of the string itself."""
_TABLE_TAG = pattern(r"<(table|t[rdh]|thead|tbody|tfoot)\b", re.IGNORECASE)
_ROW_TAG = pattern(r"</?tr\b|</table\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Directive:
    """`<!-- healthlint: verb code, code -- reason -->`: without codes it applies to every rule.

    `span` is the comment's, with its delimiters; `places` are those of the codes in the file; `blocks` and `removable`
    are as in `Comment`. `right` is the corrected form of a comment that cannot be read as it is.
    """

    verb: str
    codes: tuple[str, ...]
    places: tuple[Span, ...]
    reason: str
    span: Span
    blocks: tuple[int, ...] = ()
    removable: bool = True
    right: str = ""


@dataclass(frozen=True, slots=True)
class Area:
    """A directive and the largest part of the file that it silences; `code` is "" for every rule. `missing`: findings
    on the whole article too, wherever they are marked."""

    directive: Directive
    code: str
    span: Span
    missing: bool = False


def directives(document: Document) -> tuple[Directive, ...]:
    """The comments addressed to healthlint, in order."""
    return tuple(found for comment in document.comments if (found := _read(document.source, comment)) is not None)


def _read(source: str, comment: Comment) -> Directive | None:
    mark = _MARK.match(comment.text)
    if mark is None:
        return _misspelled(comment)
    # In a JSON string the comment is escaped, so its codes have no places of their own.
    inside = source.find(comment.text, comment.span.start, comment.span.end)
    head = comment.text[mark.end() :]
    reason = _REASON.search(head)
    words = list(_WORD.finditer(head, 0, reason.start() if reason else len(head)))
    at = inside + mark.end()
    return Directive(
        words[0][0].lower() if words else "",
        tuple(word[0] for word in words[1:]),
        tuple(Span(at + word.start(), at + word.end()) if inside >= 0 else comment.span for word in words[1:]),
        head[reason.end() :].strip() if reason else "",
        comment.span,
        comment.blocks,
        comment.removable,
    )


def _misspelled(comment: Comment) -> Directive | None:
    found = meant(comment.text, VERBS)
    return Directive(found[0], (), (), "", comment.span, right=found[1]) if found else None


class Endings:
    """Where an `on` ends what an earlier `off` began: for a rule it names in any way, or for all."""

    def __init__(self, found: Iterable[Directive]) -> None:
        self._places: dict[str, list[int]] = {}
        for directive in found:
            if directive.verb == "on":
                for code in directive.codes or ("",):
                    self._places.setdefault(code, []).append(directive.span.end)

    def cut(self, area: Area, names: Iterable[str]) -> Span:
        """The part of an area in which a rule with these names is silenced."""
        if area.directive.verb != "off":
            return area.span
        ends = [area.span.end]
        for name in ("", *names):
            places = self._places.get(name, ())
            at = bisect_right(places, area.span.start)
            ends += places[at : at + 1]
        return Span(area.span.start, min(ends))


class Areas:
    """Determines what each directive of a document silences."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._places = [document.prose.locate(block.span.start, block.span.end) for block in document.blocks]
        self._order = sorted(range(len(self._places)), key=lambda at: self._places[at])
        self._starts = [self._places[at].start for at in self._order]

    def of(self, found: Sequence[Directive]) -> Iterator[Area]:
        """The areas, one code at a time; a directive that silences nothing has none."""
        end = len(self._document.source)
        for directive in found:
            fronted = directive.span.overlaps(self._document.front)
            for code in directive.codes or ("",):
                if directive.verb == "ignore":
                    yield from (Area(directive, code, span, fronted) for span in self._near(directive))
                elif directive.verb == "ignore-file":
                    yield Area(directive, code, Span(0, end))
                elif directive.verb == "off":
                    # The order of keys in front matter does not matter.
                    yield Area(directive, code, Span(0 if fronted else directive.span.start, end))

    def _near(self, directive: Directive) -> Iterator[Span]:
        """The blocks that contain the comment; else one that ends on its line with no other after it; else the next one
        (for a table all of it, or the row that the comment is in), and the line below a comment that is alone on its
        line.
        """
        if directive.blocks:
            yield from (self._places[at] for at in directive.blocks)
            yield from self._rest(directive.blocks[-1], directive.span)
            return
        comment = directive.span
        at = bisect_right(self._starts, comment.start)
        before = self._order[at - 1] if at else None
        after = self._order[at] if at < len(self._order) else None
        if before is not None and self._ends_on_line(self._places[before], comment):
            holds = comment.end <= self._places[before].end
            if holds or after is None or not self._begins_on_line(self._places[after], comment):
                yield self._places[before]
                return
        yield from self._following(at, comment)

    def _rest(self, at: int, comment: Span) -> Iterator[Span]:
        """The lines that follow, if Markdown reads the line with the comment as a separate block."""
        blocks, position = self._document.blocks, self._document.position
        if self._document.format != "markdown" or comment.start > self._places[at].start or at + 1 >= len(blocks):
            return
        block, following = blocks[at], blocks[at + 1]
        alike = (block.kind, block.level, block.within, ()) == (
            following.kind, following.level, following.within, following.labels,
        )  # fmt: skip
        if alike and position(self._places[at + 1].start)[0] == position(self._places[at].end)[0] + 1:
            yield self._places[at + 1]

    def _following(self, at: int, comment: Span) -> Iterator[Span]:
        """The first block after a comment; `at` is its place in the order of the file."""
        if at < len(self._order):
            yield self._cells(at, comment) if self._is_cell(at) else self._places[self._order[at]]
        below = None if self._document.format == "json" else self._line_below(comment)
        if below is not None:
            yield below

    def _is_cell(self, at: int) -> bool:
        return "table" in self._document.blocks[self._order[at]].within

    def _cells(self, at: int, comment: Span) -> Span:
        """The table after a comment, or the row that it is in."""
        source, first = self._document.source, self._places[self._order[at]]
        tags = {tag[1].lower() for tag in _TABLE_TAG.finditer(source, comment.end, first.start)}
        if tags and "table" not in tags:
            return self._html_row(comment, first)
        if not tags and self._begins_on_line(first, comment):
            return self._run(at, lambda other: self._on_line(other, comment))
        return self._run(at, lambda other: True)

    def _run(self, at: int, belongs: Callable[[Span], bool]) -> Span:
        """The adjacent cells that belong with one of them."""
        first = last = at
        while first and self._is_cell(first - 1) and belongs(self._places[self._order[first - 1]]):
            first -= 1
        while last + 1 < len(self._order) and self._is_cell(last + 1) and belongs(self._places[self._order[last + 1]]):
            last += 1
        return self._places[self._order[first]].cover(self._places[self._order[last]])

    def _html_row(self, comment: Span, cell: Span) -> Span:
        """The row that a comment is in, or that follows it; `cell` is the first one after the comment."""
        source = self._document.source
        opened = max(source.rfind(tag, 0, comment.start) for tag in ("<tr", "<TR"))
        closed = max(source.rfind(tag, 0, comment.start) for tag in ("</tr", "</TR", "<table", "<TABLE"))
        end = _ROW_TAG.search(source, cell.end)
        return Span(opened if opened > closed else comment.start, end.start() if end else len(source))

    def _line_below(self, comment: Span) -> Span | None:
        """The line below a comment that has its lines to itself."""
        source, position, line = self._document.source, self._document.position, self._document.line
        first, last = line(position(comment.start)[0]), line(position(comment.end)[0])
        if first is None or last is None:
            return None
        if source[first.start : comment.start].strip() or source[comment.end : last.end].strip():
            return None
        return line(position(comment.end)[0] + 1)

    def _on_line(self, block: Span, comment: Span) -> bool:
        return (
            self._begins_on_line(block, comment) if block.start >= comment.end else self._ends_on_line(block, comment)
        )

    def _ends_on_line(self, block: Span, comment: Span) -> bool:
        """True if no line ends between the two. The lines of an export are those of its texts, not of the file."""
        if self._document.format == "json":
            return _TEXT_LINE_END.search(self._document.source, block.end, comment.start) is None
        position = self._document.position
        return position(max(block.end - 1, 0))[0] >= position(comment.start)[0]

    def _begins_on_line(self, block: Span, comment: Span) -> bool:
        """The same for a block after the comment."""
        if self._document.format == "json":
            return _TEXT_LINE_END.search(self._document.source, comment.end, block.start) is None
        position = self._document.position
        return position(block.start)[0] <= position(comment.end)[0]
