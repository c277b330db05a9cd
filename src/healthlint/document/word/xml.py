"""The XML of a part of a Word file as events, each with its place in code points."""

from __future__ import annotations

from healthlint.document.xml import Events, XmlError
from healthlint.document.xml import parse as parse_xml
from healthlint.pattern import pattern

__all__ = ["Events", "XmlError", "parse", "tag_end"]

_PREFIXES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main": "",
    "http://purl.oclc.org/ooxml/wordprocessingml/main": "",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
}
_TAG = pattern(r"<(?:[^\"'>]+|\"[^\"]*\"|'[^']*')*+>")


def parse(source: str, events: Events, base: int = 0) -> None:
    """Pass all of `source`, which is at `base`, to `events`. Word's own elements have bare names ("p"), others begin
    with "mc:" or "?". Raises XmlError."""
    parse_xml(source, events, _PREFIXES, "Word", base)


def tag_end(source: str, at: int) -> int:
    """Where the tag that begins at `at` ends, in XML that a parser has accepted."""
    found = _TAG.match(source, at)
    assert found is not None
    return found.end()
