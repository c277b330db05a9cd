"""Reference markers in the text and the entries of the reference list that they lead to."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, cast

from healthlint.analysis.calendar import MONTHS_IN_FULL
from healthlint.document.model import Block, Document, Mark
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern
from healthlint.span import Area, Span

Style = Literal["square", "brace", "round", "superscript", "note", "plain", "author-year"]

_MARKER = pattern(
    r"\[(?P<square>\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\]"
    r"|\{(?P<brace>\d{1,3}(?:\s*[,;–-]\s*\d{1,3})*)\}"
    r"|(?<=[\w.,;%”\"’')])\s?\((?P<round>\d{1,2}(?:\s*[,;–-]\s*\d{1,2})*)\)(?=[\s.,;:!?)]|$)"
    # "m²" and "10⁹" are powers; a marker follows punctuation or a word. No list has a billion entries.
    r"|(?:(?<=[.,;%”\"’')])|(?<=[^\W\d_]{3}))(?P<superscript>[⁰¹²³⁴-⁹]{1,9})(?![⁰¹²³⁴-⁹])"
)
_OPENING = pattern(r"[\[{(⁰¹²³⁴-⁹]")
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_LABEL = pattern(r"(?P<open>[\[{(^]?)\s*(?P<number>\d{1,3})")
_NUMBERED = pattern(r"\s*(?P<open>[\[{(^]?)(?P<number>\d{1,3}|[⁰¹²³⁴-⁹]{1,3})(?:[\]})]?[.:)]?\s+(?=\D)|(?=[A-Z][a-z]))")
_OPENINGS: dict[str, Style] = {"[": "square", "{": "brace", "(": "round", "^": "note", "": "plain"}

_NAME = r"(?:(?:van|von|de[rnl]?|la|le|du|di|el) )*[A-Z][\w’'-]+(?: (?:of|for|the|and)(?= [A-Z])| [A-Z][\w’'-]+){0,8}"
_AUTHORS = rf"{_NAME}(?:, {_NAME}){{0,3}}(?:,? (?:and|&) {_NAME})?(?:,? et al\.?| and colleagues)?"
_YEAR = r"(?:19|20)\d\d[a-z]?"
_BRACKETED = pattern(r"\(([^()\n]{6,300})\)")
_CITED = pattern(
    rf"(?:see(?: also)? |e\.g\.,? |cf\.? )?(?P<names>{_AUTHORS})(?P<comma>,?) (?P<years>{_YEAR}(?:, {_YEAR})*)"
    r"(?:[,:] ?(?:pp?\. ?)?\d+(?:[–-]\d+)?)?"
)
_NARRATED = pattern(rf"(?P<names>{_AUTHORS}) \((?P<years>{_YEAR}(?:, {_YEAR})*)\)")
_BRACKETED_YEAR = pattern(r"\([^()\n]{0,300}?(?:19|20)\d\d")
_YEARS = pattern(r"\b(?:19|20)\d\d[a-z]?\b")
_WORDS = pattern(r"[^\W\d_][\w’'-]*")


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker in running text; `keys` are the entries that it leads to: numbers ("[2-4]" leads to three), or name and
    year ("gray 2020"). `sure` is False if it may be something else: "(4)", "(Stanford, 2013)", "Gray (2020)".

    For a marker removed from the text, `shown` is its text and `place` its position in the file."""

    style: Style
    keys: tuple[str, ...]
    span: Span
    sure: bool = True
    shown: str = ""
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the reference list: its number ("" if it has none), the words and the years in it."""

    style: Style
    number: str
    span: Span
    words: frozenset[str]
    years: frozenset[str]
    name: str = ""

    def answers(self, key: str) -> bool:
        """True if a marker with this key refers to this entry; an initialism refers to the name it stands for."""
        name, _, year = key.rpartition(" ")
        if not name:
            return key == self.number
        # "2020a" may be listed without its letter, and the other way round.
        return name in self.words and any(year.startswith(own) or own.startswith(year) for own in self.years)


def markers(document: Document) -> Iterator[Marker]:
    """The markers of the running text, in order; footnote links of the markup are markers too."""
    yield from sorted((*_cut_out(document), *_in_text(document)), key=_order)


def _order(marker: Marker) -> tuple[int, int]:
    return marker.span.start, marker.place.start if marker.place else 0


def _cut_out(document: Document) -> Iterator[Marker]:
    listed = Area(block.span for block in document.blocks if block.kind == "reference")
    for mark in document.marks:
        if mark.keys and not _is_label(document, mark, listed):
            style = cast("Style", mark.style)
            yield Marker(style, mark.keys, Span(mark.at, mark.at), mark.sure, mark.shown, mark.place)


def _is_label(document: Document, mark: Mark, listed: Area) -> bool:
    """True for the number before an entry that has a line of its own in a list of sources."""
    line = document.text.rfind("\n", 0, mark.at) + 1
    return listed.overlaps(Span(mark.at, mark.at + 1)) and not document.text[line : mark.at].strip()


def _in_text(document: Document) -> Iterator[Marker]:
    listed = [block.span for block in document.blocks if block.kind == "reference"]
    # A raised figure before a fraction bar is half of a number.
    raised = [
        (span, label) for span, label in document.notes if document.text[span.end : span.end + 1] not in ("⁄", "/")
    ]
    notes = [Marker("note", tuple(re.findall(r"\d+", label)), span) for span, label in raised]
    elsewhere = Area([*listed, *(span for span, _ in document.notes)])
    found = [*notes, *_numbered(document.text), *_author_year_markers(document.text)]
    for marker in found:
        if marker.keys and (marker.style == "note" or not elsewhere.overlaps(marker.span)):
            yield marker


def entries(document: Document) -> Iterator[Entry]:
    """The entries of the reference list, in order."""
    listed: set[str] = set()
    for block in document.blocks:
        # A note with text of its own is still what its marker leads to.
        if block.kind != "reference" and not ("footnote" in block.within and block.labels):
            continue
        lines = list(_lines(document, block))
        for label, span in lines or [(_label(document, block), block.span)]:
            text = document.text[span.start : span.end]
            years = frozenset(_YEARS.findall(text))
            if label is None and years:
                first = _WORDS.search(text)
                name = f"{first[0]} {min(years)}" if first else ""
                yield Entry("author-year", "", span, _names(text), years, name)
            elif label is not None and ("table" not in block.within or label["number"] not in listed):
                listed.add(label["number"])
                number = label["number"].translate(_SUPERSCRIPTS).lstrip("0")
                yield Entry(_OPENINGS[label["open"]], number, span, _names(text), years)


def _label(document: Document, block: Block) -> re.Match[str] | None:
    """The number of an entry: before a list item, at the head of a table's row, or first in a paragraph."""
    if "table" in block.within:
        return _LABEL.fullmatch(block.labels[-1].strip(" .)]}")) if len(block.labels) > 1 else None
    if block.labels:
        return _LABEL.match(block.labels[0])
    return _NUMBERED.match(document.text, block.span.start, block.span.end)


def _lines(document: Document, block: Block) -> Iterator[tuple[re.Match[str] | None, Span]]:
    """The lines of a block of several entries that begin with a number, in the text or removed from it as a mark."""
    text, start = document.text, block.span.start
    if block.kind != "reference" or "\n" not in text[start : block.span.end].strip():
        return
    while start < block.span.end:
        end = text.find("\n", start, block.span.end)
        end = block.span.end if end < 0 else end
        marks = [mark for mark in document.marks_in(block.span) if start <= mark.at <= end]
        label = _LABEL.match(marks[0].shown) if marks and not text[start : marks[0].at].strip() else None
        label = label or _NUMBERED.match(text, start, end)
        if label is not None:
            yield label, Span(start, end)
        start = end + 1


def _numbered(text: str) -> Iterator[Marker]:
    for match in _markers(text):
        span = Span(match.start() + len(match[0]) - len(match[0].lstrip()), match.end())
        style: Style = match.lastgroup  # type: ignore[assignment]
        yield Marker(style, numbers(match[match.lastgroup or 0]), span, style != "round")


def _markers(text: str) -> Iterator[re.Match[str]]:
    """The matches of `_MARKER.finditer`, searched only where a marker can begin."""
    until = 0
    for opening in _OPENING.finditer(text):
        start = opening.start()
        if opening[0] == "(" and text[start - 1 : start].isspace():
            start -= 1
        match = _MARKER.match(text, start) if start >= until else None
        if match is not None:
            until = match.end()
            yield match


def _author_year_markers(text: str) -> Iterator[Marker]:
    if _BRACKETED_YEAR.search(text) is None:
        return
    for bracket in _BRACKETED.finditer(text):
        parts = [_CITED.fullmatch(part.strip()) for part in bracket[1].split(";")]
        cited = [part for part in parts if part is not None and not _dated(part["names"])]
        if cited and len(cited) == len(parts):
            keys = tuple(key for part in cited for key in _keys(part["names"], part["years"]))
            yield Marker("author-year", keys, Span(bracket.start(), bracket.end()), any(map(_several, cited)))
    for match in _NARRATED.finditer(text):
        if not _dated(match["names"]):
            keys = _keys(match["names"], match["years"])
            yield Marker("author-year", keys, Span(match.start(), match.end()), sure=False)


def _several(cited: re.Match[str]) -> bool:
    """True for "Gray et al., 2020" and "Gray & Brown, 2020", which can only be citations."""
    return cited["comma"] == "," and re.search(r" et al|&| and ", cited["names"]) is not None


def _dated(names: str) -> bool:
    return not MONTHS_IN_FULL.isdisjoint(word.casefold() for word in _WORDS.findall(names))


def _keys(names: str, years: str) -> tuple[str, ...]:
    """The first author's last name with each year; "van der Berg" may be listed as Berg or as van der Berg."""
    first = re.split(r",| and | & | et al", names, maxsplit=1)[0]
    name = (_WORDS.findall(first) or [""])[-1].casefold()
    return tuple(f"{name} {year}" for year in _YEARS.findall(years))


def _names(text: str) -> frozenset[str]:
    """The words of an entry, and the initials of the name that it begins with ("World Health Organization": who)."""
    words = _WORDS.findall(text)
    leading = []
    for word in words:
        if not word[0].isupper() and word not in ("of", "for", "the", "and"):
            break
        leading.append(word)
    capitals = [word[0] for word in leading if word[0].isupper()]
    initials = {"".join(capitals[:size]).casefold() for size in range(2, len(capitals) + 1)}
    return frozenset(word.casefold() for word in words) | initials


def numbers(text: str) -> tuple[str, ...]:
    """The entries that the figures of a marker refer to, including the range between two of them."""
    numbers: list[int] = []
    for part in re.split(r"\s*[,;]\s*", text.translate(_SUPERSCRIPTS)):
        # A longer run of digits refers to no entry, and Python refuses to parse one of thousands.
        ends = [int(end) for end in re.findall(r"(?<!\d)\d{1,6}(?!\d)", part)]
        if len(ends) == 2 and ends[0] < ends[1] <= ends[0] + 50:
            numbers += range(ends[0], ends[1] + 1)
        else:
            numbers += ends
    return tuple(map(str, numbers))
