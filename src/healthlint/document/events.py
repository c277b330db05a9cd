"""The events of the Markdown parser, with places in characters."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from healthlint.document.offsets import Offsets
from healthlint.pattern import pattern

_SURROGATE = pattern("[\ud800-\udfff]")


def parsable(text: str) -> str:
    """The text as the parser requires it, valid UTF-8; a lone surrogate is replaced by another single character."""
    return _SURROGATE.sub("\ufffd", text)


def events(text: str) -> Iterator[tuple[Any, int, int]]:
    """Every event of a text, with its place."""
    import pyromark  # costs a third of the start-up of a plain-text run

    options = pyromark.Options
    enabled = (
        options.ENABLE_TABLES
        | options.ENABLE_FOOTNOTES
        | options.ENABLE_STRIKETHROUGH
        | options.ENABLE_TASKLISTS
        | options.ENABLE_HEADING_ATTRIBUTES
        | options.ENABLE_GFM
        | options.ENABLE_DEFINITION_LIST
    )
    offsets = Offsets(text)
    for event, place in pyromark.events_with_range(text, options=enabled):
        yield event, offsets.point(place["start"]), offsets.point(place["end"])


def name_of(tag: Any) -> tuple[str, Any]:
    """pyromark writes a tag without data as a string, one with data as a dict of one key."""
    if isinstance(tag, str):
        return tag, None
    ((name, value),) = tag.items()
    return name, value
