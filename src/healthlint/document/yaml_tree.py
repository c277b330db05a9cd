"""YAML as text: its values with the place of every string, within bounds that no file can break."""

from __future__ import annotations

from dataclasses import field
from typing import Any

from healthlint.document.json_text import DEEPEST, Array, Object, String, Value
from healthlint.document.prose import Prose
from healthlint.document.scalars import decode
from healthlint.errors import HealthlintError
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span


class TreeError(HealthlintError):
    """The error, and its line in the text."""

    def __init__(self, said: str, line: int) -> None:
        super().__init__(said)
        self.line = line


@dataclass(slots=True)
class Tree:
    """`root` with every string at its place; `texts` are the meanings of these strings. `lost` are strings without a
    place, each with the keys that lead to it."""

    root: Object
    texts: dict[Span, Prose] = field(default_factory=dict)
    lost: list[tuple[str, str]] = field(default_factory=list)


def parse(source: str, place: Span) -> Tree:
    """The YAML at a place of the file. An alias counts as nothing; its text is where it was defined.

    Raises TreeError, with lines counted from that place."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _Composer(source, place, loader(source[place.start : place.end])).tree()
    except yaml.YAMLError as problem:
        mark = getattr(problem, "problem_mark", None) or getattr(problem, "context_mark", None)
        said = getattr(problem, "problem", None) or getattr(problem, "reason", None) or "an invalid character"
        raise TreeError(" ".join(str(said).split()), mark.line + 1 if mark else 1) from None
    except (UnicodeError, ValueError):
        raise TreeError("an unpaired surrogate", 1) from None


class _Composer:
    """Builds values from the parser's events without recursion, so that no nesting can overflow the stack."""

    def __init__(self, source: str, place: Span, loader: Any) -> None:
        self._source, self._place, self._loader = source, place, loader
        self._tree = Tree(Object({}))
        self._open: list[Array | Object] = [Array([])]
        self._keys: list[str | None] = [None]

    def tree(self) -> Tree:
        import yaml

        while not isinstance(event := self._loader.get_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.AliasEvent):
                self._add(Array([]), "")
            elif isinstance(event, (yaml.SequenceStartEvent, yaml.MappingStartEvent)):
                self._start(Array([]) if isinstance(event, yaml.SequenceStartEvent) else Object({}), event)
            elif isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                self._open.pop()
                self._keys.pop()
        top = self._open[0]
        root = top.items[0] if isinstance(top, Array) and top.items else None
        if isinstance(root, Object):
            self._tree.root = root
        return self._tree

    def _start(self, value: Array | Object, event: Any) -> None:
        self._add(value, "")
        self._open.append(value)
        self._keys.append(None)
        if len(self._open) > DEEPEST:
            raise TreeError(f"nested more than {DEEPEST} deep", event.start_mark.line + 1)

    def _scalar(self, event: Any) -> None:
        start, end = (self._place.start + mark.index for mark in (event.start_mark, event.end_mark))
        place = Span(start, end)
        text = decode(self._source, place, event.style or "", event.value)
        is_key = isinstance(self._open[-1], Object) and self._keys[-1] is None
        if text is None:
            self._tree.lost.append((".".join(filter(None, self._keys)), event.value))
        elif not is_key:
            self._tree.texts[place] = text
        self._add(String(place), event.value)

    def _add(self, value: Value, written: str) -> None:
        parent, key = self._open[-1], self._keys[-1]
        if isinstance(parent, Array):
            parent.items.append(value)
        elif key is None:
            self._keys[-1] = written
        else:
            parent.members.pop(key, None)
            parent.members[key] = value
            self._keys[-1] = None
