"""XML as events, each with its place in code points; only expat among the parsers reports character positions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol
from xml.parsers import expat

from healthlint.document.offsets import Offsets


class XmlError(ValueError):
    """XML that cannot be read; the text says why and where."""


class Events(Protocol):
    """What `parse` calls. A name is the local name after the prefix of its namespace, "?" for an unknown one."""

    def start(self, name: str, attributes: Callable[[], dict[str, str]], at: int) -> None:
        """A start tag at `at`; the names of its attributes come without their namespace."""

    def end(self, name: str, at: int) -> None:
        """An end tag at `at`; for an empty element, where that element ends."""

    def text(self, text: str, start: int, end: int, verbatim: bool) -> None:
        """Character data of [start, end); `verbatim` inside CDATA, where nothing is escaped."""


def parse(source: str, events: Events, prefixes: Mapping[str, str], writer: str, base: int = 0) -> None:
    """Pass all of `source`, which is at `base`, to `events`; `prefixes` by namespace. `writer` is the program that
    never writes a DOCTYPE: nothing outside the text is read, and no entity is expanded. Raises XmlError."""
    _Parser(source, events, prefixes, writer, base).run()


class _Parser:
    def __init__(self, source: str, events: Events, prefixes: Mapping[str, str], writer: str, base: int) -> None:
        self._source = source
        self._events = events
        self._prefixes = prefixes
        self._writer = writer
        self._base = base
        self._offsets = None if source.isascii() else Offsets(source)
        self._names: dict[str, str] = {}
        self._verbatim = False
        # The text is already decoded, so the declared encoding does not matter.
        self._parser = expat.ParserCreate("UTF-8", " ")
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._text
        self._parser.StartCdataSectionHandler = lambda: self._in_cdata(True)
        self._parser.EndCdataSectionHandler = lambda: self._in_cdata(False)
        self._parser.StartDoctypeDeclHandler = self._doctype

    def run(self) -> None:
        try:
            self._parser.Parse(self._source.encode(), True)
        except expat.ExpatError as error:
            reason = expat.errors.messages[error.code]
            raise XmlError(f"line {error.lineno}, column {error.offset + 1}: {reason}") from None
        except UnicodeEncodeError:
            raise XmlError("it has an unpaired surrogate") from None

    def _at(self) -> int:
        byte = self._parser.CurrentByteIndex
        return byte if self._offsets is None else self._offsets.point(byte)

    def _name(self, full: str) -> str:
        short = self._names.get(full)
        if short is None:
            space, _, local = full.rpartition(" ")
            short = local if not space else f"{self._prefixes.get(space, '?')}{local}"
            if len(self._names) < 1000:
                self._names[full] = short
        return short

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        def plain() -> dict[str, str]:
            return {key.rpartition(" ")[2]: value for key, value in attributes.items()}

        self._events.start(self._name(name), plain, self._base + self._at())

    def _end(self, name: str) -> None:
        self._events.end(self._name(name), self._base + self._at())

    def _text(self, text: str) -> None:
        start = self._at()
        end = start + len(text)
        if not self._verbatim and self._source[start] == "&":
            end = self._source.index(";", start) + 1
        elif text == "\n" and self._source.startswith("\r\n", start):
            end = start + 2
        self._events.text(text, self._base + start, self._base + end, self._verbatim)

    def _in_cdata(self, inside: bool) -> None:
        self._verbatim = inside

    def _doctype(self, *_: object) -> None:
        raise XmlError(f"it declares a DOCTYPE, which {self._writer} never writes and which could name other files")
