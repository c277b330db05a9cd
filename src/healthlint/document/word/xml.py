"""The XML of a part as events, each with its place in code points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol
from xml.parsers import expat

from healthlint.document.offsets import Offsets
from healthlint.pattern import pattern

_WORD = frozenset(
    (
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
)
_PREFIXES = {"http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:"}
_TAG = pattern(r"<(?:[^\"'>]+|\"[^\"]*\"|'[^']*')*+>")


class XmlError(ValueError):
    """XML that cannot be read; the text says why and where."""


class Events(Protocol):
    """What `parse` calls. Names of Word's own elements are bare ("p"), others begin with "mc:" or "?"."""

    def start(self, name: str, attributes: Callable[[], dict[str, str]], at: int) -> None:
        """A start tag at `at`; the names of its attributes come without their namespace."""

    def end(self, name: str, at: int) -> None:
        """An end tag at `at`; for an empty element, where that element ends."""

    def text(self, text: str, start: int, end: int, verbatim: bool) -> None:
        """Character data of [start, end); `verbatim` inside CDATA, where nothing is escaped."""


def parse(source: str, events: Events, base: int = 0) -> None:
    """Feed all of `source`, which stands at `base`, to `events`. Raises XmlError."""
    _Parser(source, events, base).run()


def tag_end(source: str, at: int) -> int:
    """Where the tag that begins at `at` ends, in XML that a parser has accepted."""
    found = _TAG.match(source, at)
    assert found is not None
    return found.end()


class _Parser:
    def __init__(self, source: str, events: Events, base: int) -> None:
        self._source = source
        self._events = events
        self._base = base
        self._offsets = None if source.isascii() else Offsets(source)
        self._names: dict[str, str] = {}
        self._verbatim = False
        # The part is decoded already: what encoding it declares no longer matters.
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
            raise XmlError("it has half a surrogate pair") from None

    def _at(self) -> int:
        byte = self._parser.CurrentByteIndex
        return byte if self._offsets is None else self._offsets.point(byte)

    def _name(self, full: str) -> str:
        short = self._names.get(full)
        if short is None:
            space, _, local = full.rpartition(" ")
            short = local if space in _WORD or not space else f"{_PREFIXES.get(space, '?')}{local}"
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
        raise XmlError("it declares a DOCTYPE, which Word never writes and which could name other files")
