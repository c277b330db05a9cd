"""Citation marks, removed from the text for analysis and kept with it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from healthlint.analysis.citations import Entry, Marker, entries, markers, numbers
from healthlint.document.model import Block, Document, Mark
from healthlint.document.prose import Prose, ProseBuilder
from healthlint.fast_dataclass import dataclass, replace
from healthlint.measure import unit
from healthlint.pattern import pattern
from healthlint.span import Area, Span

_LIST = r"\d{1,3}(?: ?[,–-] ?\d{1,3}){0,9}"
_OTHERS = pattern(
    # A raised figure that lost its formatting: "properties.1 The FDA".
    rf"(?:[a-z]{{3}}|[)\]”\"’]|(?<![\d.,])(?:19|20)\d\d)(?<!\bfig)(?<!\bvol)(?<!\bsec)(?<!\bref)[.!?][”\"’)]?(?P<glued>{_LIST})"
    r"(?=\s+[“\"‘(]?[A-Z]|\s*$)"
    # Pandoc's citations and raised figures, kramdown's.
    rf"|\[(?:[^\[\]\n]{{0,80}}?[\s;-])?(?P<key>@[\w][\w:.#$%&+?<>~/-]*)[^\[\]\n]{{0,80}}\]"
    rf"|(?<=[^\W\d_]|[.,;%”\"’')])\^(?P<caret>{_LIST})\^"
    r"|(?P<latex>\\(?:foot|auto|paren|text)?cite[a-z]{0,3}\*?(?:\[[^\[\]\n]{0,40}\]){0,2}\{[^{}\n]{1,200}\})"
    rf"|\[(?:\s(?P<loose>{_LIST})\s?|(?P<open>{_LIST})(?:\s|\s?[,;]\s?))\]"
    r"|\[(?P<cited>[A-Z][\w’'-]+(?:,? (?:et al\.?|and|&|[A-Z][\w’'.-]*)){0,6},? (?:19|20)\d\d[a-z]?"
    r"(?:[,;:][^\[\]\n]{0,80})?)\]"
    r"|\[(?P<noted>(?:note|nb|fn|ref)\.? ?\d{1,3}|(?:refs?|sources?|citations?)|(?:[a-z]+ ){1,3}needed)\]"
    r"|(?<=[\w.,;:)”\"’])\[(?P<letter>[a-rt-z])\](?!\w)"
    r"|(?P<raised>⁽[⁰¹²³⁴-⁹,⁻]{1,9}⁾)|(?<=[^\W\d_])(?P<ring>[①-⑳❶-❿])"
    r"|(?<=[^\W\d_]{2})(?P<sign>[†‡§¶]{1,3})"
    r"|(?<![*\w])[^\W\d_]{3,}(?P<star>\*{1,3})(?=[\s.,;:)]|$)",
)
_MAY_BE_OTHER = pattern(r"[.!?][”\"’)]?\d|[\[^\\⁽①-⑳❶-❿†‡§¶]|\*(?:[\s.,;:)]|$)")
"""Characters of which one occurs in every other mark, so that most texts are not searched for each."""
_AFTER_COMMA = pattern(r"[a-z]{3}[,;](?P<glued>\d{1,2}(?: ?[,–-] ?\d{1,2}){0,9})(?=\s+(?P<next>[a-z]+))")
# "lupus2 and", if the list of sources reaches that far.
_AFTER_WORD = pattern(r"(?<![\w-])[a-z]{4,}(?P<glued>\d{1,2}(?:[,–-]\d{1,2}){0,9})(?=[\s.,;:)]|$)")
_LINKED = pattern(r"\[?\^?(?:\d{1,3}|[*†‡§¶]{1,3}|[a-z])\]?")
_BETWEEN = pattern(r"\s*[,;–-]?\s*")
_LETTER = pattern(r"[^\W_]")
_NEXT_WORD = pattern(r"\s?([^\W\d_]+|%)")
_CLOSES = frozenset(".,;:!?)]}”’%…")
_TAG = pattern(r"<([a-zA-Z]+)(?:\s[^<>]*)?>\Z")
_TARGET = pattern(r"\]\([^()\s]{0,300}\)")
_FIGURES = ("glued", "caret", "loose", "open", "raised")
_FIGURE = pattern(r"\d+")
_FRACTION = ("⁄", "/")
_LONGEST_TAG = 300


def without_marks(document: Document) -> Document:
    """The same document with every citation mark of its running text in `marks` and none in its text."""
    text = document.text
    if (
        not document.notes
        and text.isascii()
        and not any(sign in text for sign in "[]{}^*\\")
        and not _has_figures(text)
    ):
        return document
    found = list(_cuts(document, sorted(_marks(document), key=lambda marker: marker.span)))
    return _Cutter(document, found).document() if found else document


def _has_figures(text: str) -> bool:
    return any(map(str.isdigit, text)) and "." in text


@dataclass(frozen=True, slots=True)
class _Cut:
    """A stretch to remove, including the white space before it; `instead` replaces it."""

    span: Span
    instead: str
    markers: tuple[Marker, ...]


def _marks(document: Document) -> Iterator[Marker]:
    """Everything that is certainly a mark; a mark that is a whole block is included but stays in the text."""
    listed = list(entries(document))
    last = max((int(entry.number) for entry in listed if entry.number), default=0)
    sources = Area([block.span for block in document.blocks if block.kind == "reference"])
    found = [*_noted(document), *_sure(document, listed, last), *_linked(document), *_other(document.text, last)]
    for marker in found:
        block = document.block_at(marker.span.start)
        if block is None or sources.overlaps(marker.span) or not _says_more(document.text, block.span, marker.span):
            continue
        if not _is_amount(document.text, marker.span):
            yield marker


def _noted(document: Document) -> Iterator[Marker]:
    for span, label in document.notes:
        if len(span) and document.text[span.end : span.end + 1] not in _FRACTION:
            yield Marker("note", tuple(_FIGURE.findall(label)), span)


def _sure(document: Document, listed: Sequence[Entry], last: int) -> Iterator[Marker]:
    for marker in markers(document):
        if marker.style == "author-year":
            led = all(any(entry.answers(key) for entry in listed) for key in marker.keys)
            if document.text[marker.span.start] == "(" and (marker.sure or led):
                yield marker
        elif marker.sure or all(1 <= int(key) <= last for key in marker.keys):
            yield marker


def _linked(document: Document) -> Iterator[Marker]:
    """Links within the page whose text is a figure or a symbol."""
    for span, target in document.links:
        shown = document.text[span.start : span.end]
        if "#" in target and _LINKED.fullmatch(shown):
            yield Marker("note", tuple(numbers(shown)), span, False)


def _other(text: str, last: int) -> Iterator[Marker]:
    glued = 0
    for match in _OTHERS.finditer(text) if _MAY_BE_OTHER.search(text) else ():
        kind = match.lastgroup or ""
        keys = tuple(numbers(match[kind])) if kind in _FIGURES else ()
        whole = kind in ("glued", "sign", "star")
        glued += kind == "glued"
        yield Marker("superscript" if keys else "note", keys, Span(*match.span(kind if whole else 0)), kind != "glued")
    for match in _AFTER_COMMA.finditer(text) if glued or last else ():
        if unit(match["next"]) is None:
            yield Marker("superscript", tuple(numbers(match["glued"])), Span(*match.span("glued")), False)
    for match in _AFTER_WORD.finditer(text) if last else ():
        keys = tuple(numbers(match["glued"]))
        if all(1 <= int(key) <= last for key in keys):
            yield Marker("superscript", keys, Span(*match.span("glued")), False)


def _says_more(text: str, block: Span, mark: Span) -> bool:
    return bool(_LETTER.search(text, block.start, mark.start) or _LETTER.search(text, mark.end, block.end))


def _is_amount(text: str, mark: Span) -> bool:
    """True for "take [50] mg": a single bracketed figure before a unit."""
    if text[mark.start] not in "[({" or not text[mark.start - 1 : mark.start].isspace():
        return False
    following = _NEXT_WORD.match(text, mark.end)
    return following is not None and unit(following[1]) is not None


def _cuts(document: Document, found: Sequence[Marker]) -> Iterator[_Cut]:
    """The stretches to remove; adjacent marks are removed together with what separates them."""
    text, group = document.text, list[Marker]()
    for marker in found:
        if group and marker.span.start < group[-1].span.end:
            continue
        if group and not _BETWEEN.fullmatch(text, group[-1].span.end, marker.span.start):
            yield _cut(text, group)
            group = []
        group.append(marker)
    if group:
        yield _cut(text, group)


def _cut(text: str, group: Sequence[Marker]) -> _Cut:
    start, end = group[0].span.start, group[-1].span.end
    if text[start - 1 : start] == "(" and text[end : end + 1] == ")":
        start, end = start - 1, end + 1
    after = text[end : end + 1]
    if start and text[start - 1] in " \u00a0" and (not after or after.isspace() or after in _CLOSES):
        start -= 1
    joins = after.isalnum() and not text[start - 1 : start].isspace() and start > 0 and text[start - 1] != "\n"
    return _Cut(Span(start, end), " " if joins else "", tuple(group))


class _Cutter:
    """Removes stretches from a document's text and moves everything that has a place in it."""

    def __init__(self, document: Document, cuts: Sequence[_Cut]) -> None:
        self._document, self._cuts = document, cuts
        self._ends = [cut.span.end for cut in cuts]
        self._lost = [0]
        for cut in cuts:
            self._lost.append(self._lost[-1] + len(cut.span) - len(cut.instead))

    def document(self) -> Document:
        """The document without the marks."""
        document = self._document
        return replace(
            document,
            prose=self._prose(),
            blocks=tuple(self._block(block) for block in document.blocks),
            links=tuple((self._moved(span), target) for span, target in document.links),
            notes=(),
            emphasis=tuple(span for span in map(self._moved, document.emphasis) if len(span)),
            labels=tuple(span for span in map(self._moved, document.labels) if len(span)),
            joints=tuple(self._offset(at) for at in document.joints),
            foreign=tuple(span for span in map(self._moved, document.foreign) if len(span)),
            places=tuple((self._moved(span), name) for span, name in document.places),
            marks=tuple(self._marked()),
            _identifiers=[],
        )

    def _prose(self) -> Prose:
        out, prose, at = ProseBuilder(), self._document.prose, 0
        for cut in self._cuts:
            _copy(out, prose, at, cut.span.start)
            out.add(cut.instead, prose.locate(cut.span.start, cut.span.end))
            at = cut.span.end
        _copy(out, prose, at, len(prose.text))
        return out.build()

    def _marked(self) -> Iterator[Mark]:
        prose, source = self._document.prose, self._document.source
        for cut in self._cuts:
            at = self._offset(cut.span.start)
            first, last = cut.markers[0].span.start, cut.markers[-1].span.end
            taken = prose.locate(cut.span.start, cut.span.end).cover(_widened(source, prose.locate(first, last)))
            for marker in cut.markers:
                place = prose.locate(marker.span.start, marker.span.end)
                shown = self._document.text[marker.span.start : marker.span.end]
                yield Mark(marker.style, marker.keys, at, place, taken, shown, marker.sure)

    def _block(self, block: Block) -> Block:
        return replace(block, span=self._moved(block.span))

    def _moved(self, span: Span) -> Span:
        start = self._offset(span.start)
        return Span(start, max(start, self._offset(span.end)))

    def _offset(self, at: int) -> int:
        """The new position of an offset; for one inside a removed stretch, where that was."""
        index = bisect_right(self._ends, at)
        moved = at - self._lost[index]
        if index < len(self._cuts) and self._cuts[index].span.start < at:
            moved = self._cuts[index].span.start - self._lost[index]
        return moved


def _copy(out: ProseBuilder, prose: Prose, start: int, end: int) -> None:
    for piece in prose.slice(start, end):
        out.add(prose.text[piece.text.start : piece.text.end], piece.source)


def _widened(source: str, span: Span) -> Span:
    """The span widened to markup that contains nothing else: its link or its tags."""
    start, end = span.start, span.end
    while True:
        tag = _TAG.search(source, max(0, start - _LONGEST_TAG), start)
        if tag and source.startswith(close := f"</{tag[1]}>", end):
            start, end = tag.start(), end + len(close)
        elif source[start - 1 : start] == "[" and (target := _TARGET.match(source, end)):
            start, end = start - 1, target.end()
        else:
            return Span(start, end)
