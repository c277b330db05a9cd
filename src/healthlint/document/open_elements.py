"""The open HTML elements, from outside in, and their effect on a block that begins inside them."""

from __future__ import annotations

from healthlint.document.containers import Containers
from healthlint.document.elements import (
    ARTICLE,
    CONTAINERS,
    ENDS,
    HEADINGS,
    HOLDS,
    KINDS,
    ROLES,
    VOID_BLOCKS,
    is_hidden,
    language_of,
    number_in,
)
from healthlint.document.languages import Languages
from healthlint.document.model import BlockKind
from healthlint.document.tables import Table
from healthlint.document.tags import Attribute
from healthlint.fast_dataclass import dataclass

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


class OpenElements:
    """A stack of frames; slots give access in one step to an open item, row or cell."""

    def __init__(self, languages: Languages) -> None:
        self.containers = Containers()
        self.hidden = 0
        self._languages = languages
        self._frames: list[_Frame] = []
        self._counts: dict[str, int] = {}
        self._slots: dict[str, int] = {}
        self._tables: list[Table] = []
        self._lists: list[_Frame] = []
        self._heading = 0
        self._term = ""

    def holds(self, name: str) -> bool:
        """True while an element of this name is open."""
        return bool(self._counts.get(name))

    @property
    def depth(self) -> int:
        """The number of open lists and quotations."""
        return self.containers.depth("list") + self.containers.depth("quote")

    def context(self) -> Context | None:
        """Kind, level and labels of a block that begins here, according to the open HTML elements."""
        depth = self.depth
        for frame in reversed(self._frames[-3:]):
            if frame.name in HEADINGS:
                return "heading", HEADINGS[frame.name], ()
            if frame.name == "summary":
                return "heading", min(max(self._heading + 1, 3), 6), ()
            if frame.name in KINDS:
                return KINDS[frame.name], depth, frame.labels
            if frame.name == "dd":
                return "paragraph", depth, frame.labels
            if frame.name == "blockquote":
                return "quote", depth, ()
        return self._enclosing(depth)

    def _enclosing(self, depth: int) -> Context | None:
        # Deeper than the frames examined: a slot tells in one step whether an item or cell is open.
        cell, item = self._slots.get("cell", -1), self._slots.get("li", -1)
        if max(cell, item) >= 0:
            return "cell" if cell > item else "item", depth, self._frames[max(cell, item)].labels
        return ("quote", depth, ()) if self._counts.get("blockquote") else None

    def enter(self, name: str, found: dict[str, Attribute]) -> None:
        """A block element begins; one that it ends is left first."""
        slot = ENDS.get(name)
        if slot is not None and self._slots.get(slot, -1) >= 0:
            self._pop_until(self._slots[slot])
        if name not in VOID_BLOCKS:
            self._push(name, slot, found)

    def finish(self, text: str) -> None:
        """A block with this text ends, before the element that it belongs to is left."""
        if self._tables:
            self._tables[-1].add(text)
        item = self._slots.get("li", -1)
        if item >= 0:
            # Only the first block of an item gets its number.
            self._frames[item].labels = ()
        if self._frames and self._frames[-1].name == "dt":
            self._term = text

    def _push(self, name: str, slot: str | None, found: dict[str, Attribute]) -> None:
        role = found.get("role")
        container = ROLES.get(role.value.lower()) if role else None
        container = container or CONTAINERS.get(name)
        if container in ("header", "footer") and self._in_article():
            container = None
        saved = tuple((hidden, self._slots.get(hidden, -1)) for hidden in HOLDS.get(name, ()))
        frame = _Frame(name, container, saved, slot, Table() if name == "table" else None, is_hidden(found))
        for hidden, _ in saved:
            self._slots[hidden] = -1
        if slot is not None:
            self._slots[slot] = len(self._frames)
        if container:
            self.containers.enter(container)
        self.hidden += frame.hidden
        frame.languages = self._languages.height
        if (code := language_of(found)) is not None:
            self._languages.enter(name, code)
        self._frames.append(frame)
        self._counts[name] = self._counts.get(name, 0) + 1
        self._opened(frame, found)

    def _opened(self, frame: _Frame, found: dict[str, Attribute]) -> None:
        name = frame.name
        if frame.table:
            self._tables.append(frame.table)
        elif name in ("ul", "ol", "menu"):
            frame.ordinal = number_in(found.get("start"), 1)
            self._lists.append(frame)
        elif name == "li":
            frame.labels = self._item_label(found)
        elif name == "title":
            frame.labels = ("title",)
        elif name == "dd":
            frame.labels = (self._term,) if self._term else ()
        elif name in HEADINGS:
            self._heading = HEADINGS[name]
        elif self._tables and name == "tr":
            self._tables[-1].start_row()
        elif self._tables and name in ("td", "th"):
            width = min(max(number_in(found.get("colspan"), 1), 1), 100)
            frame.labels = self._tables[-1].start_cell(name == "th", width)

    def _item_label(self, found: dict[str, Attribute]) -> tuple[str, ...]:
        if not self._lists or self._lists[-1].name != "ol":
            return ()
        parent = self._lists[-1]
        number = number_in(found.get("value"), parent.ordinal)
        parent.ordinal = number + 1
        return (f"{number}.",)

    def leave_leaf(self, name: str) -> None:
        """A block element begins that the innermost one cannot contain."""
        # A paragraph never contains a block, nor a heading a heading, so an open one is the innermost frame.
        if self._frames:
            top = self._frames[-1].name
            if top in ("p", "title") or (top in HEADINGS and name in HEADINGS):
                self._pop()

    def leave(self, name: str) -> None:
        """The innermost element of this name ends, with everything inside it."""
        while self._pop() != name:
            pass

    def _pop_until(self, index: int) -> None:
        while len(self._frames) > index:
            self._pop()

    def _pop(self) -> str:
        frame = self._frames.pop()
        self._languages.cut(frame.languages)
        self._counts[frame.name] -= 1
        self.hidden -= frame.hidden
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
        return any(self._counts.get(name) for name in ARTICLE) or bool(self.containers.depth("quote"))
