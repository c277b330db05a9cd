"""Adds entries to a top-level list in a YAML or TOML file, leaving every other byte unchanged."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from healthlint.errors import UsageError

_PLAIN = re.compile(r"[^\W\d_][\w-]*")
# YAML 1.1, which many tools still use, does not read these as text.
_NO_TEXT = frozenset("y n yes no on off true false null".split())
_TABLE = re.compile(r"^[ \t]*\[[ \t]*tool[ \t]*\.[ \t]*[\"']?healthlint[\"']?[ \t]*\][^\n]*$", re.MULTILINE)
_NEXT_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_COMMA = re.compile(r"\s*,")
_TOKEN = re.compile(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#[^\n]*|\[|\]")


def to_yaml(text: str, key: str, entries: Sequence[str]) -> str:
    """The YAML text with these entries appended to its list `key`. Raises UsageError if that is not a list."""
    import yaml

    newline = "\r\n" if "\r\n" in text else "\n"
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    value = next((value for name, value in root.value if name.value == key), None) if root is not None else None
    added = [_scalar(entry) for entry in entries]
    if value is None:
        end = "" if not text or text.endswith("\n") else newline
        return f"{text}{end}{key}:{newline}" + "".join(f"  - {entry}{newline}" for entry in added)
    if isinstance(value, yaml.ScalarNode) and value.tag.endswith(":null"):
        line = "".join(f"{newline}  - {entry}" for entry in added)
        return _inserted(text, _line_end(text, value.start_mark.index), line)
    if not isinstance(value, yaml.SequenceNode):
        raise UsageError(f"'{key}' is not a list; write it as {key}: [one, two]")
    if not value.value:
        return _inserted(text, value.start_mark.index + 1, ", ".join(added))
    if value.flow_style:
        # The parser knows where an entry ends; searching for quotes and comments would stumble over "Crohn's".
        last = _last(value.value[-1])
        comma = _COMMA.match(text, last)
        return _inserted(text, comma.end() if comma else last, f"{'' if comma else ','} {', '.join(added)}")
    indent = " " * value.start_mark.column
    line = "".join(f"{newline}{indent}- {entry}" for entry in added)
    return _inserted(text, _line_end(text, _last(value.value[-1])), line)


def to_toml(text: str, key: str, entries: Sequence[str]) -> str:
    """The same for the table [tool.healthlint] of a pyproject.toml."""
    newline = "\r\n" if "\r\n" in text else "\n"
    added = [_quoted(entry) for entry in entries]
    table = _TABLE.search(text)
    if table is None:
        raise UsageError(f"no table [tool.healthlint] to add '{key}' to; write one")
    following = _NEXT_TABLE.search(text, table.end())
    end = following.start() if following else len(text)
    found = re.compile(rf"^[ \t]*[\"']?{key}[\"']?[ \t]*=[ \t]*\[", re.MULTILINE).search(text, table.end(), end)
    if found is None:
        return _inserted(text, table.end(), f"{newline}{key} = [{', '.join(added)}]")
    return _into_brackets(text, found.end() - 1, _closing(text, found.end()), added)


def _closing(text: str, start: int) -> int:
    """The position of the bracket that closes the one before `start`."""
    depth = 1
    for token in _TOKEN.finditer(text, start):
        depth += {"[": 1, "]": -1}.get(token[0], 0)
        if not depth:
            return token.start()
    raise UsageError("a list is not closed; fix the file first")


def _into_brackets(text: str, opening: int, closing: int, added: Sequence[str]) -> str:
    """The entries added after the last one between two brackets, before any comments."""
    inside = _TOKEN.sub(_blank, text[opening + 1 : closing]).rstrip()
    comma = "" if not inside or inside.endswith(",") else ","
    space = " " if inside else ""
    return _inserted(text, opening + 1 + len(inside), f"{comma}{space}{', '.join(added)}")


def _blank(token: re.Match[str]) -> str:
    return " " * len(token[0]) if token[0].startswith("#") else token[0]


def _last(node: Any) -> int:
    """The end of an entry of a block list."""
    end: int = node.end_mark.index
    return end


def _line_end(text: str, at: int) -> int:
    found = re.compile(r"\r?\n|\Z").search(text, at)
    return found.start() if found else len(text)


def _inserted(text: str, at: int, new: str) -> str:
    return text[:at] + new + text[at:]


def _scalar(entry: str) -> str:
    """An entry as YAML, quoted if necessary."""
    return entry if _PLAIN.fullmatch(entry) and entry.lower() not in _NO_TEXT else _quoted(entry)


def _quoted(entry: str) -> str:
    return json.dumps(entry, ensure_ascii=False)
