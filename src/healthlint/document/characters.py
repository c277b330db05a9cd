"""Character references of HTML, decoded with their exact places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from healthlint.document.addresses import find_urls
from healthlint.document.assemble import Assembler
from healthlint.pattern import pattern

_REFERENCE = pattern(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")


class Decoded(NamedTuple):
    """`text` for the file's [start, end); `exact` when the file has other characters there."""

    text: str
    start: int
    end: int
    exact: bool


def decode(text: str, at: int) -> Iterator[Decoded]:
    """Split text of the file at `at` into plain spans and decoded references."""
    import html  # its table of names is needed only for a reference

    place = 0
    for match in _REFERENCE.finditer(text):
        raw = match.group()
        char = html.unescape(raw)
        if char == raw:
            continue
        start, end = match.span()
        if start > place:
            yield Decoded(text[place:start], at + place, at + start, False)
        # "&notit" is "¬it": html.unescape decodes the longest known name and leaves the rest.
        rest = _left_over(raw, char)
        yield Decoded(char[: len(char) - rest], at + start, at + end - rest, True)
        place = end - rest
    if place < len(text):
        yield Decoded(text[place:], at + place, at + len(text), False)


def flow(assembler: Assembler, text: str, at: int) -> None:
    """Pass text with references to the assembler, addresses first: `?a=1&amp;b=2` belongs to one."""
    if "&" not in text:
        assembler.flow(text, at)
        return
    place = 0
    for start, end in find_urls(text):
        _flow_decoded(assembler, text[place:start], at + place)
        assembler.url(text[start:end])
        place = end
    _flow_decoded(assembler, text[place:], at + place)


def _flow_decoded(assembler: Assembler, text: str, at: int) -> None:
    for piece in decode(text, at):
        if piece.exact:
            assembler.exact(piece.text, piece.start, piece.end)
        else:
            assembler.flow(piece.text, piece.start)


def unescape(text: str) -> str:
    """The decoded text alone."""
    import html

    return html.unescape(text) if "&" in text else text


def _left_over(raw: str, char: str) -> int:
    if raw.endswith(";") or raw.startswith("&#"):
        return 0
    count = 0
    while count < len(char) - 1 and count < len(raw) - 1 and raw[-1 - count] == char[-1 - count]:
        count += 1
    return count
