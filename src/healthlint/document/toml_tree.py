"""TOML as text: its values with the place of every string that is the value of a key."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from healthlint.document.json_text import Array, Object, String, Value
from healthlint.document.scalars import decode_toml
from healthlint.document.yaml_tree import Tree, TreeError
from healthlint.pattern import pattern
from healthlint.span import Span

_KEY = r"""[ \t]*((?:[\w-]+|"[^"\r\n]*+"|'[^'\r\n]*+')(?:[ \t]*\.[ \t]*(?:[\w-]+|"[^"\r\n]*+"|'[^'\r\n]*+'))*)[ \t]*"""
_LINE = pattern(
    rf"^{_KEY}=[ \t]*"
    r"(?:\"{3}\r?\n?(?P<folded>(?:[^\"\\]|\\.|\"(?!\"\"))*+)\"{3}|'{3}\r?\n?(?P<lines>(?:[^']|'(?!''))*+)'{3}"
    r"|\"(?P<basic>(?:[^\"\\\r\n]|\\.)*+)\"|'(?P<literal>[^'\r\n]*+)')[ \t]*(?:\#[^\r\n]*)?\r?$"
    rf"|^[ \t]*(?P<table>\[\[?){_KEY}\]",
    re.MULTILINE | re.DOTALL,
)
_PART = pattern(r"""[\w-]+|"[^"]*"|'[^']*'""")
_AT = pattern(r" \(at (?:line (\d+), column \d+|end of document)\)")


def parse(source: str, place: Span) -> Tree:
    """The TOML at a place of the file. Raises TreeError, with lines counted from that place."""
    import tomllib

    try:
        loaded = tomllib.loads(source[place.start : place.end])
    except (tomllib.TOMLDecodeError, RecursionError) as problem:
        at = _AT.search(str(problem))
        line = int(at.group(1) or 0) if at else 0
        raise TreeError(_AT.sub("", str(problem)), line or source.count("\n", place.start, place.end)) from None
    tree = Tree(Object({}))
    table = tree.root
    for match in _LINE.finditer(source, place.start, place.end):
        if match["table"]:
            table = _table(tree.root, _parts(match[match.re.groups]), match["table"] == "[[")
        else:
            *path, key = _parts(match[1])
            inside = Span(*match.span(match.lastgroup or 0))
            tree.texts[inside] = decode_toml(source, inside, match.lastgroup in ("folded", "basic"))
            _table(table, path, False).members[key] = String(inside)
    found = {text.text for text in tree.texts.values()}
    tree.lost += [(key, text) for key, text in _strings(loaded, "") if text not in found]
    return tree


def _parts(key: str) -> list[str]:
    return [part.strip("\"'") for part in _PART.findall(key)]


def _table(root: Object, path: list[str], new: bool) -> Object:
    """The table that a path leads to: the last of a list of tables, or a new one."""
    found: Value = root
    for at, key in enumerate(path):
        if not isinstance(found, Object):
            break
        listed = new and at == len(path) - 1
        found = found.members.setdefault(key, Array([]) if listed else Object({}))
        if isinstance(found, Array):
            if listed:
                found.items.append(Object({}))
            found = found.items[-1]
    return found if isinstance(found, Object) else Object({})


def _strings(value: Any, key: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _strings(member, f"{key}.{name}" if key else name)
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item, f"{key}.*")
