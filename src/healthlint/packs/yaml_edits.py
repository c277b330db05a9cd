"""Edits a YAML text in place: renames a key or value, or removes an entry, and leaves the rest as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from healthlint.fast_dataclass import dataclass

_BLANK = re.compile(r"[ \t]*")
_REST = re.compile(r"[ \t]*(?:#[^\r\n]*)?(?:\r\n|\r|\n|\Z)")
_COMMA = re.compile(r"\s*,\s*")


@dataclass(frozen=True, slots=True)
class YamlEdit:
    """`text` replaces the characters from `start` to `end`."""

    start: int
    end: int
    text: str


class YamlText:
    """A YAML text with the nodes of its parser, which have positions."""

    def __init__(self, text: str) -> None:
        """Raises yaml.YAMLError."""
        import yaml

        self.text = text
        self.root: Any = yaml.compose(text, Loader=yaml.SafeLoader)

    def pairs(self, node: Any) -> list[tuple[Any, Any]]:
        """Key and value of each entry of a mapping with plain keys; empty for anything else."""
        pairs = node.value if node is not None and node.id == "mapping" else []
        return [(key, value) for key, value in pairs if key.id == "scalar"]

    def get(self, node: Any, name: str) -> Any:
        """The value of a key; None if there is none."""
        return next((value for key, value in self.pairs(node) if key.value == name), None)

    def items(self, node: Any) -> list[Any]:
        """The entries of a list; empty for anything else."""
        return list(node.value) if node is not None and node.id == "sequence" else []

    def renamed(self, node: Any, new: str) -> YamlEdit | None:
        """The edit that renames a scalar on one line; None if it is written in a way that cannot be edited safely."""
        start, end = node.start_mark.index, node.end_mark.index
        written = self.text[start:end]
        for quote in ("", "'", '"'):
            if written == f"{quote}{node.value}{quote}":
                return YamlEdit(start, end, f"{quote}{new}{quote}")
        return None

    def without(self, mapping: Any, key: Any) -> YamlEdit | None:
        """The edit that removes an entry of a mapping, with the comment after it; None if it cannot be removed
        alone."""
        pairs = self.pairs(mapping)
        at = next(number for number, (name, _) in enumerate(pairs) if name is key)
        if len(pairs) < 2 or len(pairs) != len(mapping.value):
            return None
        start, end = key.start_mark.index, self._end(pairs[at][1])
        if mapping.flow_style:
            return self._from_braces(pairs, at, end)
        rest, before = _REST.match(self.text, end), self._line_start(start)
        if rest is None:
            return None
        if _BLANK.fullmatch(self.text, before, start):
            return YamlEdit(before, rest.end(), "")
        # The first entry after a dash: the next one takes its place.
        following = pairs[1][0].start_mark.index
        between = self.text[rest.end() : following]
        return YamlEdit(start, following, "") if not between.strip() else None

    def _from_braces(self, pairs: list[tuple[Any, Any]], at: int, end: int) -> YamlEdit | None:
        start = pairs[at][0].start_mark.index
        if at + 1 < len(pairs):
            comma = _COMMA.match(self.text, end)
            return YamlEdit(start, comma.end(), "") if comma else None
        before = self._end(pairs[at - 1][1])
        return YamlEdit(before, end, "") if _COMMA.fullmatch(self.text, before, start) else None

    def _end(self, node: Any) -> int:
        """The end of a value; for the parser, a block list extends to what follows it."""
        if node.id == "scalar" or node.flow_style:
            end: int = node.end_mark.index
            if node.id == "scalar" and node.style in ("|", ">"):
                end = len(self.text[:end].rstrip())
            return end
        last = node.value[-1] if node.value else None
        return node.end_mark.index if last is None else self._end(last[1] if isinstance(last, tuple) else last)

    def _line_start(self, at: int) -> int:
        return max(self.text.rfind("\n", 0, at), self.text.rfind("\r", 0, at)) + 1


def apply(text: str, edits: Iterable[YamlEdit]) -> str:
    """The text with these edits; of two that overlap the first one counts."""
    parts, at = [], 0
    for edit in _apart(sorted(set(edits), key=lambda each: (each.start, each.end))):
        parts += [text[at : edit.start], edit.text]
        at = edit.end
    return "".join((*parts, text[at:]))


def _apart(edits: Iterable[YamlEdit]) -> Iterator[YamlEdit]:
    end = 0
    for edit in edits:
        if edit.start >= end:
            yield edit
            end = edit.end
