"""Walks HTML tags and text into an assembler: one walker serves a whole page or the HTML inside Markdown."""

from __future__ import annotations

from collections.abc import Callable

from healthlint.document import characters
from healthlint.document.assemble import Assembler
from healthlint.document.draft import Mark
from healthlint.document.elements import BLOCKS, SILENT, SILENT_INLINE, STRESS, VOID, is_hidden, language_of
from healthlint.document.languages import Languages
from healthlint.document.open_elements import Context, OpenElements
from healthlint.document.superscripts import close_superscript
from healthlint.document.tags import Attribute, Token, attributes, tokens
from healthlint.fast_dataclass import dataclass


@dataclass(slots=True)
class _Note:
    """A <sup> or an in-page link that may turn out to be a footnote marker."""

    mark: Mark
    start: int
    linked: bool
    raised: bool


class Walker:
    """Accepts HTML in pieces; elements left open stay open for the next piece."""

    def __init__(self, assembler: Assembler, outer: Callable[[], Context | None] = lambda: None) -> None:
        self._out = assembler
        self._outer = outer
        self._note: _Note | None = None
        self._silent = ""
        self._silent_depth = 0
        self._text = ""
        self._at = 0
        self._languages = Languages(assembler.speak, assembler.foreign)
        self.open = OpenElements(self._languages)

    @property
    def silent(self) -> bool:
        """True inside an element whose text is not prose."""
        return bool(self._silent or self.open.hidden)

    def feed(self, text: str, at: int) -> None:
        """Read a piece of HTML that begins at offset `at` in the file."""
        self._text = text
        self._at = at
        for token in tokens(text):
            if token.kind == "text":
                if not self.silent:
                    characters.flow(self._out, text[token.start : token.end], at + token.start)
            elif token.kind == "comment":
                self._out.comment(at + token.start, at + token.end)
            elif self._silent:
                self._in_silence(token)
            elif token.kind == "start":
                self._start(token)
            else:
                self._end(token)

    def end_inline(self) -> None:
        """Inline elements end with the Markdown paragraph they are in."""
        self._silent = ""
        self._note = None

    def boundary(self) -> None:
        """One block ends, the next begins."""
        self._finish()
        kind, level, labels = self.open.context() or self._outer() or ("paragraph", self.open.depth, ())
        self._out.open(kind, level, self.open.containers.names, labels)

    # Tags

    def _start(self, token: Token) -> None:
        name = token.name
        if name in SILENT:
            if self._text[token.end - 2] != "/":
                self._begin_silence(name)
        elif name in BLOCKS:
            self._start_block(token)
        elif self.open.hidden:
            pass
        elif name not in VOID and is_hidden(found := self._attributes(token)):
            self._begin_silence(name)
        else:
            if name not in VOID:
                self._languages.enter(name, language_of(found))
            self._start_inline(token)

    def _attributes(self, token: Token) -> dict[str, Attribute]:
        return attributes(self._text, token) if token.end - token.body > 1 else {}

    def _start_inline(self, token: Token) -> None:
        name = token.name
        if name in STRESS:
            self._out.stress(True)
        elif name == "a":
            self._start_link(token)
        elif name == "sup":
            self._open_note(token, linked=False, raised=True)
        elif name == "br":
            self._out.line_break(self._at + token.start, self._at + token.end)
        elif name == "img":
            self._image(token)

    def _end(self, token: Token) -> None:
        name = token.name
        if name in BLOCKS:
            if self.open.holds(name):
                self._finish()
                self.open.leave(name)
            self.boundary()
        elif self.open.hidden:
            pass
        else:
            self._end_inline(name, token)
            self._languages.leave(name)

    def _end_inline(self, name: str, token: Token) -> None:
        if name in STRESS:
            self._out.stress(False)
        elif name == "a":
            if self._note is not None and not self._note.raised:
                self._close_note(token)
            self._out.link(None)
        elif name == "sup":
            self._close_note(token)
        elif name == "br":
            self._out.line_break(self._at + token.start, self._at + token.end)

    def _begin_silence(self, name: str) -> None:
        self._silent, self._silent_depth = name, 1
        if name == "pre":
            self.boundary()

    def _in_silence(self, token: Token) -> None:
        if token.name == self._silent:
            self._silent_depth += 1 if token.kind == "start" else -1
            if not self._silent_depth:
                self._silent = ""
        elif (self._silent in SILENT_INLINE or self._silent not in SILENT) and token.name in BLOCKS:
            # Unclosed code or a hidden phrase must not swallow the rest of the article.
            self._silent = ""
            (self._start if token.kind == "start" else self._end)(token)

    # Blocks

    def _start_block(self, token: Token) -> None:
        name = token.name
        found = self._attributes(token)
        self._finish()
        self.open.leave_leaf(name)
        self.open.enter(name, found)
        self.boundary()

    def _finish(self) -> None:
        """End the block being written, before the element that it belongs to is left."""
        self._note = None
        if text := self._out.close():
            self.open.finish(text)

    # Inline

    def _start_link(self, token: Token) -> None:
        href = attributes(self._text, token).get("href")
        if href is None:
            return
        target = characters.unescape(href.value)
        if self._note is not None:
            self._note.linked = True
        elif "#" in target:
            self._open_note(token, linked=True, raised=False)
        self._out.link(target)

    def _open_note(self, token: Token, linked: bool, raised: bool) -> None:
        if self._note is None:
            self._note = _Note(self._out.draft.mark(), self._at + token.end, linked, raised)

    def _close_note(self, token: Token) -> None:
        note, self._note = self._note, None
        if note is not None:
            close_superscript(self._out, note.mark, note.linked, note.raised)

    def _image(self, token: Token) -> None:
        alt = attributes(self._text, token).get("alt")
        if alt is not None and alt.value.strip():
            self._out.begin_aside("alt")
            characters.flow(self._out, alt.value, self._at + alt.start)
            self._out.end_aside()
