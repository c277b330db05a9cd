"""The comments that silence findings, read: what each of them says and which stretch of the file it governs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from healthlint.document.model import Comment, Document
from healthlint.pattern import pattern
from healthlint.record import dataclass
from healthlint.span import Span

VERBS = ("ignore", "off", "on", "ignore-file")
_MARK = pattern(r"\s*healthlint\s*:", re.IGNORECASE)
_OPENING = "<!--"
_REASON = pattern(r"(?:^|\s)--(?:\s|$)")
_WORD = pattern(r"[^\s,]+")
_TEXT_LINE_END = pattern(r'(?<!\\)(?:\\\\)*(?:\\[nr]|")')
"""Where a line of a text in JSON ends, or the text itself."""


@dataclass(frozen=True, slots=True)
class Directive:
    """`<!-- healthlint: verb code, code -- reason -->`: without codes it means every rule.

    `span` is the comment's, with its delimiters; `places` are those of the codes in the file.
    """

    verb: str
    codes: tuple[str, ...]
    places: tuple[Span, ...]
    reason: str
    span: Span


@dataclass(frozen=True, slots=True)
class Area:
    """A directive and a stretch of the file that it silences; `code` is "" for every rule."""

    directive: Directive
    code: str
    span: Span


def directives(document: Document) -> tuple[Directive, ...]:
    """The comments that speak to healthlint, in order."""
    return tuple(found for comment in document.comments if (found := _read(document.source, comment)) is not None)


def _read(source: str, comment: Comment) -> Directive | None:
    mark = _MARK.match(comment.text)
    if mark is None:
        return None
    # In a JSON string the comment stands with escapes: then its codes have no places of their own.
    exact = source.startswith(_OPENING + comment.text, comment.span.start)
    head = comment.text[mark.end() :]
    reason = _REASON.search(head)
    words = list(_WORD.finditer(head, 0, reason.start() if reason else len(head)))
    at = comment.span.start + len(_OPENING) + mark.end()
    return Directive(
        words[0][0].lower() if words else "",
        tuple(word[0] for word in words[1:]),
        tuple(Span(at + word.start(), at + word.end()) if exact else comment.span for word in words[1:]),
        head[reason.end() :].strip() if reason else "",
        comment.span,
    )


class Areas:
    """Works out what each directive of a document silences."""

    def __init__(self, document: Document) -> None:
        self._document = document
        places = [document.prose.locate(block.span.start, block.span.end) for block in document.blocks]
        self._blocks = sorted(places)
        self._starts = [place.start for place in self._blocks]

    def of(self, found: Sequence[Directive]) -> Iterator[Area]:
        """The areas, a code at a time; a directive that silences nothing has none."""
        for index, directive in enumerate(found):
            for code in directive.codes or ("",):
                if directive.verb == "ignore":
                    yield from (Area(directive, code, span) for span in self._near(directive.span))
                elif directive.verb == "ignore-file":
                    yield Area(directive, code, Span(0, len(self._document.source)))
                elif directive.verb == "off":
                    yield Area(directive, code, Span(directive.span.start, self._end(code, found[index + 1 :])))

    def _end(self, code: str, later: Sequence[Directive]) -> int:
        """Where `on`, for this rule or for all, ends a range; the end of the file if nothing does."""
        ends = (each for each in later if each.verb == "on" and (not each.codes or code in each.codes))
        closing = next(ends, None)
        return len(self._document.source) if closing is None else closing.span.end

    def _near(self, comment: Span) -> Iterator[Span]:
        """The block that holds the comment or ends on its line; else the next block, and the line below."""
        index = bisect_right(self._starts, comment.start) - 1
        if index >= 0 and self._ends_on_line(self._blocks[index], comment):
            yield self._blocks[index]
            return
        following = bisect_left(self._starts, comment.end)
        if following < len(self._blocks):
            yield self._blocks[following]
        if self._document.format == "json":
            return
        below = self._document.line(self._document.position(comment.end)[0] + 1)
        if below is not None:
            yield below

    def _ends_on_line(self, block: Span, comment: Span) -> bool:
        """True when no line ends between the two. The lines of an export are those of its texts, not of the file."""
        if self._document.format == "json":
            return _TEXT_LINE_END.search(self._document.source, block.end, comment.start) is None
        position = self._document.position
        return position(max(block.end - 1, 0))[0] >= position(comment.start)[0]
