"""Builds a document: readers report what they find in the file, in order, and get blocks with exact places."""

from __future__ import annotations

from healthlint.document.addresses import DROPPED_CHARACTERS, dropped_in, irregular_in, url_of
from healthlint.document.draft import Draft, Mark, Marks, Part
from healthlint.document.model import Block, BlockKind, Comment, Document, Format
from healthlint.document.prose import ProseBuilder
from healthlint.document.sections import Sources, entitle
from healthlint.fast_dataclass import replace
from healthlint.pattern import pattern
from healthlint.span import Span

SEPARATOR = "\n\n"
_ALL = 1 << 40
REFERENCE_MARK = pattern(r"\s*(\[\d{1,3}\]|\{\d{1,3}\})")


class Assembler:
    """Collects blocks from left to right; empty ones are dropped."""

    def __init__(self) -> None:
        self._prose = ProseBuilder()
        self._blocks: list[Block] = []
        self._comments: list[Comment] = []
        self._marks = Marks()
        self._abroad: int | None = None
        self._draft: Draft | None = None
        self._queue: list[Draft] = []
        self._host: Draft | None = None
        self._aside_depth = 0
        self._sources = Sources()
        self._source_end = 0
        self._link: tuple[str, int] | None = None
        self._stress: tuple[int, int] = (0, 0)

    # Blocks

    @property
    def draft(self) -> Draft:
        """The block being written; a paragraph if none is open."""
        if self._draft is None:
            self._draft = Draft("paragraph")
        return self._draft

    def open(self, kind: BlockKind, level: int = 0, within: tuple[str, ...] = (), labels: tuple[str, ...] = ()) -> None:
        """Begin a block and end the one before."""
        self.close()
        if kind == "item" and self._sources.level:
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
            # A block begun inside the alt text has already ended it.
            return
        self._aside_depth -= 1
        if self._aside_depth == 0:
            if self._draft is not None:
                self._queue.append(self._draft)
            self._draft = self._host

    def end_sections(self) -> None:
        """Following blocks are under no heading."""
        self.close()
        self._sources.leave()

    # Text

    def flow(self, text: str, at: int) -> None:
        """Text of the file at `at`, with white space collapsed as in a browser."""
        text, at = self._reference_entry(text, at)
        draft = self.draft
        place = 0
        for match in irregular_in(text):
            start, end = match.span()
            if start < place:
                continue
            draft.words(text[place:start], at + place)
            first = text[start]
            if first in " \t\n\r\f":
                draft.blank(at + start, at + end)
            elif first.isascii():
                end = start + len(url_of(match.group()))
                self._url(text[start:end])
            place = end
            if end < match.end():
                draft.words(text[end : match.end()], at + end)
                place = match.end()
        draft.words(text[place:], at + place)

    def literal(self, text: str, at: int) -> None:
        """Text of the file at `at` as it is, without invisible characters."""
        draft = self.draft
        place = 0
        for match in dropped_in(text):
            start, end = match.span()
            if text[start].isascii():
                end = start + len(url_of(match.group()))
                self._url(text[start:end])
            if start > place:
                draft.add(text[place:start], at + place, at + start)
            place = end
        if place < len(text):
            draft.add(text[place:], at + place, at + len(text))

    def exact(self, text: str, start: int, end: int) -> None:
        """Text that the file writes differently in [start, end), such as an entity."""
        text = DROPPED_CHARACTERS.sub("", text)
        if text and not text.strip(" \t\n\r\f"):
            self.draft.blank(start, end)
        elif text:
            self.draft.add(text, start, end)

    def url(self, url: str) -> None:
        """A web address in the text: a link, not prose."""
        self._url(url)

    def line_break(self, start: int, end: int) -> None:
        """A visible line break."""
        if not self.draft.end_line(Part("\n", start, end)):
            self.draft.line_break(start, end)

    def soft_break(self, start: int, end: int) -> None:
        """A line end of the file inside a paragraph."""
        if not self.draft.end_line(Part(" ", start, end)):
            self.draft.blank(start, end)
        self.draft.fresh = True

    # Marks

    def stress(self, on: bool) -> None:
        """Begin or end italics or bold."""
        depth, start = self._stress
        if on:
            self._stress = (depth + 1, start if depth else self.draft.length)
        elif depth:
            if depth == 1:
                self.draft.emphasis.append((start, self.draft.length))
            self._stress = (depth - 1, start)

    @property
    def foreign(self) -> bool:
        """True if the following text is in a language other than English."""
        return self._abroad is not None

    def speak(self, foreign: bool) -> None:
        """The following text is in another language than English (True), or in English again."""
        here = self._draft.length if self._draft is not None else 0
        if foreign and self._abroad is None:
            self._abroad = here
        elif not foreign and self._abroad is not None:
            self.draft.foreign.append((self._abroad, here))
            self._abroad = None

    def link(self, url: str | None) -> None:
        """Begin a hyperlink, or end it (None)."""
        if self._link is not None:
            target, start = self._link
            self.draft.links.append((start, self.draft.length, target))
            self._link = None
        if url is not None:
            self._link = (url, self.draft.length)

    def label(self, mark: Mark) -> None:
        """The text since `mark` is also a label that something else in the file refers to."""
        self.draft.labelled.append((mark.length + (1 if mark.space else 0), self.draft.length))

    def note(self, label: str, mark: Mark) -> None:
        """The text since `mark` is a footnote marker."""
        start = mark.length + (1 if mark.space else 0)
        self.draft.notes.append((start, self.draft.length, label))

    def comment(self, start: int, end: int) -> None:
        """A comment of the file, with its delimiters; it belongs to the block that is being written."""
        if self._draft is not None:
            self._draft.comments.append(len(self._comments))
        self._comments.append(Comment("", Span(start, end)))

    @property
    def count(self) -> int:
        """The number of blocks so far."""
        return len(self._blocks)

    def directive(self, comment: Comment) -> None:
        """A directive given in front matter instead of a comment."""
        self._comments.append(comment)

    # The complete document

    def document(self, path: str, source: str, format: Format) -> Document:
        """The document built so far."""
        self.close()
        return Document(
            path=path,
            source=source,
            format=format,
            prose=self._prose.build(),
            blocks=tuple(entitle(self._blocks)),
            comments=tuple(comment if comment.text else _read(source, comment) for comment in self._comments),
            links=tuple(self._marks.links),
            notes=tuple(self._marks.notes),
            emphasis=tuple(self._marks.emphasis),
            labels=tuple(self._marks.labels),
            joints=tuple(self._marks.joints),
            foreign=tuple(self._marks.foreign),
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
        if found and (not draft.length or self._sources.level or draft.kind == "reference"):
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
        parts, lead = draft.trimmed()
        text = "".join(part.text for part in parts)
        if not text and not (draft.kind == "reference" and draft.links):
            # A source that is only an address is still an entry that a marker can refer to.
            return ""
        if self._blocks:
            self._prose.add(SEPARATOR, Span(self._source_end, self._source_end))
        self._sources.judge(draft, text, lead)
        start = self._prose.length
        for part in parts:
            self._prose.add(part.text, Span(part.start, part.end))
            self._source_end = part.end
        for number in draft.comments:
            self._comments[number] = replace(self._comments[number], blocks=(len(self._blocks),))
        self._blocks.append(Block(draft.kind, Span(start, self._prose.length), draft.level, draft.within, draft.labels))
        self._marks.take(draft, text, start, lead)
        if draft.kind in ("title", "heading"):
            self._sources.pass_heading(draft, text)
        return text


def _read(source: str, comment: Comment) -> Comment:
    # Taken from the file, as the reader may have worked on a text with parts blanked out.
    written = source[comment.span.start : comment.span.end]
    if written.startswith("{"):
        return replace(comment, text=written.removeprefix("{/*").removesuffix("}").rstrip().removesuffix("*/"))
    return replace(comment, text=written.removeprefix("<!--").removesuffix("-->"))
