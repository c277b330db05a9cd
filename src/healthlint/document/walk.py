"""Walks HTML tags and text into an assembler: one walker serves a whole page or the HTML inside Markdown."""

from __future__ import annotations

import re
from collections.abc import Callable

from healthlint.document import characters
from healthlint.document.assemble import Assembler
from healthlint.document.containers import Containers
from healthlint.document.draft import Mark
from healthlint.document.languages import Languages
from healthlint.document.model import BlockKind
from healthlint.document.raised import close_raised
from healthlint.document.tables import Table
from healthlint.document.tags import Attribute, Token, attributes, tokens
from healthlint.pattern import pattern
from healthlint.record import dataclass

_HEADINGS = {f"h{n}": n for n in range(1, 7)}
_KINDS: dict[str, BlockKind] = {
    "li": "item", "td": "cell", "th": "cell", "dt": "term", "figcaption": "caption", "caption": "caption",
    "legend": "caption", "title": "field", "summary": "heading",
}  # fmt: skip
_CONTAINERS = {
    "ul": "list", "ol": "list", "menu": "list", "dl": "list", "blockquote": "quote", "table": "table",
    "nav": "nav", "aside": "aside", "footer": "footer", "header": "header", "form": "form", "fieldset": "form",
    "button": "form", "select": "form", "figure": "figure", "dialog": "aside",
}  # fmt: skip
_ROLES = {
    "navigation": "nav", "complementary": "aside", "contentinfo": "footer", "banner": "header", "search": "form",
    "form": "form", "doc-endnotes": "footnote", "doc-footnote": "footnote",
}  # fmt: skip
_BLOCKS = frozenset(
    "address article body center dd details div h1 h2 h3 h4 h5 h6 head hgroup hr html li main optgroup option p "
    "search section summary tbody td tfoot th thead title tr dt figcaption caption legend".split()
) | frozenset(_CONTAINERS)
_SILENT = frozenset(
    "script style template noscript svg math object iframe audio video canvas textarea pre code kbd samp xmp "
    "noembed noframes del s strike".split()
)
_SILENT_INLINE = frozenset(("code", "kbd", "samp", "s", "strike"))
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_UNSEEN = pattern(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|text-decoration(?:-line)?\s*:[^;]*\bline-through)\b",
    re.IGNORECASE,
)
_STRESS = frozenset(("b", "strong", "i", "em", "mark", "u"))
_VOID_BLOCKS = frozenset(("hr",))
_ARTICLE = frozenset(("article", "main", "section"))
# A start tag that ends an open element of its kind, up to the element that would hold both.
_ENDS = {"li": "li", "dt": "dt", "dd": "dt", "tr": "tr", "td": "cell", "th": "cell", "option": "option"}
_HOLDS = {
    "ul": ("li",), "ol": ("li",), "menu": ("li",), "dl": ("dt",), "table": ("tr", "cell"), "tr": ("cell",),
    "select": ("option",),
}  # fmt: skip


Context = tuple[BlockKind, int, tuple[str, ...]]


@dataclass(slots=True)
class _Frame:
    """One open element; `saved` are the slots that it hides until it ends."""

    name: str
    container: str | None
    saved: tuple[tuple[str, int], ...]
    slot: str | None
    table: Table | None
    hidden: bool = False
    ordinal: int = 0
    labels: tuple[str, ...] = ()
    languages: int = 0


@dataclass(slots=True)
class _Note:
    """A <sup> or an in-page link that may turn out to be a footnote marker."""

    mark: Mark
    start: int
    linked: bool
    raised: bool


class Walker:
    """Feed it stretches of HTML; elements left open stay open for the next one."""

    def __init__(self, assembler: Assembler, outer: Callable[[], Context | None] = lambda: None) -> None:
        self._out = assembler
        self._outer = outer
        self._frames: list[_Frame] = []
        self._counts: dict[str, int] = {}
        self._slots: dict[str, int] = {}
        self._tables: list[Table] = []
        self._lists: list[_Frame] = []
        self._note: _Note | None = None
        self._silent = ""
        self._silent_depth = 0
        self._hidden = 0
        self._heading = 0
        self._term = ""
        self._text = ""
        self._at = 0
        self.containers = Containers()
        self._languages = Languages(assembler.speak, assembler.foreign)

    @property
    def silent(self) -> bool:
        """True inside an element whose text is not prose."""
        return bool(self._silent or self._hidden)

    def feed(self, text: str, at: int) -> None:
        """HTML that stands in the file at `at`."""
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
        """Inline elements do not outlive the Markdown paragraph they stand in."""
        self._silent = ""
        self._note = None

    def boundary(self) -> None:
        """One block ends, the next begins."""
        self._finish()
        kind, level, labels = self.context() or self._outer() or ("paragraph", self.depth, ())
        self._out.open(kind, level, self.containers.names, labels)

    @property
    def depth(self) -> int:
        """How many lists and quotations are open."""
        return self.containers.depth("list") + self.containers.depth("quote")

    def context(self) -> Context | None:
        """Kind, level and labels of a block that begins here, as far as open HTML elements tell."""
        depth = self.depth
        for frame in reversed(self._frames[-3:]):
            if frame.name in _HEADINGS:
                return "heading", _HEADINGS[frame.name], ()
            if frame.name == "summary":
                return "heading", min(max(self._heading + 1, 3), 6), ()
            if frame.name in _KINDS:
                return _KINDS[frame.name], depth, frame.labels
            if frame.name == "dd":
                return "paragraph", depth, frame.labels
            if frame.name == "blockquote":
                return "quote", depth, ()
        return self._enclosing(depth)

    def _enclosing(self, depth: int) -> Context | None:
        # Deeper than the frames looked at: a slot tells in one step whether an item or cell is open.
        cell, item = self._slots.get("cell", -1), self._slots.get("li", -1)
        if max(cell, item) >= 0:
            return "cell" if cell > item else "item", depth, self._frames[max(cell, item)].labels
        return ("quote", depth, ()) if self._counts.get("blockquote") else None

    # Tags

    def _start(self, token: Token) -> None:
        name = token.name
        if name in _SILENT:
            if self._text[token.end - 2] != "/":
                self._begin_silence(name)
        elif name in _BLOCKS:
            self._start_block(token)
        elif self._hidden:
            pass
        elif name not in _VOID and _is_hidden(found := self._attributes(token)):
            self._begin_silence(name)
        else:
            if name not in _VOID:
                self._languages.enter(name, _language(found))
            self._start_inline(token)

    def _attributes(self, token: Token) -> dict[str, Attribute]:
        return attributes(self._text, token) if token.end - token.body > 1 else {}

    def _start_inline(self, token: Token) -> None:
        name = token.name
        if name in _STRESS:
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
        if name in _BLOCKS:
            if self._counts.get(name):
                self._finish()
                self._pop_to(name)
            self.boundary()
        elif self._hidden:
            pass
        else:
            self._end_inline(name, token)
            self._languages.leave(name)

    def _end_inline(self, name: str, token: Token) -> None:
        if name in _STRESS:
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
        elif (self._silent in _SILENT_INLINE or self._silent not in _SILENT) and token.name in _BLOCKS:
            # Code or a hidden phrase that never ends must not swallow the rest of the article.
            self._silent = ""
            (self._start if token.kind == "start" else self._end)(token)

    # Blocks

    def _start_block(self, token: Token) -> None:
        name = token.name
        found = self._attributes(token)
        self._finish()
        self._pop_leaf(name)
        slot = _ENDS.get(name)
        if slot is not None and self._slots.get(slot, -1) >= 0:
            self._pop_until(self._slots[slot])
        if name in _VOID_BLOCKS:
            self.boundary()
            return
        self._push(name, slot, found)
        self.boundary()

    def _push(self, name: str, slot: str | None, found: dict[str, Attribute]) -> None:
        role = found.get("role")
        container = _ROLES.get(role.value.lower()) if role else None
        container = container or _CONTAINERS.get(name)
        if container in ("header", "footer") and self._in_article():
            container = None
        saved = tuple((hidden, self._slots.get(hidden, -1)) for hidden in _HOLDS.get(name, ()))
        frame = _Frame(name, container, saved, slot, Table() if name == "table" else None, _is_hidden(found))
        for hidden, _ in saved:
            self._slots[hidden] = -1
        if slot is not None:
            self._slots[slot] = len(self._frames)
        if container:
            self.containers.enter(container)
        self._hidden += frame.hidden
        frame.languages = self._languages.height
        if (code := _language(found)) is not None:
            self._languages.enter(name, code)
        self._frames.append(frame)
        self._counts[name] = self._counts.get(name, 0) + 1
        self._opened(frame, found)

    def _opened(self, frame: _Frame, found: dict[str, Attribute]) -> None:
        name = frame.name
        if frame.table:
            self._tables.append(frame.table)
        elif name in ("ul", "ol", "menu"):
            frame.ordinal = _number(found.get("start"), 1)
            self._lists.append(frame)
        elif name == "li":
            frame.labels = self._item_label(found)
        elif name == "title":
            frame.labels = ("title",)
        elif name == "dd":
            frame.labels = (self._term,) if self._term else ()
        elif name in _HEADINGS:
            self._heading = _HEADINGS[name]
        elif self._tables and name == "tr":
            self._tables[-1].start_row()
        elif self._tables and name in ("td", "th"):
            width = min(max(_number(found.get("colspan"), 1), 1), 100)
            frame.labels = self._tables[-1].start_cell(name == "th", width)

    def _item_label(self, found: dict[str, Attribute]) -> tuple[str, ...]:
        if not self._lists or self._lists[-1].name != "ol":
            return ()
        parent = self._lists[-1]
        number = _number(found.get("value"), parent.ordinal)
        parent.ordinal = number + 1
        return (f"{number}.",)

    def _finish(self) -> None:
        """End the block being written, before the element that it belongs to is left."""
        self._note = None
        text = self._out.close()
        if not text:
            return
        if self._tables:
            self._tables[-1].add(text)
        item = self._slots.get("li", -1)
        if item >= 0:
            # Only the first block of an item stands beside its number.
            self._frames[item].labels = ()
        if self._frames and self._frames[-1].name == "dt":
            self._term = text

    def _pop_leaf(self, name: str) -> None:
        # A paragraph never holds a block, nor a heading a heading, so an open one is the innermost frame.
        if self._frames:
            top = self._frames[-1].name
            if top in ("p", "title") or (top in _HEADINGS and name in _HEADINGS):
                self._pop()

    def _pop_to(self, name: str) -> None:
        while self._pop() != name:
            pass

    def _pop_until(self, index: int) -> None:
        while len(self._frames) > index:
            self._pop()

    def _pop(self) -> str:
        frame = self._frames.pop()
        self._languages.cut(frame.languages)
        self._counts[frame.name] -= 1
        self._hidden -= frame.hidden
        if frame.slot is not None:
            self._slots[frame.slot] = -1
        for slot, index in frame.saved:
            self._slots[slot] = index
        if frame.container:
            self.containers.leave(frame.container)
        if frame.table:
            self._tables.pop()
        elif frame.name in ("ul", "ol", "menu"):
            self._lists.pop()
        elif self._tables and frame.name == "tr":
            self._tables[-1].end_row()
        elif self._tables and frame.name in ("td", "th"):
            self._tables[-1].end_cell()
        return frame.name

    def _in_article(self) -> bool:
        return any(self._counts.get(name) for name in _ARTICLE) or bool(self.containers.depth("quote"))

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
            close_raised(self._out, note.mark, note.linked, note.raised)

    def _image(self, token: Token) -> None:
        alt = attributes(self._text, token).get("alt")
        if alt is not None and alt.value.strip():
            self._out.begin_aside("alt")
            characters.flow(self._out, alt.value, self._at + alt.start)
            self._out.end_aside()


def _language(found: dict[str, Attribute]) -> str | None:
    named = found.get("lang") or found.get("xml:lang")
    return None if named is None else named.value


def _is_hidden(found: dict[str, Attribute]) -> bool:
    """True for what a page does not show or strikes out, and for decoration, which it hides from those who have it read
    out."""
    if not found:
        return False
    aside, style = found.get("aria-hidden"), found.get("style")
    return (
        "hidden" in found
        or (aside is not None and aside.value.strip().lower() == "true")
        or (style is not None and _UNSEEN.search(style.value) is not None)
    )


def _number(attribute: Attribute | None, default: int) -> int:
    if attribute is None or not re.fullmatch(r"\d{1,6}", attribute.value.strip()):
        return default
    return int(attribute.value)
