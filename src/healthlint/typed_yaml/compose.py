"""Parses YAML text into nodes, within limits that no file can exceed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from healthlint.errors import HealthlintError, PackError
from healthlint.limits import SETTINGS_BYTES
from healthlint.safe_read import read_file, too_large, utf8
from healthlint.typed_yaml.node import Node, Pairs

MOST_DEPTH = 40
MOST_NODES = 200_000
"""Aliases count each time they are used, so a file that expands to more than this is refused."""


def load_yaml(path: Path, error: type[HealthlintError] = PackError, shown: str = "") -> Node:
    """The contents of a YAML file; `shown` is its name in messages."""
    name = shown or str(path)
    return parse_yaml(utf8(read_file(str(path), SETTINGS_BYTES, error, name), name, error), name, error)


def parse_yaml(text: str, path: str, error: type[HealthlintError] = PackError) -> Node:
    """The single YAML document in `text`; `path` is its name in messages."""
    import yaml

    if len(text) > SETTINGS_BYTES:
        raise error(too_large(path, SETTINGS_BYTES))
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Composer(loader(text), path, error).document()
    except yaml.YAMLError as problem:
        raise error(_syntax_error(problem, path)) from None
    except UnicodeError:
        raise error(f"{path}: contains an unpaired surrogate; save it as UTF-8") from None


def _syntax_error(problem: Exception, path: str) -> str:
    mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
    what = getattr(problem, "problem", None) or getattr(problem, "reason", None) or "not YAML"
    context = getattr(problem, "context", None)
    start = getattr(problem, "context_mark", None)
    since = f" (from line {start.line + 1})" if start else ""
    said = f"{context}{since}, {what}" if context else str(what)
    place = f"{path}:{mark.line + 1}:{mark.column + 1}" if mark else path
    if "nesting depth" in said:
        # Newer releases of libyaml have a limit of their own, which they reach before the first event.
        return _too_deep(place)
    advice = "check the indentation, the colons and the quotes around here"
    if "flow sequence" in said or "flow mapping" in said:
        advice = "between brackets, text with , : [ ] { } or # in it needs quotation marks"
    return f"{place}: {' '.join(said.split())}; {advice}"


def _too_deep(place: str) -> str:
    return f"{place}: nested more than {MOST_DEPTH} deep; nest it less, and check that every bracket is closed"


class _Composer:
    """Builds nodes from the parser's events without recursion, so that no nesting can overflow the stack."""

    def __init__(self, loader: Any, path: str, error: type[HealthlintError]) -> None:
        self.loader, self.path, self.error = loader, path, error
        self.anchors: dict[str, Node] = {}
        self.open: list[tuple[Any, list[Node]]] = []
        self.count = 0
        self.root: Node | None = None

    def document(self) -> Node:
        import yaml

        handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.AliasEvent: self._alias,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceEndEvent: self._end,
            yaml.MappingEndEvent: self._end,
            yaml.DocumentStartEvent: self._document,
        }
        while not isinstance(event := self.loader.get_event(), yaml.StreamEndEvent):
            handle = handlers.get(type(event))
            if handle:
                handle(event)
        return self.root or Node("text", "", self.path, 1, 1, plain=True)

    def _document(self, event: Any) -> None:
        if self.root is not None:
            raise self.error(f"{self._place(event)}: a second document starts here; a file may contain only one")

    def _scalar(self, event: Any) -> None:
        self._refuse_tag(event)
        node = Node("text", event.value, self.path, *_position(event), plain=not event.style)
        self._add(node, event.anchor, 1)

    def _alias(self, event: Any) -> None:
        node = self.anchors.get(event.anchor)
        if node is None:
            raise self.error(
                f"{self._place(event)}: alias '*{event.anchor}' refers to nothing before it; "
                "text that starts with * needs quotes"
            )
        self._check_depth(len(self.open) + _depth(node), event)
        self._add(node, None, sum(1 for _ in node.walk()))

    def _start(self, event: Any) -> None:
        self._refuse_tag(event)
        self.open.append((event, []))
        self._check_depth(len(self.open), event)

    def _end(self, event: Any) -> None:
        import yaml

        start, inside = self.open.pop()
        if isinstance(event, yaml.SequenceEndEvent):
            node = Node("list", tuple(inside), self.path, *_position(start))
        else:
            pairs = tuple(zip(inside[::2], inside[1::2], strict=True))
            self._check_keys(pairs)
            node = Node("mapping", pairs, self.path, *_position(start))
        self._add(node, start.anchor, 1)

    def _add(self, node: Node, anchor: str | None, size: int) -> None:
        self.count += size
        if self.count > MOST_NODES:
            raise self.error(f"{node.place}: more than {MOST_NODES} values; split the file")
        if anchor:
            self.anchors[anchor] = node
        if self.open:
            self.open[-1][1].append(node)
        else:
            self.root = node

    def _check_depth(self, depth: int, event: Any) -> None:
        if depth > MOST_DEPTH:
            raise self.error(_too_deep(self._place(event)))

    def _check_keys(self, pairs: Pairs) -> None:
        seen: dict[str, Node] = {}
        for key, _ in pairs:
            if key.kind != "text":
                raise self.error(f"{key.place}: a {key.kind} cannot be a key; keys are text")
            if key.text == "<<" and key.plain:
                raise self.error(f"{key.place}: merge keys (<<) are not supported; write out the entries")
            if key.text in seen:
                line = seen[key.text].line
                raise self.error(f"{key.place}: duplicate key '{key.text}'; it is already on line {line}")
            seen[key.text] = key

    def _refuse_tag(self, event: Any) -> None:
        if event.tag not in (None, "!"):
            raise self.error(f"{self._place(event)}: the tag {event.tag!r} has no meaning here; remove it")

    def _place(self, event: Any) -> str:
        line, column = _position(event)
        return f"{self.path}:{line}:{column}"


def _position(event: Any) -> tuple[int, int]:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _depth(node: Node) -> int:
    if node.kind == "text":
        return 0
    return 1 + max((_depth(item) for item in (*node.items, *(value for _, value in node.pairs))), default=0)
