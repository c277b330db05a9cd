"""XML as a tree of elements and characters with their places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from healthlint.document.xml import XmlError, parse

HL7 = "urn:hl7-org:v3"
DEEPEST = 200
"""The deepest nesting: sections in sections, lists in lists, and markup within words."""


class Chars(NamedTuple):
    """Characters of [start, end); if their number differs from that of `text`, they are an entity."""

    text: str
    start: int
    end: int


class Element:
    """An element; `start` is that of its start tag, `end` the end of its end tag."""

    __slots__ = ("attributes", "children", "end", "name", "start")

    def __init__(self, name: str, attributes: dict[str, str], start: int) -> None:
        self.name, self.attributes, self.start, self.end = name, attributes, start, start
        self.children: list[Element | Chars] = []

    def elements(self, name: str = "") -> Iterator[Element]:
        """Its children, or those with a name."""
        for child in self.children:
            if isinstance(child, Element) and name in ("", child.name):
                yield child

    def find(self, *path: str) -> Element | None:
        """The first element down a path of names."""
        found: Element | None = self
        for name in path:
            found = next(found.elements(name), None) if found is not None else None
        return found

    def walk(self, *names: str) -> Iterator[Element]:
        """The elements of these names anywhere below, in the order of the file."""
        waiting = [self.elements()]
        while waiting:
            each = next(waiting[-1], None)
            if each is None:
                waiting.pop()
                continue
            if each.name in names:
                yield each
            waiting.append(each.elements())

    def attribute(self, name: str) -> str:
        """The value of an attribute; "" if there is none."""
        return self.attributes.get(name, "").strip()

    def text(self) -> str:
        """All characters below, with normalised white space."""
        return " ".join("".join(self._texts()).split())

    def _texts(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, Chars):
                yield child.text
            else:
                yield from (" ",) if child.name == "br" else child._texts()


def tree(source: str) -> Element:
    """The root element of a label's XML. Raises XmlError."""
    built = _Tree(source)
    parse(source, built, {HL7: ""}, "a label")
    return built.root


class _Tree:
    def __init__(self, source: str) -> None:
        self._source = source
        self._open = [Element("", {}, 0)]

    @property
    def root(self) -> Element:
        return next(self._open[0].elements())

    def start(self, name: str, attributes: Callable[[], dict[str, str]], at: int) -> None:
        if len(self._open) > DEEPEST:
            raise XmlError(f"elements nested more than {DEEPEST} deep at character {at}")
        element = Element(name, attributes(), at)
        self._open[-1].children.append(element)
        self._open.append(element)

    def end(self, name: str, at: int) -> None:
        closed = self._open.pop()
        # The parser gives the start of the closing tag; an empty element has none, and ends with its own tag.
        if self._source.startswith("</", at):
            at = self._source.index(">", at) + 1
        closed.end = at

    def text(self, text: str, start: int, end: int, verbatim: bool) -> None:
        self._open[-1].children.append(Chars(text, start, end))
