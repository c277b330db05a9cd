"""Converts nodes into dataclasses, tuples, mappings and scalars according to type hints."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from healthlint.errors import HealthlintError, PackError, did_you_mean
from healthlint.typed_yaml.node import Node, scalar, unwrap

T = TypeVar("T")
_MOST_PROBLEMS = 20


def convert(node: Node, wanted: type[T], error: type[HealthlintError] = PackError) -> T:
    """`node` as a `wanted`. Raises a single error with a line for every problem."""
    problems: list[str] = []
    value = _Converter(problems).value(node, wanted)
    if problems:
        more = len(problems) - _MOST_PROBLEMS
        last = [f"{node.path}: {more} more problems"] if more > 0 else []
        raise error("\n".join([*problems[:_MOST_PROBLEMS], *last]))
    return cast("T", value)


class _Converter:
    """Walks a type and a node in parallel; a mismatch becomes a line in `problems` and None."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems

    def value(self, node: Node, wanted: Any) -> Any:
        if wanted is Node:
            return node
        if wanted in (Any, object):
            return unwrap(node)
        origin = get_origin(wanted)
        if origin in (Union, types.UnionType):
            return self._union(node, get_args(wanted))
        if origin is Literal:
            return self._literal(node, get_args(wanted))
        if origin in (tuple, list):
            return self._list(node, origin, get_args(wanted))
        if origin is not None and issubclass(origin, Mapping):
            return self._mapping(node, get_args(wanted)[1])
        if is_dataclass(wanted):
            return self._record(node, cast("type", wanted))
        return self._text(node, wanted)

    def wrong(self, node: Node, wanted: str) -> None:
        found = "nothing" if node.missing else f"'{_short(node.text)}'" if node.kind == "text" else f"a {node.kind}"
        self.problems.append(f"{node.place}: expected {wanted}, found {found}")

    def _text(self, node: Node, wanted: type) -> Any:
        if node.kind == "text" and not node.missing:
            # If text is wanted, anything is text: `no`, 1.0 and 2018-05-25 need no quotes.
            value = node.text if wanted is str else scalar(node)
            if type(value) is wanted:
                return value
            if wanted is float and type(value) is int:
                return float(value)
        if wanted not in _SCALARS:
            raise TypeError(f"records cannot make a {wanted!r}")
        self.wrong(node, _SCALARS[wanted])
        return None

    def _literal(self, node: Node, allowed: tuple[Any, ...]) -> Any:
        value = node.text if all(isinstance(choice, str) for choice in allowed) else scalar(node)
        if node.kind == "text" and value in allowed:
            return value
        listed = ", ".join(str(choice) for choice in allowed)
        self.wrong(node, f"one of {listed}")
        if node.kind == "text":
            self.problems[-1] += did_you_mean(node.text, [str(choice) for choice in allowed])
        return None

    def _list(self, node: Node, origin: type, arguments: tuple[Any, ...]) -> Any:
        if node.kind != "list":
            self.wrong(node, "a list")
            if node.kind == "text" and not node.missing:
                self.problems[-1] += f"; write [{_short(node.text)}]"
            return None
        if origin is list or arguments[-1] is ...:
            return origin(self.value(item, arguments[0]) for item in node.items)
        if len(node.items) != len(arguments):
            self.wrong(node, f"a list of {len(arguments)}")
            self.problems[-1] += f" of {len(node.items)}"
            return None
        return tuple(self.value(item, kind) for item, kind in zip(node.items, arguments, strict=True))

    def _mapping(self, node: Node, wanted: Any) -> Any:
        if node.kind != "mapping":
            self.wrong(node, "a mapping (key: value)")
            return None
        return {key.text: self.value(item, wanted) for key, item in node.pairs}

    def _union(self, node: Node, choices: tuple[Any, ...]) -> Any:
        if type(None) in choices and node.missing:
            return None
        attempts: list[list[str]] = []
        for choice in sorted(choices, key=lambda choice: _distance(node, choice)):
            if choice is not type(None):
                attempt = _Converter([])
                value = attempt.value(node, choice)
                if not attempt.problems:
                    return value
                attempts.append(attempt.problems)
        self.problems += attempts[0]
        return None

    def _record(self, node: Node, wanted: type) -> Any:
        known = keys_of(wanted)
        if node.kind != "mapping":
            if len(known) == 1:
                # A dataclass with a single field is written as that field alone: Phrases is a list of strings.
                ((_, kind),) = known.values()
                value = self.value(node, kind)
                return wanted(value) if value is not None else None
            self.wrong(node, f"a mapping with the keys {', '.join(known)}")
            return None
        before = len(self.problems)
        values = self._values(node, known)
        if len(self.problems) > before:
            return None
        try:
            return wanted(**values)
        except ValueError as problem:
            self.problems.append(f"{node.place}: {problem}")
            return None

    def _values(self, node: Node, known: Mapping[str, tuple[Field[Any], Any]]) -> dict[str, Any]:
        values = {}
        for key, item in node.pairs:
            if key.text in known:
                field, kind = known[key.text]
                values[field.name] = self.value(item, kind)
            else:
                near = did_you_mean(key.text, known) or f"; known here: {', '.join(known) or 'none'}"
                self.problems.append(f"{key.place}: unknown key '{_short(key.text)}'{near}")
        for name, (field, _) in known.items():
            if field.name not in values and field.default is MISSING and field.default_factory is MISSING:
                self.problems.append(f"{node.place}: missing key '{name}'")
        return values


_SCALARS: Mapping[type, str] = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


@cache
def keys_of(wanted: type) -> Mapping[str, tuple[Field[Any], Any]]:
    """The keys of a dataclass in YAML: `pass_` is `pass`, `_hidden` has none; with `KEBAB`, `fail_on` is `fail-on`."""
    hints = get_type_hints(wanted)
    kebab = getattr(wanted, "KEBAB", False)
    named = ((item.name.rstrip("_"), item) for item in fields(wanted) if item.init and not item.name.startswith("_"))
    return {name.replace("_", "-") if kebab else name: (item, hints[item.name]) for name, item in named}


def _distance(node: Node, wanted: Any) -> int:
    """How badly a node fits a type: for `str | float`, 5 is a number, and a list is neither."""
    base = get_origin(wanted) or wanted
    if node.kind != "text":
        shapes = {"list": (tuple, list), "mapping": (Mapping,)}[node.kind]
        return 0 if is_dataclass(base) or (isinstance(base, type) and issubclass(base, shapes)) else 1
    return 0 if base in (int, float, bool, Literal) else 1 if base is str else 2


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else line[:57] + "..."
