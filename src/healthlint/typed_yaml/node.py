"""A value in a file with its place, before it is given a type."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from typing import Any, Literal, cast

from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern

Kind = Literal["text", "list", "mapping"]
Pairs = tuple[tuple["Node", "Node"], ...]

# The core schema of YAML 1.2, in which `no`, `on` and `1:30` are text, unlike in YAML 1.1, which PyYAML's own
# constructors follow.
_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_TRUE = frozenset(("true", "True", "TRUE"))
_FALSE = frozenset(("false", "False", "FALSE"))
_INT = pattern(r"[-+]?[0-9]{1,300}", re.ASCII)
_FLOAT = pattern(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Node:
    """One value of a file and its place. `plain` marks text without quotes, which may be a number or null."""

    kind: Kind
    value: str | tuple[Node, ...] | Pairs
    path: str
    line: int = 0
    column: int = 0
    plain: bool = False

    @property
    def place(self) -> str:
        """`path:line:column`; the path alone for data that were not parsed with positions."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path

    @property
    def text(self) -> str:
        """A scalar as written; "" for lists and mappings."""
        return self.value if isinstance(self.value, str) else ""

    @property
    def items(self) -> tuple[Node, ...]:
        """The entries of a list; empty for anything else."""
        return cast("tuple[Node, ...]", self.value) if self.kind == "list" else ()

    @property
    def pairs(self) -> Pairs:
        """Key and value of every entry of a mapping; empty for anything else."""
        return cast("Pairs", self.value) if self.kind == "mapping" else ()

    @property
    def missing(self) -> bool:
        """True if nothing was written, or `null`."""
        return self.kind == "text" and self.plain and self.text in _NULL

    def get(self, key: str) -> Node | None:
        """The value of a key of a mapping."""
        return next((value for name, value in self.pairs if name.text == key), None)

    def walk(self) -> Iterator[Node]:
        """This node and everything below it, including keys, in the order of the file."""
        yield self
        for item in self.items:
            yield from item.walk()
        for key, value in self.pairs:
            yield key
            yield from value.walk()


def wrap(data: object, path: str) -> Node:
    """Data from another parser (TOML) as nodes, for `convert`; messages can then only give the path."""
    if isinstance(data, Mapping):
        return Node(
            "mapping", tuple((Node("text", str(key), path), wrap(value, path)) for key, value in data.items()), path
        )
    if isinstance(data, list | tuple):
        return Node("list", tuple(wrap(item, path) for item in data), path)
    if isinstance(data, str):
        return Node("text", data, path)
    if isinstance(data, bool) or data is None:
        return Node("text", {True: "true", False: "false", None: "null"}[data], path, plain=True)
    return Node("text", str(data), path, plain=True)


def unwrap(node: Node) -> Any:
    """Plain data: text, int, float, bool, None, lists and dicts."""
    if node.kind == "list":
        return [unwrap(item) for item in node.items]
    if node.kind == "mapping":
        return {key.text: unwrap(value) for key, value in node.pairs}
    return scalar(node)


def scalar(node: Node) -> str | int | float | bool | None:
    """The value of a scalar without an expected type: a number, true or false, None, or else text."""
    text = node.text
    if not node.plain:
        return text
    if text in _NULL:
        return None
    if text in _TRUE or text in _FALSE:
        return text in _TRUE
    if _INT.fullmatch(text):
        return int(text)
    if _FLOAT.fullmatch(text) and not math.isinf(number := float(text)):
        return number
    return text
