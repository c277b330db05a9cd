"""Strings in YAML and TOML: their meaning, with the place of each character in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from healthlint.document.prose import Prose, ProseBuilder
from healthlint.pattern import pattern
from healthlint.span import Span

_BLOCK_HEADER = pattern(r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\r?\n")
_CODE = pattern(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|(\r?\n[ \t]*|[\s\S]))")
_DOUBLED = pattern("'()'")
_NEVER = pattern(r"(?!)")
_RUN = pattern(r"[ \t\r\n]+|[^ \t\r\n]+")
_ESCAPES = {
    "n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "0": "\0", "a": "\a", "v": "\v", "e": "\x1b",
    "_": "\u00a0", "N": "\u0085", "L": "\u2028", "P": "\u2029",
}  # fmt: skip
_WHITE = " \t\r\n"


class _Atom(NamedTuple):
    """The meaning of `source` in the file: itself, or one character; nothing for an escaped line end."""

    text: str
    source: Span


def decode(source: str, place: Span, style: str, value: str) -> Prose | None:
    """The `value` of a YAML scalar at `place`, quotes or header included; None if they do not match.

    `style` is one of `"`, `'`, `|`, `>`, or empty. White space, which YAML folds and strips, matches any white space.
    """
    atoms = _atoms(source, _inside(source, place, style), {'"': _CODE, "'": _DOUBLED}.get(style, _NEVER))
    return _aligned(atoms, value)


def decode_toml(source: str, inside: Span, escaped: bool) -> Prose:
    """The text of a TOML string; `inside` is the place between the quotes."""
    out = ProseBuilder()
    for atom in _atoms(source, inside, _CODE if escaped else _NEVER):
        out.add(atom.text, atom.source)
    return out.build()


def _inside(source: str, place: Span, style: str) -> Span:
    if style in ('"', "'"):
        return Span(place.start + 1, place.end - 1)
    header = _BLOCK_HEADER.match(source, place.start, place.end) if style in ("|", ">") else None
    return Span(header.end() if header else place.start, place.end)


def _atoms(source: str, inside: Span, escapes: re.Pattern[str]) -> Iterator[_Atom]:
    at = inside.start
    for match in escapes.finditer(source, inside.start, inside.end):
        yield from _plain(source, at, match.start())
        yield _Atom(_meant(*match.groups()), Span(*match.span()))
        at = match.end()
    yield from _plain(source, at, inside.end)


def _plain(source: str, start: int, end: int) -> Iterator[_Atom]:
    return (_Atom(run[0], Span(*run.span())) for run in _RUN.finditer(source, start, end))


def _meant(*groups: str | None) -> str:
    *codes, other = groups
    if len(groups) == 1:
        return "'"
    if other is not None:
        return "" if "\n" in other else _ESCAPES.get(other, other)
    code = int(next(filter(None, codes)), 16)
    return chr(code) if code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"


def _aligned(atoms: Iterable[_Atom], value: str) -> Prose | None:
    out = ProseBuilder()
    at = 0
    for white, run in groupby(atoms, key=_is_white):
        found = list(run)
        if white:
            end = _black(value, at)
            out.add(value[at:end], found[0].source.cover(found[-1].source))
            at = end
        elif at == len(value):
            break  # a comment follows
        elif not value.startswith(text := "".join(atom.text for atom in found), at):
            return None
        else:
            for atom in found:
                out.add(atom.text, atom.source)
            at += len(text)
    return out.build() if at == len(value) else None


def _is_white(atom: _Atom) -> bool:
    return not atom.text.strip(_WHITE)


def _black(text: str, at: int) -> int:
    """Where white space ends."""
    run = _RUN.match(text, at)
    return run.end() if run and not run[0].strip(_WHITE) else at
