"""Front matter of a Markdown file: where it ends, and which of its values a reader of the article sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from healthlint.document.assemble import Assembler
from healthlint.pattern import pattern
from healthlint.span import Span

if TYPE_CHECKING:
    import yaml

SEEN = ("title", "subtitle", "description", "summary")
_FENCE = pattern(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_YAML_END = pattern(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_TOML_END = pattern(r"^\+\+\+[ \t]*$", re.MULTILINE)
_KEY = pattern(r"\s*(?:#.*\s*)*[\w\"'-]+\s*[:=]")
_TOML_PAIR = pattern(
    r"""^[ \t]*["']?(\w+)["']?[ \t]*=[ \t]*"""
    r"""(?:\"{3}(?P<folded>(?:[^"\\]|\\.|"(?!""))*+)\"{3}|'{3}(?P<lines>(?:[^']|'(?!''))*+)'{3}"""
    r"""|"(?P<basic>(?:[^"\\\r\n]|\\.)*+)"|'(?P<literal>[^'\r\n]*+)')[ \t]*(?:#[^\r\n]*)?\r?$""",
    re.MULTILINE | re.DOTALL,
)
_TOML_TABLE = pattern(r"^[ \t]*\[", re.MULTILINE)
_BLOCK_HEADER = pattern(r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\r?\n")
_ESCAPE = pattern(
    r"""\\(?:x[0-9a-fA-F]{2}|u(?![dD][89a-fA-F])[0-9a-fA-F]{4}|U00(?:0[0-9a-fA-F]|10)[0-9a-fA-F]{4}|["\\/nrt])"""
)
_DOUBLED = pattern("''")
_LONE_RETURN = pattern(r"\r(?!\n)")
_CONTROLS = {"n": "\n", "r": "\r", "t": "\t"}
# Front matter is a few lines; a data file between two "---" is not worth a parser's time.
_LIMIT = 50_000


class FrontMatter(NamedTuple):
    """`whole` with its fences, `body` without; both in the file."""

    whole: Span
    body: Span
    toml: bool


def find(source: str) -> FrontMatter | None:
    """The front matter that the file begins with."""
    fence = _FENCE.match(source)
    if fence is None:
        return None
    toml = fence.group(1) == "+++"
    # In multi-line mode `$` stands before \n only; a carriage return before it belongs to the line end.
    end = (_TOML_END if toml else _YAML_END).search(source.replace("\r", "\n"), fence.end())
    if end is None:
        return None
    body = Span(fence.end(), end.start())
    if source[body.start : body.end].strip() and not _KEY.match(source, body.start, body.end):
        return None
    return FrontMatter(Span(0, end.end()), body, toml)


def take(assembler: Assembler, source: str) -> str:
    """Hand what a reader sees of the front matter to the assembler; the source, of the same length, with spaces for the
    front matter, and with a line feed for every carriage return that ends a line alone: no parser here knows those."""
    source = _LONE_RETURN.sub("\n", source)
    found = find(source)
    if found is None:
        return source
    read(assembler, source, found)
    return re.sub(r"[^\r\n]", " ", source[: found.whole.end]) + source[found.whole.end :]


def read(assembler: Assembler, source: str, found: FrontMatter) -> None:
    """Hand the values that a reader sees to the assembler, each with its place."""
    if len(found.body) > _LIMIT:
        return
    body = source[found.body.start : found.body.end]
    if found.toml:
        _read_toml(assembler, body, found.body.start)
    else:
        _read_yaml(assembler, body, found.body.start)
    assembler.close()


def _read_toml(assembler: Assembler, body: str, at: int) -> None:
    table = _TOML_TABLE.search(body)
    for pair in _TOML_PAIR.finditer(body, 0, table.start() if table else len(body)):
        style = pair.lastgroup
        if style is None or pair.group(1) not in SEEN:
            continue
        assembler.open("field", labels=(pair.group(1),))
        if style in ("folded", "basic"):
            _flow_escaped(assembler, pair.group(style), at + pair.start(style), _ESCAPE)
        else:
            assembler.flow(pair.group(style), at + pair.start(style))


def _read_yaml(assembler: Assembler, body: str, at: int) -> None:
    import yaml

    try:
        # The Python loader: the C one can exhaust the stack on deep nesting and does not raise.
        root = yaml.compose(body, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError):
        # The last is what it makes of an escape beyond Unicode ("\U99999999").
        return
    if not isinstance(root, yaml.MappingNode):
        return
    for key, value in root.value:
        if isinstance(key, yaml.ScalarNode) and isinstance(value, yaml.ScalarNode) and key.value in SEEN:
            _field(assembler, key.value, value, body, at)


def _field(assembler: Assembler, key: str, value: yaml.ScalarNode, body: str, at: int) -> None:
    start, end = value.start_mark.index, value.end_mark.index
    if value.style in ("'", '"'):
        start, end = start + 1, end - 1
    elif value.style in ("|", ">"):
        header = _BLOCK_HEADER.match(body, start)
        start = header.end() if header else start
    raw = body[start:end]
    assembler.open("field", labels=(key,))
    if raw.split() == value.value.split():
        assembler.flow(raw, at + start)
    elif value.style in ("'", '"'):
        escape = _ESCAPE if value.style == '"' else _DOUBLED
        if escape.sub(lambda match: _char(match.group()), raw).split() == value.value.split():
            _flow_escaped(assembler, raw, at + start, escape)


def _flow_escaped(assembler: Assembler, raw: str, at: int, escape: re.Pattern[str]) -> None:
    place = 0
    for match in escape.finditer(raw):
        assembler.flow(raw[place : match.start()], at + place)
        assembler.exact(_char(match.group()), at + match.start(), at + match.end())
        place = match.end()
    assembler.flow(raw[place:], at + place)


def _char(escape: str) -> str:
    if escape == "''":
        return "'"
    digits = escape[2:]
    return chr(int(digits, 16)) if digits else _CONTROLS.get(escape[1], escape[1])
