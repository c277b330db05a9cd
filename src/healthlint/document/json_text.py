"""JSON as text: its values with the exact place of every string, and of every character in a string.

The json module tells whether a file is valid and where it is not, but keeps no positions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import NamedTuple

from healthlint.document.prose import Prose, ProseBuilder
from healthlint.errors import HealthlintError
from healthlint.pattern import pattern
from healthlint.span import Span

DEEPEST = 200
"""The deepest nesting allowed; editors that keep a tree of marks need some dozens."""

_TOKEN = pattern(r'[\s,:]*+(?:"([^"\\]*+(?:\\.[^"\\]*+)*+)"|([\[{])|([\]}])|([^\s,:\[\]{}"]++))', re.DOTALL)
_ESCAPE = pattern(r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))")
_SHORT = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LONE = pattern("[\ud800-\udfff]")


class String(NamedTuple):
    """A string; `place` is the text between its quotes."""

    place: Span


class Scalar(NamedTuple):
    """A number, true, false or null, as written."""

    written: str


class Array(NamedTuple):
    """The items of a list."""

    items: list[Value]


class Object(NamedTuple):
    """The members of an object, in the file's order; of two with one key the last, as in every JSON parser."""

    members: dict[str, Value]


Value = String | Scalar | Array | Object


class JsonError(HealthlintError):
    """An error in a stretch of JSON, with its offset in the file."""

    def __init__(self, said: str, at: int) -> None:
        super().__init__(said)
        self.at = at


def parse(source: str, start: int = 0, end: int | None = None) -> Value:
    """The value in source[start:end]. Raises JsonError if it is not JSON or is nested too deeply."""
    end = len(source) if end is None else end
    _validate(source[start:end] if (start, end) != (0, len(source)) else source, start)
    return _tree(source, start, end)


def decode(source: str, place: Span) -> Prose:
    """The text of a string with the place of each character; an escape is several characters for one.

    Half of a surrogate pair becomes U+FFFD."""
    out = ProseBuilder()
    at = place.start
    for match in _ESCAPE.finditer(source, place.start, place.end):
        out.add(_without_lone_surrogates(source[at : match.start()]), Span(at, match.start()))
        out.add(_character(match), Span(*match.span()))
        at = match.end()
    out.add(_without_lone_surrogates(source[at : place.end]), Span(at, place.end))
    return out.build()


def escape(text: str) -> str:
    """`text` as written between the quotes of a JSON string."""
    return json.dumps(text, ensure_ascii=False)[1:-1]


def _validate(text: str, at: int) -> None:
    try:
        # Numbers are not needed, and one of five thousand digits would be an error.
        json.loads(text, parse_int=str, parse_float=str)
    except json.JSONDecodeError as error:
        said = error.msg.removesuffix(" at").removesuffix(" starting")
        raise JsonError(f"not valid JSON ({said})", at + error.pos) from None
    except RecursionError:
        raise _too_deep(at) from None


def _too_deep(at: int) -> JsonError:
    return JsonError(f"lists and objects nested more than {DEEPEST} deep", at)


def _tree(source: str, start: int, end: int) -> Value:
    """The value of a text known to be JSON, without recursion."""
    root = Array([])
    open_: list[Array | Object] = [root]
    keys: list[str | None] = [None]
    for value, at in _values(source, start, end):
        if value is None:
            open_.pop()
            keys.pop()
            continue
        parent, key = open_[-1], keys[-1]
        if isinstance(parent, Array):
            parent.items.append(value)
        elif key is None and isinstance(value, String):
            keys[-1] = decode(source, value.place).text
            continue
        elif key is not None:
            # A later key takes its own place in the order, not that of the one it replaces.
            parent.members.pop(key, None)
            parent.members[key] = value
            keys[-1] = None
        if isinstance(value, Array | Object):
            open_.append(value)
            keys.append(None)
            if len(open_) > DEEPEST + 1:
                raise _too_deep(at)
    return root.items[0]


def _values(source: str, start: int, end: int) -> Iterator[tuple[Value | None, int]]:
    """Every value where it begins, and None where a list or object ends."""
    for match in _TOKEN.finditer(source, start, end):
        kind = match.lastindex
        if kind == 1:
            yield String(Span(*match.span(1))), match.start(1)
        elif kind == 2:
            yield (Array([]) if match.group(2) == "[" else Object({})), match.start(2)
        elif kind == 3:
            yield None, match.start(3)
        else:
            yield Scalar(match.group(4)), match.start(4)


def _character(match: re.Match[str]) -> str:
    high, low, code, short = match.groups()
    if high:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + int(low, 16) - 0xDC00)
    return _without_lone_surrogates(chr(int(code, 16))) if code else _SHORT.get(short, short)


def _without_lone_surrogates(text: str) -> str:
    return text if text.isascii() else _LONE.sub("\ufffd", text)
