"""A paragraph of a Word file while it is read, and its output: to the page as visible, to the blocks as prose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import NamedTuple

from healthlint.document.addresses import find_urls
from healthlint.document.assemble import REFERENCE_MARK, Assembler
from healthlint.document.draft import Mark
from healthlint.document.model import BlockKind
from healthlint.document.page import Page
from healthlint.document.prose import ProseBuilder
from healthlint.document.superscripts import close_superscript
from healthlint.document.word.numbering import roman
from healthlint.document.word.places import Place, Region
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern
from healthlint.span import Span

# Markers typed before an item instead of using Word's lists; citation managers put a tab after the number.
_TYPED_MARKER = pattern(r"\s*(\d{1,3}[.)]|\(\d{1,3}\)|[•‣◦▪●·–-])[ \t\u00a0]+(?=\S)")
_MARKED: tuple[BlockKind, ...] = ("paragraph", "item")


class Chunk(NamedTuple):
    """Visible `text` for [start, end) of the file: its characters, or an element that stands for `text`."""

    text: str
    start: int
    end: int


class Break(NamedTuple):
    """A line break, `seen` on the page as a space; the end of a page or column is not."""

    start: int
    end: int
    seen: bool


class Note(NamedTuple):
    """The marker of a footnote or endnote, the `number`-th of its `kind`."""

    kind: str
    number: int
    start: int
    end: int


class Switch(NamedTuple):
    """The start of a link (its address) or its end (None); the start or end of italics or bold, of raised or struck-out
    text."""

    what: str
    value: str | bool | None


Step = Chunk | Break | Note | Switch


@dataclass(slots=True)
class Paragraph:
    """`steps` in order; the page and the blocks are made from them when the paragraph is complete.

    `runs_on` is True if its end was deleted: its text continues in the next paragraph, whose properties apply to both.
    """

    region: Region
    number: int
    cell: tuple[str, ...] | None = None
    within: tuple[str, ...] = ()
    style: str | None = None
    outline: int | None = None
    number_id: str | None = None
    depth: int | None = None
    kind: BlockKind = "paragraph"
    level: int = 0
    labels: tuple[str, ...] = ()
    steps: list[Step] = field(default_factory=list)
    runs: list[int] = field(default_factory=list)
    length: int = 0
    runs_on: bool = False

    def add(self, step: Step) -> None:
        """What comes next."""
        self.steps.append(step)
        self.length += len(_shown(step))

    def start_run(self) -> None:
        """A run begins here."""
        self.runs.append(self.length)

    def text(self) -> str:
        """The visible text of the paragraph, on one line."""
        return "".join(map(_shown, self.steps))


@dataclass(slots=True)
class Writer:
    """Writes paragraphs; endnotes are numbered after the `footnotes`, to keep the two apart."""

    footnotes: int
    out: Assembler = field(default_factory=Assembler)
    _page: ProseBuilder = field(default_factory=ProseBuilder)
    _places: list[Place] = field(default_factory=list)
    _end: int = 0
    _begun: list[Paragraph] = field(default_factory=list)

    def write(self, paragraph: Paragraph) -> None:
        """Write one paragraph to the page and, once it has an end, to the blocks."""
        self._write_line(paragraph)
        if self._begun and self._begun[-1].region is not paragraph.region:
            self._end_block()
        self._begun.append(paragraph)
        if not paragraph.runs_on:
            self._end_block()

    def page(self) -> Page:
        """The visible page; nothing is written after this."""
        self._end_block()
        return Page(self._page.build(), tuple(self._places))

    def _write_line(self, paragraph: Paragraph) -> None:
        if self._places:
            self._page.add("\n", Span(self._end, self._end))
        start = self._page.length
        self._places.append(Place(paragraph.region, paragraph.number, tuple(start + run for run in paragraph.runs)))
        for step in paragraph.steps:
            if not isinstance(step, Switch):
                self._page.add(_shown(step), Span(step.start, step.end))
                self._end = step.end

    def _end_block(self) -> None:
        """Paragraphs that run on into one another are one block, of the kind of the last."""
        if not self._begun:
            return
        paragraphs, self._begun = self._begun, []
        steps = [step for paragraph in paragraphs for step in paragraph.steps]
        text = _visible_text(steps)
        kind, labels, skipped = _marker(paragraphs[-1], text)
        if "footnote" in paragraphs[-1].within:
            # They follow the body, under whatever heading came last.
            self.out.end_sections()
        self.out.open(kind, paragraphs[-1].level, paragraphs[-1].within, labels)
        _Prose(self.out, text, skipped, self.footnotes).write(steps)
        self.out.close()


class _Cut(NamedTuple):
    """Text of a paragraph that is not prose: a typed marker, or an address, which becomes a link."""

    start: int
    end: int
    url: str = ""


class _Prose:
    """The steps of one paragraph as prose; a cut may extend over several of them."""

    def __init__(self, out: Assembler, text: str, skipped: int, footnotes: int) -> None:
        self._footnotes = footnotes
        self._out = out
        self._cuts = [_Cut(start, end, text[start:end]) for start, end in find_urls(text)]
        if skipped:
            self._cuts.insert(0, _Cut(0, skipped))
        self._next = 0
        self._at = 0
        self._raised: tuple[Mark, bool] | None = None
        self._struck = False

    def write(self, steps: list[Step]) -> None:
        for step in steps:
            if isinstance(step, Switch):
                self._switch(step)
            else:
                if not self._struck:
                    self._write(step)
                self._at += len(_shown(step))

    def _switch(self, step: Switch) -> None:
        if step.what == "stress":
            self._out.stress(bool(step.value))
        elif step.what == "struck":
            # Visible on the page, but no longer the writer's statement.
            self._struck = bool(step.value)
        elif step.what == "link":
            self._out.link(step.value if isinstance(step.value, str) else None)
        elif step.value:
            self._raised = (self._out.draft.mark(), step.what == "raised")
        elif self._raised is not None:
            mark, raised = self._raised
            self._raised = None
            close_superscript(self._out, mark, linked=not raised, raised=raised)

    def _write(self, step: Chunk | Break | Note) -> None:
        if isinstance(step, Break):
            self._out.line_break(step.start, step.end)
        elif isinstance(step, Note):
            mark = self._out.draft.mark()
            label = f"^{step.number + (self._footnotes if step.kind == 'endnote' else 0)}"
            self._out.exact(f"[{label}]", step.start, step.end)
            self._out.note(label, mark)
        elif len(step.text) == step.end - step.start:
            for start, end in self._kept(len(step.text)):
                self._out.literal(step.text[start:end], step.start + start)
        elif list(self._kept(len(step.text))):
            self._out.exact(step.text, step.start, step.end)

    def _kept(self, length: int) -> Iterator[tuple[int, int]]:
        """The spans of the next `length` characters that are prose; addresses are passed to the assembler."""
        place = 0
        while self._next < len(self._cuts) and self._cuts[self._next].start < self._at + length:
            cut = self._cuts[self._next]
            start, end = cut.start - self._at, cut.end - self._at
            if start > place:
                yield place, start
            if start >= 0 and cut.url:
                self._out.url(cut.url)
            place = end
            if end > length:
                return
            self._next += 1
        if place < length:
            yield place, length


def _shown(step: Step) -> str:
    if isinstance(step, Chunk):
        return step.text
    if isinstance(step, Note):
        return f"[{roman(step.number) if step.kind == 'endnote' else step.number}]"
    return " " if isinstance(step, Break) and step.seen else ""


def _visible_text(steps: list[Step]) -> str:
    """The visible text at full length, with spaces for struck-out text."""
    parts: list[str] = []
    struck = False
    for step in steps:
        if isinstance(step, Switch):
            struck = bool(step.value) if step.what == "struck" else struck
        else:
            parts.append(" " * len(_shown(step)) if struck else _shown(step))
    return "".join(parts)


def _marker(paragraph: Paragraph, text: str) -> tuple[BlockKind, tuple[str, ...], int]:
    """Kind and labels of a paragraph's block, and the length of a typed marker at its start."""
    kind, labels = paragraph.kind, paragraph.labels
    if kind not in _MARKED or paragraph.cell is not None:
        return kind, labels, 0
    if entry := REFERENCE_MARK.match(text):
        return "reference", (entry.group(1),), 0
    typed = _TYPED_MARKER.match(text) if kind == "paragraph" else None
    return ("item", (typed.group(1),), typed.end()) if typed else (kind, labels, 0)
