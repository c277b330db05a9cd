"""Front matter of a Markdown file: where it ends, and which of its values a reader of the article sees."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from healthlint.document.assemble import Assembler
from healthlint.span import Span

if TYPE_CHECKING:
    import yaml

SEEN = ("title", "subtitle", "description", "summary")
_FENCE = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)")
_YAML_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_TOML_END = re.compile(r"^\+\+\+[ \t]*$", re.MULTILINE)
_KEY = re.compile(r"\s*(?:#.*\s*)*[\w\"'-]+\s*[:=]")
_TOML_LINE = re.compile(
    r"""^[ \t]*["']?(\w+)["']?[ \t]*=[ \t]*("([^"\\\n]*)"|'([^'\n]*)')[ \t]*(?:#.*)?$""", re.MULTILINE
)
_TOML_TABLE = re.compile(r"^[ \t]*\[", re.MULTILINE)
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\r?\n")
_ESCAPE = re.compile(r"""\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|["\\/])|''""")
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
    for line in _TOML_LINE.finditer(body, 0, table.start() if table else len(body)):
        if line.group(1) in SEEN:
            group = 3 if line.group(3) is not None else 4
            assembler.open("field", labels=(line.group(1),))
            assembler.flow(line.group(group), at + line.start(group))


def _read_yaml(assembler: Assembler, body: str, at: int) -> None:
    import yaml

    try:
        # The Python loader: the C one can exhaust the stack on deep nesting and does not raise.
        root = yaml.compose(body, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
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
    elif value.style in ("'", '"') and _unescape(raw).split() == value.value.split():
        _flow_escaped(assembler, raw, at + start)


def _unescape(raw: str) -> str:
    return _ESCAPE.sub(lambda match: _char(match.group()), raw)


def _flow_escaped(assembler: Assembler, raw: str, at: int) -> None:
    place = 0
    for match in _ESCAPE.finditer(raw):
        assembler.flow(raw[place : match.start()], at + place)
        assembler.exact(_char(match.group()), at + match.start(), at + match.end())
        place = match.end()
    assembler.flow(raw[place:], at + place)


def _char(escape: str) -> str:
    if escape == "''":
        return "'"
    digits = escape[2:]
    return chr(int(digits, 16)) if digits else escape[1]
