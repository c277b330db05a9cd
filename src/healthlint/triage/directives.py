"""The comments that silence findings, read: what each of them says and which stretch of the file it governs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

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
    """A directive and the stretch of the file that it silences at most; `code` is "" for every rule."""

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


class Endings:
    """Where `on` ends what an `off` before it began: for a rule that it names in any way, or for all."""

    def __init__(self, found: Iterable[Directive]) -> None:
        self._places: dict[str, list[int]] = {}
        for directive in found:
            if directive.verb == "on":
                for code in directive.codes or ("",):
                    self._places.setdefault(code, []).append(directive.span.end)

    def cut(self, area: Area, names: Iterable[str]) -> Span:
        """The stretch of an area in which a rule with these names is silenced."""
        if area.directive.verb != "off":
            return area.span
        ends = [area.span.end]
        for name in ("", *names):
            places = self._places.get(name, ())
            at = bisect_right(places, area.span.start)
            ends += places[at : at + 1]
        return Span(area.span.start, min(ends))


class Areas:
    """Works out what each directive of a document silences."""

    def __init__(self, document: Document) -> None:
        self._document = document
        places = [document.prose.locate(block.span.start, block.span.end) for block in document.blocks]
        self._blocks = sorted(places)
        self._starts = [place.start for place in self._blocks]

    def of(self, found: Sequence[Directive]) -> Iterator[Area]:
        """The areas, a code at a time; a directive that silences nothing has none."""
        end = len(self._document.source)
        for directive in found:
            for code in directive.codes or ("",):
                if directive.verb == "ignore":
                    yield from (Area(directive, code, span) for span in self._near(directive.span))
                elif directive.verb == "ignore-file":
                    yield Area(directive, code, Span(0, end))
                elif directive.verb == "off":
                    yield Area(directive, code, Span(directive.span.start, end))

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
