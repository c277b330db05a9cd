"""HTML source -> text, tags and comments with exact places, in one pass without backtracking.

The standard library's HTMLParser took quadratic time on broken markup until recent patch releases, parses the same file
differently from one of them to the next, and does not give the place of an attribute's value.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from healthlint.pattern import pattern

_NAME = pattern(r"</?([a-zA-Z][^\s/>]*)")
# Possessive, so that a tag without an end fails in one pass.
_REST = pattern(r"""(?:[^>"'=]++|=\s*+(?:"[^"]*+"|'[^']*+')?+|["'])*+>""")
_ATTRIBUTE = pattern(r"""([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"'][^\s>]*+)))?+""")
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})


class Token(NamedTuple):
    """`start` and `end` are offsets in the text; `name` is the tag's, in lower case; its attributes begin at `body`."""

    kind: Literal["text", "comment", "start", "end"]
    start: int
    end: int
    name: str = ""
    body: int = 0


class Attribute(NamedTuple):
    """A value (entities not yet decoded) and where it starts."""

    value: str
    start: int


def attributes(text: str, token: Token) -> dict[str, Attribute]:
    """The attributes of a start tag; the first of two with one name wins."""
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(text, token.body, token.end - 1):
        group = next((g for g in (2, 3, 4) if match.group(g) is not None), 1)
        value = match.group(group) if group > 1 else ""
        found.setdefault(match.group(1).lower(), Attribute(value, match.start(group)))
    return found


def tokens(text: str) -> Iterator[Token]:
    """Everything in the text in order, without what a browser would not show: a doctype, a tag cut off at the end."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._endless: set[str] = set()

    def scan(self) -> Iterator[Token]:
        text = self._text
        shown = at = 0
        while (at := text.find("<", at)) >= 0:
            token = self._markup(at)
            if token is None:
                at += 1
                continue
            if at > shown:
                yield Token("text", shown, at)
            if token.kind != "text":
                yield token
            shown = at = token.end
            if token.kind == "start" and token.name in _RAW and text[token.end - 2] != "/":
                end = self._raw_end(token)
                if token.name == "title" and end > at:
                    yield Token("text", at, end)
                shown = at = end
        if shown < len(text):
            yield Token("text", shown, len(text))

    def _markup(self, at: int) -> Token | None:
        """The tag or comment at `at`; a declaration comes back as an empty "text"; None for a mere `<`."""
        text = self._text
        following = text[at + 1 : at + 2]
        if following == "!" or following == "?":
            return self._declaration(at)
        name = _NAME.match(text, at)
        if name is None:
            return Token("text", at, self._after(">", at)) if following == "/" else None
        rest = _REST.match(text, name.end())
        if rest is None:
            return Token("text", at, len(text))
        kind: Literal["start", "end"] = "end" if following == "/" else "start"
        return Token(kind, at, rest.end(), name.group(1).lower(), name.end())

    def _declaration(self, at: int) -> Token:
        text = self._text
        if text.startswith("<!--", at):
            if text.startswith((">", "->"), at + 4):
                return Token("comment", at, self._after(">", at))
            return Token("comment", at, self._after("-->", at + 4))
        if text.startswith("<![CDATA[", at):
            return Token("text", at, self._after("]]>", at))
        return Token("text", at, self._after(">", at))

    def _after(self, mark: str, at: int) -> int:
        found = self._text.find(mark, at)
        return len(self._text) if found < 0 else found + len(mark)

    def _raw_end(self, token: Token) -> int:
        if token.name in self._endless:
            return token.end
        found = re.compile(rf"</{token.name}(?![^\s/>])", re.IGNORECASE).search(self._text, token.end)
        if found:
            return found.start()
        self._endless.add(token.name)
        # An unclosed title would swallow the article; an unclosed script does, as in a browser.
        return token.end if token.name == "title" else len(self._text)
