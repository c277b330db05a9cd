"""Puts a document together: readers say what they meet in the file, in order, and get blocks with exact places."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field, replace
from typing import NamedTuple

from healthlint.document.invisible import DROPPED
from healthlint.document.model import Block, BlockKind, Comment, Document, Format
from healthlint.document.prose import ProseBuilder
from healthlint.document.sources import HEADING, NAMED_ENTRY, NOTES_HEADING, names_source
from healthlint.pattern import pattern
from healthlint.record import dataclass
from healthlint.span import Span

SEPARATOR = "\n\n"
CHROME = frozenset({"nav", "header", "footer", "aside", "form"})

_URL = (
    r"(?<![A-Za-z0-9])(?:https?://|www\.)"
    r"(?:[^\s<>\"|`()\[\]{}&“”‘’«»…—–\u200b\u2060]"
    r"|\([^\s<>\"()]*\)"
    r"|&(?!(?:nbsp|[lg]t|quot|[lr][sd]quo|hellip|[mn]dash|#0*160|#[xX]0*[aA]0);))+"
)
_URL_TAIL = ".,;:!?'*_~"
_ADDRESS = pattern(_URL)
_IRREGULAR = pattern(rf"[ \t\n\r\f]{{2,}}|[\t\n\r\f]|{DROPPED}")
_IRREGULAR_OR_URL = pattern(rf"{_URL}|{_IRREGULAR.pattern}")
_DROPPED = pattern(DROPPED)
_DROPPED_OR_URL = pattern(rf"{_URL}|{_DROPPED.pattern}")

_ALL = 1 << 40
HYPHENS = frozenset("-‐")

REFERENCE_MARK = pattern(r"\s*(\[\d{1,3}\]|\{\d{1,3}\})")


class Part(NamedTuple):
    """`text` of a block from the file's [start, end)."""

    text: str
    start: int
    end: int


class Mark(NamedTuple):
    """A place in a draft to come back to."""

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
        """Append visible text, after the white space that waited for it."""
        if self.broken is not None:
            self._mend(text)
        if self.space is not None:
            self._put(self.space)
            self.space = None
        self._put(Part(text, start, end))
        self.fresh = False

    def blank(self, start: int, end: int) -> None:
        """White space as a browser sees it: one space between two visible things, none at an edge."""
        if self.broken is None and self.space is None and self.length and self.parts[-1].text[-1] != "\n":
            self.space = Part(" ", start, end)

    def line_break(self, start: int, end: int) -> None:
        """A break that the reader sees."""
        self.space = None
        if self.length:
            self._put(Part("\n", start, end))
        self.fresh = True

    def end_line(self, gap: Part) -> bool:
        """True where the line that ends here may end inside a word: then `gap` waits for what the next begins with."""
        tail = "".join(part.text for part in self.parts[-2:])[-2:]
        if self.space is None and len(tail) == 2 and tail[0].isalpha() and tail[1] in HYPHENS:
            self.broken, self.fresh = gap, True
        return self.broken is not None

    def _mend(self, text: str) -> None:
        """Leave out a line end inside a word, which goes on in lower case ("naltrex-", "one"), and put any other."""
        gap, self.broken = self.broken, None
        if text[:1].islower():
            self.joints.append(self.length - 1)
        elif gap is not None:
            self._put(gap)

    def mark(self) -> Mark:
        """Where the draft stands now."""
        return Mark(len(self.parts), self.length, self.space)

    def rewind(self, mark: Mark) -> None:
        """Forget the text added since `mark`."""
        del self.parts[mark.parts :]
        self.length = mark.length
        self.space = mark.space

    def _put(self, part: Part) -> None:
        self.parts.append(part)
        self.length += len(part.text)


class Assembler:
    """Collects blocks from left to right; an empty one never appears."""

    def __init__(self) -> None:
        self._prose = ProseBuilder()
        self._blocks: list[Block] = []
        self._comments: list[Comment] = []
        self._links: list[tuple[Span, str]] = []
        self._notes: list[tuple[Span, str]] = []
        self._emphasis: list[Span] = []
        self._labels: list[Span] = []
        self._joints: list[int] = []
        self._foreign: list[Span] = []
        self._abroad: int | None = None
        self._draft: Draft | None = None
        self._queue: list[Draft] = []
        self._host: Draft | None = None
        self._aside_depth = 0
        self._references = 0
        self._notes_only = False
        self._source_end = 0
        self._link: tuple[str, int] | None = None
        self._stress: tuple[int, int] = (0, 0)

    # Blocks

    @property
    def draft(self) -> Draft:
        """The block being written; a paragraph when none was opened."""
        if self._draft is None:
            self._draft = Draft("paragraph")
        return self._draft

    def open(self, kind: BlockKind, level: int = 0, within: tuple[str, ...] = (), labels: tuple[str, ...] = ()) -> None:
        """Begin a block; the one before it ends here."""
        self.close()
        if kind == "item" and self._references:
            kind = "reference"
            labels = tuple(label.strip("().") for label in labels if any(map(str.isalnum, label)))
        self._draft = Draft(kind, level, within, labels)

    def close(self) -> str:
        """End the block being written and return its text."""
        while self._aside_depth:
            self.end_aside()
        text = ""
        draft, self._draft = self._draft, None
        if draft is not None:
            self._cut_marks(draft)
            text = self._emit(draft)
        queue, self._queue = self._queue, []
        for aside in queue:
            self._emit(aside)
        return text

    def begin_aside(self, kind: BlockKind) -> None:
        """Begin a block inside the one being written, such as an image's alt text; it will follow its host."""
        self._aside_depth += 1
        if self._aside_depth == 1:
            self._host = self._draft
            host = self.draft
            self._draft = Draft(kind, 0, host.within)
            if self._abroad is not None:
                self._draft.foreign.append((0, _ALL))

    def end_aside(self) -> None:
        """Go back to the host."""
        if not self._aside_depth:
            # A block that began inside the alt text has already ended it.
            return
        self._aside_depth -= 1
        if self._aside_depth == 0:
            if self._draft is not None:
                self._queue.append(self._draft)
            self._draft = self._host

    def end_sections(self) -> None:
        """What follows stands under no heading."""
        self.close()
        self._references = 0

    # Text

    def flow(self, text: str, at: int) -> None:
        """Text of the file at `at`, white space collapsed as a browser does."""
        text, at = self._reference_entry(text, at)
        draft = self.draft
        place = 0
        for match in _finder(text, _IRREGULAR, _IRREGULAR_OR_URL).finditer(text):
            start, end = match.span()
            if start < place:
                continue
            _words(draft, text[place:start], at + place)
            first = text[start]
            if first in " \t\n\r\f":
                draft.blank(at + start, at + end)
            elif first.isascii():
                end = start + len(_url(match.group()))
                self._url(text[start:end])
            place = end
            if end < match.end():
                _words(draft, text[end : match.end()], at + end)
                place = match.end()
        _words(draft, text[place:], at + place)

    def literal(self, text: str, at: int) -> None:
        """Text of the file at `at` as it stands, without what nobody sees."""
        draft = self.draft
        place = 0
        for match in _finder(text, _DROPPED, _DROPPED_OR_URL).finditer(text):
            start, end = match.span()
            if text[start].isascii():
                end = start + len(_url(match.group()))
                self._url(text[start:end])
            if start > place:
                draft.add(text[place:start], at + place, at + start)
            place = end
        if place < len(text):
            draft.add(text[place:], at + place, at + len(text))

    def exact(self, text: str, start: int, end: int) -> None:
        """Text that the file writes in another way in [start, end), such as an entity."""
        text = _DROPPED.sub("", text)
        if text and not text.strip(" \t\n\r\f"):
            self.draft.blank(start, end)
        elif text:
            self.draft.add(text, start, end)

    def url(self, url: str) -> None:
        """A web address in the text: not prose, but a link."""
        self._url(url)

    def line_break(self, start: int, end: int) -> None:
        """A break that the reader sees."""
        if not self.draft.end_line(Part("\n", start, end)):
            self.draft.line_break(start, end)

    def soft_break(self, start: int, end: int) -> None:
        """A line end of the file inside a paragraph."""
        if not self.draft.end_line(Part(" ", start, end)):
            self.draft.blank(start, end)
        self.draft.fresh = True

    # Marks

    def stress(self, on: bool) -> None:
        """Italics or bold begin or end."""
        depth, start = self._stress
        if on:
            self._stress = (depth + 1, start if depth else self.draft.length)
        elif depth:
            if depth == 1:
                self.draft.emphasis.append((start, self.draft.length))
            self._stress = (depth - 1, start)

    @property
    def foreign(self) -> bool:
        """True where what comes next is in another language than English."""
        return self._abroad is not None

    def speak(self, foreign: bool) -> None:
        """What comes next is in another language than English, or in English again."""
        here = self._draft.length if self._draft is not None else 0
        if foreign and self._abroad is None:
            self._abroad = here
        elif not foreign and self._abroad is not None:
            self.draft.foreign.append((self._abroad, here))
            self._abroad = None

    def link(self, url: str | None) -> None:
        """A hyperlink begins, or ends (None)."""
        if self._link is not None:
            target, start = self._link
            self.draft.links.append((start, self.draft.length, target))
            self._link = None
        if url is not None:
            self._link = (url, self.draft.length)

    def label(self, mark: Mark) -> None:
        """What was written since `mark` is a label as well, to which something else in the file points."""
        self.draft.labelled.append((mark.length + (1 if mark.space else 0), self.draft.length))

    def note(self, label: str, mark: Mark) -> None:
        """What was written since `mark` is a footnote marker."""
        start = mark.length + (1 if mark.space else 0)
        self.draft.notes.append((start, self.draft.length, label))

    def comment(self, start: int, end: int) -> None:
        """A comment of the file, delimiters included in its place; it belongs to the block that is being written."""
        if self._draft is not None:
            self._draft.comments.append(len(self._comments))
        self._comments.append(Comment("", Span(start, end)))

    @property
    def count(self) -> int:
        """How many blocks there are so far."""
        return len(self._blocks)

    def directive(self, comment: Comment) -> None:
        """What front matter says in the place of a comment."""
        self._comments.append(comment)

    # The whole

    def document(self, path: str, source: str, format: Format) -> Document:
        """Everything so far."""
        self.close()
        return Document(
            path=path,
            source=source,
            format=format,
            prose=self._prose.build(),
            blocks=tuple(_entitle(self._blocks)),
            comments=tuple(comment if comment.text else _read(source, comment) for comment in self._comments),
            links=tuple(self._links),
            notes=tuple(self._notes),
            emphasis=tuple(self._emphasis),
            labels=tuple(self._labels),
            joints=tuple(self._joints),
            foreign=tuple(self._foreign),
        )

    def _url(self, url: str) -> None:
        draft = self.draft
        if self._link is None:
            draft.links.append((draft.length, draft.length, url))

    def _reference_entry(self, text: str, at: int) -> tuple[str, int]:
        draft = self.draft
        if not draft.fresh or draft.kind not in ("paragraph", "reference", "item"):
            return text, at
        found = REFERENCE_MARK.match(text)
        # Inside a paragraph a line may begin with a marker by chance; in a list of sources it is the next entry.
        if found and (not draft.length or self._references or draft.kind == "reference"):
            self.open("reference", draft.level, draft.within, (found.group(1),))
        return text, at

    def _cut_marks(self, draft: Draft) -> None:
        if self._link is not None:
            target, start = self._link
            if draft.length > start:
                draft.links.append((start, draft.length, target))
            self._link = (target, 0)
        depth, start = self._stress
        if depth:
            draft.emphasis.append((start, draft.length))
            self._stress = (depth, 0)
        if self._abroad is not None:
            draft.foreign.append((self._abroad, draft.length))
            self._abroad = 0

    def _emit(self, draft: Draft) -> str:
        parts, lead = _trim(draft.parts)
        text = "".join(part.text for part in parts)
        if not text and not (draft.kind == "reference" and draft.links):
            # A source that is nothing but an address is still an entry that a marker can lead to.
            return ""
        if self._blocks:
            self._prose.add(SEPARATOR, Span(self._source_end, self._source_end))
        self._tell_sources(draft, text, lead)
        start = self._prose.length
        for part in parts:
            self._prose.add(part.text, Span(part.start, part.end))
            self._source_end = part.end
        for number in draft.comments:
            self._comments[number] = replace(self._comments[number], blocks=(len(self._blocks),))
        self._blocks.append(Block(draft.kind, Span(start, self._prose.length), draft.level, draft.within, draft.labels))
        self._place_marks(draft, text, start, lead)
        if draft.kind in ("title", "heading") and not CHROME.intersection(draft.within):
            self._enter_section(draft.level, text)
        return text

    def _place_marks(self, draft: Draft, text: str, offset: int, lead: int) -> None:
        for start, end, target in draft.links:
            self._links.append((_place(text, start - lead, end - lead, offset), target))
        for start, end, label in draft.notes:
            self._notes.append((_place(text, start - lead, end - lead, offset), label))
        for start, end in draft.emphasis:
            span = _place(text, start - lead, end - lead, offset)
            if len(span):
                self._emphasis.append(span)
        for start, end in draft.labelled:
            self._labels.append(_place(text, start - lead, end - lead, offset))
        self._joints += [offset + at - lead for at in draft.joints]
        places = (_place(text, start - lead, end - lead, offset) for start, end in draft.foreign)
        self._foreign += [span for span in places if len(span)]

    def _tell_sources(self, draft: Draft, text: str, lead: int) -> None:
        """A list of sources may have entries without a number; a note may be the article's own word."""
        if draft.kind == "paragraph" and self._references and NAMED_ENTRY.match(text):
            draft.kind = "reference"
        elif draft.kind == "reference" and (self._notes_only if self._references else "footnote" in draft.within):
            links = [(start - lead, end - lead, target) for start, end, target in draft.links]
            if not names_source(text, links, bool(draft.emphasis)):
                draft.kind = "paragraph"
                draft.within = (*draft.within, *(() if "footnote" in draft.within else ("footnote",)))

    def _enter_section(self, level: int, text: str) -> None:
        if HEADING.fullmatch(text):
            self._references = max(level, 1)
            self._notes_only = NOTES_HEADING.fullmatch(text) is not None
        elif self._references and level <= self._references:
            self._references = 0


def _finder(text: str, plain: re.Pattern[str], with_urls: re.Pattern[str]) -> re.Pattern[str]:
    # Looking for addresses at every character is slow, and most stretches have none.
    return with_urls if "://" in text or "www." in text else plain


def _url(found: str) -> str:
    return found.rstrip(_URL_TAIL)


def find_urls(text: str) -> Iterator[tuple[int, int]]:
    """Where web addresses stand in the text."""
    if "://" in text or "www." in text:
        for match in _ADDRESS.finditer(text):
            yield match.start(), match.start() + len(_url(match.group()))


def _words(draft: Draft, text: str, at: int) -> None:
    """Text whose only collapsible white space is single spaces."""
    if not text:
        return
    start = 1 if text[0] == " " else 0
    if start:
        draft.blank(at, at + 1)
    end = len(text) - 1 if text[-1] == " " and len(text) > 1 else len(text)
    if end > start:
        # A space that cannot show (at the start of a line) must not leave its place to the text after it.
        draft.add(text[start:end], at + start, at + end)
    if end < len(text):
        draft.blank(at + end, at + len(text))


def _trim(parts: list[Part]) -> tuple[list[Part], int]:
    """The parts without white space at either edge, and how many characters of text went at the front."""
    first, last = 0, len(parts)
    lead = 0
    while first < last and parts[first].text.isspace():
        lead += len(parts[first].text)
        first += 1
    while last > first and parts[last - 1].text.isspace():
        last -= 1
    kept = parts[first:last]
    if kept:
        head = kept[0]
        cut = len(head.text) - len(head.text.lstrip())
        if cut and len(head.text) == head.end - head.start:
            kept[0] = Part(head.text[cut:], head.start + cut, head.end)
            lead += cut
        tail = kept[-1]
        cut = len(tail.text) - len(tail.text.rstrip())
        if cut and len(tail.text) == tail.end - tail.start:
            kept[-1] = Part(tail.text[:-cut], tail.start, tail.end - cut)
    return kept, lead


def _place(text: str, start: int, end: int, offset: int) -> Span:
    """A mark without white space at its edges, in the document's text."""
    start = min(max(start, 0), len(text))
    end = min(max(end, start), len(text))
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(offset + start, offset + end)


def _read(source: str, comment: Comment) -> Comment:
    # Cut out of the file: a reader may have had before it a text in which something was blotted out.
    written = source[comment.span.start : comment.span.end]
    if written.startswith("{"):
        return replace(comment, text=written.removeprefix("{/*").removesuffix("}").rstrip().removesuffix("*/"))
    return replace(comment, text=written.removeprefix("<!--").removesuffix("-->"))


def _entitle(blocks: list[Block]) -> list[Block]:
    """Make one heading the title: the first of level 1 in the article, else in the page, else an opening heading."""
    if any(block.kind == "title" for block in blocks):
        return blocks
    ones = [i for i, block in enumerate(blocks) if block.kind == "heading" and block.level == 1]
    inner = [i for i in ones if not CHROME.intersection(blocks[i].within)]
    chosen = (inner or ones or _opening_heading(blocks))[:1]
    return [replace(block, kind="title") if i in chosen else block for i, block in enumerate(blocks)]


def _opening_heading(blocks: list[Block]) -> list[int]:
    for index, block in enumerate(blocks):
        if block.kind == "field" or CHROME.intersection(block.within):
            continue
        return [index] if block.kind == "heading" and block.level <= 2 else []
    return []
