"""Rich text as editors keep it in data (ProseMirror, TipTap, Statamic's Bard): a tree of nodes, read as blocks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from healthlint.document.assemble import Assembler
from healthlint.document.containers import Containers
from healthlint.document.json_text import Array, Object, Scalar, String, Value
from healthlint.document.model import BlockKind, Document
from healthlint.document.prose import Prose
from healthlint.document.superscripts import close_superscript
from healthlint.document.tables import Table
from healthlint.span import Span

_KINDS: dict[str, BlockKind] = {"paragraph": "paragraph", "heading": "heading"}
_CONTAINERS = {"bulletlist": "list", "orderedlist": "list", "blockquote": "quote", "table": "table"}
_CELLS = ("tablecell", "tableheader")
_SILENT = frozenset({"codeblock", "set"})
_STRESS = frozenset({"bold", "strong", "italic", "em", "underline"})


def find(root: Value, texts: Mapping[Span, Prose]) -> Iterator[Value]:
    """The rich texts below a value, in order, none inside another."""
    waiting: list[Value] = [root]
    while waiting:
        value = waiting.pop()
        if _is_rich(value, texts):
            yield value
        elif isinstance(value, Object):
            waiting += reversed(value.members.values())
        elif isinstance(value, Array):
            waiting += reversed(value.items)


def read(value: Value, texts: Mapping[Span, Prose], path: str, source: str) -> tuple[Document, frozenset[Span]]:
    """The document of a rich text, with its places in the file, and the places of the strings that were read."""
    reader = _Reader(texts)
    reader.nodes(value.items if isinstance(value, Array) else [value])
    return reader.out.document(path, source, "markdown"), frozenset(reader.read)


def _is_rich(value: Value, texts: Mapping[Span, Prose]) -> bool:
    """True for a list of nodes with a paragraph or heading that has nodes in it, or for a document of them."""
    if isinstance(value, Object):
        return _type(value, texts) == "doc" and isinstance(value.members.get("content"), Array)
    nodes = [item for item in value.items if isinstance(item, Object)] if isinstance(value, Array) else []
    return any(_type(node, texts) in _KINDS and isinstance(node.members.get("content"), Array) for node in nodes)


def _type(node: Object, texts: Mapping[Span, Prose]) -> str:
    return _text(node.members.get("type"), texts).replace("_", "").lower()


def _text(value: Value | None, texts: Mapping[Span, Prose]) -> str:
    found = texts.get(value.place) if isinstance(value, String) else None
    return found.text if found is not None else value.written if isinstance(value, Scalar) else ""


class _Reader:
    def __init__(self, texts: Mapping[Span, Prose]) -> None:
        self.out = Assembler()
        self.read: set[Span] = set()
        self._texts = texts
        self._containers = Containers()
        self._tables: list[Table] = []
        self._item: tuple[str, ...] | None = None
        self._ordinals: list[int | None] = []

    def nodes(self, values: list[Value]) -> None:
        """Nodes in document order, without recursion."""
        waiting: list[tuple[str, Value]] = [("", value) for value in reversed(values)]
        while waiting:
            ending, node = waiting.pop()
            if ending:
                self._end(ending)
            elif isinstance(node, Object) and (name := _type(node, self._texts)):
                self._start(name, node)
                inside = node.members.get("content")
                waiting.append((name, node))
                if isinstance(inside, Array) and name not in _SILENT:
                    waiting += [("", each) for each in reversed(inside.items)]

    def _start(self, name: str, node: Object) -> None:
        if name == "text":
            self._flow(node)
        elif name in _KINDS:
            self._open(_KINDS[name], self._level(node) if name == "heading" else 0)
        elif name in _CONTAINERS:
            self._containers.enter(_CONTAINERS[name])
            self._ordinals += [1 if name == "orderedlist" else None] if "list" in name else []
            self._tables += [Table()] if name == "table" else []
        elif name == "listitem":
            self._item = self._label()
        elif name == "tablerow" and self._tables:
            self._tables[-1].start_row()
        elif name in _CELLS and self._tables:
            self._cell = self._tables[-1].start_cell(name == "tableheader")
        elif name == "hardbreak" and isinstance(said := node.members.get("type"), String):
            self.out.line_break(said.place.start, said.place.end)

    def _end(self, name: str) -> None:
        if name in _KINDS:
            text = self.out.close()
            if self._tables:
                self._tables[-1].add(text)
        elif name in _CONTAINERS:
            self._containers.leave(_CONTAINERS[name])
            if name == "table":
                self._tables.pop()
            elif "list" in name:
                self._ordinals.pop()
        elif name == "tablerow" and self._tables:
            self._tables[-1].end_row()
        elif name in _CELLS and self._tables:
            self._tables[-1].end_cell()

    def _open(self, kind: BlockKind, level: int) -> None:
        depth = self._containers.depth("list") + self._containers.depth("quote")
        labels: tuple[str, ...] = ()
        if kind == "paragraph":
            level = depth
            if self._tables:
                kind, labels = "cell", self._cell
            elif self._containers.depth("list"):
                kind, labels, self._item = "item", self._item or (), None
            elif self._containers.depth("quote"):
                kind = "quote"
        self.out.open(kind, level, self._containers.names, labels)

    def _label(self) -> tuple[str, ...]:
        ordinal = self._ordinals[-1] if self._ordinals else None
        if ordinal is None:
            return ("-",)
        self._ordinals[-1] = ordinal + 1
        return (f"{ordinal}.",)

    def _level(self, node: Object) -> int:
        attributes = node.members.get("attrs")
        level = _text(attributes.members.get("level"), self._texts) if isinstance(attributes, Object) else ""
        return int(level) if level in ("1", "2", "3", "4", "5", "6") else 2

    def _flow(self, node: Object) -> None:
        value = node.members.get("text")
        text = self._texts.get(value.place) if isinstance(value, String) else None
        if text is None or not isinstance(value, String):
            return
        self.read.add(value.place)
        marks = {name: mark for mark in self._marks(node) if (name := _type(mark, self._texts))}
        if "strike" in marks or "code" in marks:
            return
        stressed, start = not _STRESS.isdisjoint(marks), self.out.draft.mark()
        target = self._target(marks.get("link"))
        self.out.stress(True) if stressed else None
        self.out.link(target) if target else None
        for piece in text.pieces:
            part = text.text[piece.text.start : piece.text.end]
            if len(part) == len(piece.source):
                self.out.flow(part, piece.source.start)
            else:
                self.out.exact(part, piece.source.start, piece.source.end)
        self.out.link(None) if target else None
        self.out.stress(False) if stressed else None
        if "superscript" in marks:
            close_superscript(self.out, start, linked=False, raised=True)

    def _marks(self, node: Object) -> list[Object]:
        marks = node.members.get("marks")
        return [mark for mark in marks.items if isinstance(mark, Object)] if isinstance(marks, Array) else []

    def _target(self, link: Object | None) -> str:
        attributes = link.members.get("attrs") if link is not None else None
        return _text(attributes.members.get("href"), self._texts) if isinstance(attributes, Object) else ""
