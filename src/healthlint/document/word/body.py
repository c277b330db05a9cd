"""Walks the XML of a Word file's text and builds its paragraphs from the visible text of each run."""

from __future__ import annotations

from collections.abc import Callable

from healthlint.document.word.fields import Fields, link_target
from healthlint.document.word.paragraph import Break, Chunk, Note, Paragraph, Switch
from healthlint.document.word.run import CHARACTERS, Run, symbol, trimmed
from healthlint.document.word.shared import Shared
from healthlint.document.word.structure import Structure
from healthlint.document.word.styles import switched_on
from healthlint.document.word.written import TextElement
from healthlint.document.word.xml import tag_end
from healthlint.pattern import pattern

Attributes = Callable[[], dict[str, str]]

# Deleted or moved text, the old state of changes, and a drawing's fallback for old programs.
_SILENT = frozenset(
    "del moveFrom rPrChange pPrChange tblPrChange trPrChange tcPrChange sectPrChange tblGridChange numberingChange "
    "tabs sectPr mc:Fallback rt".split()
)
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_INSIDE = frozenset((*CHARACTERS, "br", "cr", "softHyphen", "sym", "footnoteReference", "endnoteReference"))
_RUN_PROPERTIES = frozenset(("rStyle", "vertAlign", "vanish", "strike", "dstrike", "b", "i"))
# In the properties of a paragraph, these two mean that its end was deleted or moved.
_NO_END = ("del", "moveFrom")
_LINE = "textWrapping"
# In Word, a line end in the XML is a space.
_NEW_LINE = pattern(r"[\r\n]")


class Body:
    """The event handler for one part; `base` is where its source begins, `links` the targets of its hyperlinks."""

    def __init__(self, source: str, base: int, shared: Shared, links: dict[str, str]) -> None:
        self.structure = Structure(shared.styles, shared.numbering)
        self._source = source
        self._base = base
        self._shared = shared
        self._links = links
        self._silent = 0
        self._fields = Fields()
        self._runs: list[Run | None] = []
        self._text: list[tuple[str, int, int, bool]] | None = None
        self._text_start = 0
        self._preserved = False
        self._element: tuple[str, int, dict[str, str]] | None = None
        self._stress = self._raised = self._struck = False
        self._describes_paragraph = False
        self._prompts: list[bool] = []
        self._prompting = 0

    # Events

    def start(self, name: str, attributes: Attributes, at: int) -> None:
        """An element begins."""
        if self._silent:
            self._silent += 1
        elif name in _SILENT:
            self._silent = 1
            if self._describes_paragraph and name in _NO_END and self._paragraph is not None:
                self._paragraph.runs_on = True
        elif name == "t":
            self._start_text(attributes(), at)
        elif name in _INSIDE:
            self._element = (name, at, attributes())
        elif name in _RUN_PROPERTIES:
            self._set_property(name, attributes())
        elif name in _STARTS:
            _STARTS[name](self, attributes())
        else:
            self.structure.start(name, attributes)

    def end(self, name: str, at: int) -> None:
        """An element ends."""
        if self._silent:
            self._silent -= 1
        elif name == "t":
            self._end_text(at)
        elif name in _INSIDE:
            self._end_element(at)
        elif name in _ENDS:
            _ENDS[name](self)
        else:
            self.structure.end(name)

    def text(self, text: str, start: int, end: int, verbatim: bool) -> None:
        """Character data: of a run, of a field's instruction, or invisible."""
        if self._silent:
            return
        if self._text is not None:
            self._text.append((text, start, end, verbatim))
        elif self._fields.in_instruction:
            self._fields.instruct(text)

    # Paragraphs and runs

    @property
    def _paragraph(self) -> Paragraph | None:
        return self.structure.paragraph

    def _start_paragraph(self, _: dict[str, str]) -> None:
        self._pause()
        self.structure.start_paragraph()
        self._runs.append(None)

    def _end_paragraph(self) -> None:
        self._pause()
        self._add_switch("link", None)
        self._fields.end_paragraph()
        self._runs.pop()
        self.structure.end_paragraph()

    def _pause(self) -> None:
        """End italics and superscript: a paragraph ends, or another one begins inside it."""
        if self._paragraph is not None:
            self._switch(False, False, False)

    def _start_run(self, _: dict[str, str]) -> None:
        if self._paragraph is not None:
            self._paragraph.start_run()
            self._runs[-1] = Run()

    def _end_run(self) -> None:
        if self._runs:
            self._runs[-1] = None

    def _set_property(self, name: str, said: dict[str, str]) -> None:
        run = self._runs[-1] if self._runs else None
        if run is not None:
            run.set(name, said.get("val", ""))

    def _describe_paragraph(self, _: dict[str, str]) -> None:
        self._describes_paragraph = True

    def _end_description(self) -> None:
        self._describes_paragraph = False

    # Text

    def _start_text(self, said: dict[str, str], at: int) -> None:
        self._text = []
        self._text_start = self._tag_end(at)
        self._preserved = said.get("space") == "preserve"

    def _end_text(self, at: int) -> None:
        pieces, self._text = self._text or [], None
        if not pieces or not self._is_seen():
            return
        cdata = tuple((start, end) for _, start, end, verbatim in pieces if verbatim)
        self._shared.written.texts.append(TextElement(self._text_start, at, self._preserved, cdata))
        chunks = [Chunk(_NEW_LINE.sub(" ", text), start, end) for text, start, end, _ in pieces]
        for chunk in chunks if self._preserved else trimmed(chunks):
            self._add(chunk)

    def _end_element(self, at: int) -> None:
        if self._element is None:
            return
        (name, start, said), self._element = self._element, None
        if not self._is_seen():
            return
        end = self._element_end(start, at)
        if name in ("footnoteReference", "endnoteReference"):
            kind = name.removesuffix("Reference")
            self._add(Note(kind, self._shared.notes[kind].number(said.get("id", "")), start, end))
            return
        self._shared.written.elements.append((start, end))
        if name in ("br", "cr"):
            self._add(Break(start, end, said.get("type", _LINE) == _LINE))
        elif name != "softHyphen" and (text := symbol(said) if name == "sym" else CHARACTERS[name]):
            self._add(Chunk(text, start, end))

    def _add(self, step: Chunk | Break | Note) -> None:
        run, paragraph = self._runs[-1], self._paragraph
        assert run is not None
        assert paragraph is not None
        looks = [self._shared.styles.look(run.style)] if run.style else []
        stress = any(look.stress for look in looks) if run.stress is None else run.stress
        looks.append(self._shared.styles.look(paragraph.style))
        struck = any(look.struck for look in looks) if run.struck is None else run.struck
        self._switch(stress, run.raised, struck)
        paragraph.add(step)

    def _switch(self, stress: bool, raised: bool, struck: bool) -> None:
        if struck != self._struck:
            self._struck = struck
            self._add_switch("struck", struck)
        if raised != self._raised:
            self._raised = raised
            self._add_switch("raised", raised)
        if stress != self._stress:
            self._stress = stress
            self._add_switch("stress", stress)

    def _add_switch(self, what: str, value: str | bool | None) -> None:
        if self._paragraph is not None:
            self._paragraph.add(Switch(what, value))

    def _is_seen(self) -> bool:
        """True if text is the writer's and not hidden."""
        run = self._runs[-1] if self._runs else None
        if run is None or self._paragraph is None or self._fields.in_instruction or self._prompting:
            return False
        if run.vanish is not None:
            return not run.vanish
        hidden = bool(run.style) and self._shared.styles.look(run.style).vanish
        return not hidden and not self._shared.styles.look(self._paragraph.style).vanish

    def _tag_end(self, at: int) -> int:
        return tag_end(self._source, at - self._base) + self._base

    def _element_end(self, start: int, at: int) -> int:
        """The end of an element that began at `start` and whose end tag is at `at`."""
        opened = self._tag_end(start)
        return opened if self._source[opened - self._base - 2] == "/" else self._tag_end(at)

    # Links and fields

    def _start_link(self, said: dict[str, str]) -> None:
        target = self._links.get(said.get("id", ""))
        if target is None and "anchor" in said:
            target = f"#{said['anchor']}"
            # A link to a place in the article may be the marker of a note.
            self._add_switch("marker", True)
        if target is not None:
            self._add_switch("link", target)

    def _end_link(self) -> None:
        self._switch(False, False, self._struck)
        self._add_switch("marker", False)
        self._add_switch("link", None)

    def _start_simple_field(self, said: dict[str, str]) -> None:
        target = link_target(said.get("instr", ""))
        if target is not None:
            self._add_switch("link", target)

    def _mark_field(self, said: dict[str, str]) -> None:
        kind = said.get("fldCharType", "")
        if kind == "begin":
            self._fields.begin()
        elif kind == "separate" and (target := self._fields.separate()) is not None:
            self._add_switch("link", target)
        elif kind == "end" and self._fields.end():
            self._add_switch("link", None)

    # Content controls and notes

    def _start_control(self, _: dict[str, str]) -> None:
        self._prompts.append(False)

    def _mark_prompt(self, said: dict[str, str]) -> None:
        if self._prompts and not self._prompts[-1] and switched_on(said.get("val", "")):
            # "Click here to enter text" is Word's, not the writer's.
            self._prompts[-1] = True
            self._prompting += 1

    def _end_control(self) -> None:
        self._prompting -= self._prompts.pop()

    def _start_note(self, kind: str, said: dict[str, str]) -> None:
        notes = self._shared.notes[kind].numbers
        number = notes.get(said.get("id", ""))
        if number is None or said.get("type") in _SEPARATORS:
            self._silent = 1
        else:
            # Analysis distinguishes notes by number alone, so endnotes continue the numbers of footnotes.
            self.structure.start_note(kind, number, str(number + self._shared.earlier(kind)))


Start = Callable[[Body, dict[str, str]], None]
_STARTS: dict[str, Start] = {
    "p": Body._start_paragraph, "pPr": Body._describe_paragraph, "r": Body._start_run, "hyperlink": Body._start_link,
    "fldSimple": Body._start_simple_field, "fldChar": Body._mark_field, "sdt": Body._start_control,
    "showingPlcHdr": Body._mark_prompt,
    "footnote": lambda body, said: body._start_note("footnote", said),
    "endnote": lambda body, said: body._start_note("endnote", said),
}  # fmt: skip
_ENDS: dict[str, Callable[[Body], None]] = {
    "p": Body._end_paragraph, "pPr": Body._end_description, "r": Body._end_run, "hyperlink": Body._end_link,
    "fldSimple": Body._end_link, "sdt": Body._end_control, "footnote": lambda body: body.structure.end_note(),
    "endnote": lambda body: body.structure.end_note(),
}  # fmt: skip
