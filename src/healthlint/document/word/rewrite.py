"""Edits to the text of a Word file that lose nothing: not a run, not a style, not a byte of another member."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from healthlint.document.word.package import Part
from healthlint.document.word.read import WordFile, read_word
from healthlint.document.word.written import TextElement, Written
from healthlint.errors import InputError
from healthlint.pattern import pattern
from healthlint.span import Span

_UNWRITABLE = pattern("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPACE = " \t\r\n"
_PRESERVE = ' xml:space="preserve"'
_ELEMENT_NAME = pattern(r"<((?:[^\s:/>]+:)?)[^\s/>]+")

Patch = tuple[int, int, str]


def rewrite_docx(data: bytes, edits: Iterable[tuple[Span, str]], path: str = "<docx>") -> bytes:
    """The Word file in `data` with each span of its document's source replaced by a text.

    Only those characters of a span are touched that differ from the new text; it replaces the first of them, in that
    character's run, and the markup between characters stays. Unchanged members keep their packed bytes. Raises
    InputError for a file that cannot be read, for edits that overlap or contain no text, or whose text XML cannot
    represent.
    """
    wanted = sorted(edits)
    if not wanted:
        return data
    word = read_word(data, path)
    _refuse(wanted, path)
    rewriter = _Rewriter(word, path)
    patches = [patch for span, text in wanted for patch in rewriter.patches(span, text)]
    patches = [*patches, *_preserving(word.written, word.document.source, patches)]
    patches.sort(key=lambda patch: patch[:2])
    parts = word.package.texts.values()
    return word.package.archive.replaced({part.name: content for part in parts if (content := _patched(part, patches))})


def _refuse(edits: list[tuple[Span, str]], path: str) -> None:
    for (before, _), (after, _) in pairwise(edits):
        if after.start < before.end or before == after:
            raise InputError(f"{path}: two edits overlap at {after.start}; apply one of them")
    for span, text in edits:
        if _UNWRITABLE.search(text):
            raise InputError(f"{path}: the edit at {span.start} has a character that XML cannot represent; remove it")


class _Rewriter:
    """Finds the characters of an edit in the file, and their replacements."""

    def __init__(self, word: WordFile, path: str) -> None:
        assert word.document.page is not None
        self._path = path
        self._page = word.document.page
        self._source = word.document.source
        self._written = word.written
        self._starts = [text.start for text in word.written.texts]
        pieces = [piece for piece in self._page.prose.pieces if len(piece.source)]
        self._elements = frozenset(word.written.elements)
        self._whole = frozenset(piece.source.start for piece in pieces if len(piece.text) != len(piece.source))
        self._atoms = sorted({*((piece.source.start, piece.source.end) for piece in pieces), *self._elements})

    def patches(self, span: Span, text: str) -> Iterator[Patch]:
        """The patches of the XML that make one edit."""
        span, text = self._narrowed(span, text)
        if not len(span) and not text:
            return
        new: str | None = text
        for start, end in self._touched(span):
            element = self._text_at(start)
            if element is not None:
                first, last = max(start, span.start), min(end, span.end)
                if start in self._whole and (start < first < end or start < last < end):
                    raise InputError(
                        f"{self._path}: the edit at {span.start} splits a character; replace the whole of it"
                    )
                yield first, last, "" if new is None else _escaped(new, element, first)
                new = None
            elif (start, end) in self._elements:
                yield start, end, "" if not new else self._as_element(start, new)
                new = None
        if new is not None:
            raise InputError(
                f"{self._path}: there is no text at {span.start}; an edit must lie in the text of a paragraph"
            )

    def _narrowed(self, span: Span, text: str) -> tuple[Span, str]:
        """The edit without the characters it leaves unchanged at both ends; in other runs, that keeps their italics."""
        seen = self._page.stretch(span)
        old = self._page.text[seen.start : seen.end]
        head = _alike(old, text)
        tail = _alike(old[head:][::-1], text[head:][::-1])
        if not head + tail:
            return span, text
        kept = text[head : len(text) - tail]
        first, last = seen.start + head, seen.end - tail
        if first < last:
            return self._page.prose.locate(first, last), kept
        # An insertion goes with the character before it, if that is in a text and not in an element of its own.
        places = [self._page.prose.locate(first - 1, first).end] if head else []
        places += [self._page.prose.locate(first, first + 1).start] if tail else []
        found = next((at for at in places if not kept or self._touched(Span(at, at))), None)
        return (span, text) if found is None else (Span(found, found), kept)

    def _touched(self, span: Span) -> list[tuple[int, int]]:
        """The spans with characters of the edit; for an insertion, the text that it is in or at the end of."""
        first = bisect_right(self._atoms, span.start, key=lambda atom: atom[1])
        last = bisect_left(self._atoms, span.end, key=lambda atom: atom[0])
        if first < last:
            return self._atoms[first:last]
        around = self._atoms[max(first - 1, 0) : first + 1]
        return [atom for atom in around if atom[0] <= span.start <= atom[1] and self._text_at(atom[0])][:1]

    def _text_at(self, at: int) -> TextElement | None:
        index = bisect_right(self._starts, at) - 1
        found = self._written.texts[index] if index >= 0 else None
        return found if found is not None and at < found.end else None

    def _as_element(self, at: int, text: str) -> str:
        """Text in place of an element such as a tab, with the namespace prefix that this file uses."""
        found = _ELEMENT_NAME.match(self._source, at)
        assert found is not None
        return f"<{found[1]}t{_PRESERVE}>{_xml(text)}</{found[1]}t>"


def _alike(one: str, other: str) -> int:
    """The length of the common beginning of two texts."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((index for index, (a, b) in pairs if a != b), min(len(one), len(other)))


def _escaped(text: str, element: TextElement, at: int) -> str:
    if any(start <= at < end for start, end in element.cdata):
        return text.replace("]]>", "]]]]><![CDATA[>")
    return _xml(text)


def _xml(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _preserving(written: Written, source: str, patches: list[Patch]) -> Iterator[Patch]:
    """The attribute without which Word would drop white space that an edit has moved to the edge of an element."""
    patches = sorted(patches, key=lambda patch: patch[:2])
    ends = [patch[1] for patch in patches]
    for element in written.texts:
        index = bisect_left(ends, element.start)
        inside = []
        while index < len(patches) and patches[index][0] < element.end:
            if element.start <= patches[index][0]:
                inside.append(patches[index])
            index += 1
        if inside and not element.preserved:
            before = source[element.start : element.end]
            after = _applied(source, element.start, element.end, inside)
            if after.strip(_SPACE) != after and before.strip(_SPACE) == before:
                yield element.start - 1, element.start - 1, _PRESERVE


def _patched(part: Part, patches: list[Patch]) -> bytes | None:
    """The part's new bytes; None if it is unchanged."""
    end = part.start + len(part.text)
    own = [(a - part.start, b - part.start, text) for a, b, text in patches if part.start <= a < end]
    return part.encode(_applied(part.text, 0, len(part.text), own)) if own else None


def _applied(source: str, start: int, end: int, patches: list[Patch]) -> str:
    parts: list[str] = []
    for first, last, text in patches:
        parts += (source[start:first], text)
        start = last
    return "".join([*parts, source[start:end]])
