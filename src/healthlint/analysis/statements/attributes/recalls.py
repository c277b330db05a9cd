"""Durations that are referred to again: "blocks for four hours" and "those six hours of blockade"."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.attributes import Attribute
from healthlint.analysis.model import Quantity
from healthlint.analysis.places import Places
from healthlint.analysis.statements.attributes.model import Row, Value, phrases
from healthlint.document.model import Block

_WINDOW = 9
"""Words on either side of a duration that say what it is the duration of."""
_LEAST_WORD = 4
_STEM = 5
"""Letters that two forms of a word share: block, blockade."""
_HEADS = ("title", "heading")


def rows(places: Places, attribute: Attribute) -> Iterator[Row]:
    """A row replies only if its duration follows `back` (those, the, all), and only to earlier ones in the same unit
    that share a significant word, or with the one of its heading. Lists: `common`, words that are not significant;
    `part`, words after it that make it another duration ("the ten days before")."""
    back = frozenset(span.end for span in places.matches(phrases(attribute, "back")))
    seen: set[tuple[float | None, str]] = set()
    for quantity in places.analysis.quantities:
        if quantity.kind != "duration" or quantity.low is None or quantity.low != quantity.high:
            continue
        start, size = quantity.span.start, (quantity.low, quantity.unit)
        refers = not back.isdisjoint((start, start - 1)) and quantity.bound == "exact"
        whole = refers and size not in seen and _next(places, quantity) not in attribute.lists.get("part", ())
        value = Value("number", quantity.low, quantity.low, quantity.unit)
        subject = _subject(places, attribute, quantity)
        yield Row(attribute, value, quantity.span, places.context(quantity.span), subject, reply=whole)
        seen.add(size)


def _subject(places: Places, attribute: Attribute, quantity: Quantity) -> tuple[str, ...]:
    """The stems of the significant words around a duration, and its heading."""
    sentence, tokens = places.analysis.sentences[quantity.sentence], places.analysis.scan.tokens
    inside = tokens.within(quantity.span)
    around = range(max(sentence.first, inside.start - _WINDOW), min(sentence.last, inside.stop + _WINDOW))
    words = {tokens.words[at] for at in around if at not in inside}
    telling = {word for word in words if word.isalpha() and len(word) >= _LEAST_WORD}
    stems = {word[:_STEM] for word in telling.difference(attribute.lists.get("common", ()))}
    return tuple(sorted(stems | {_heading(places, places.document.blocks[sentence.block], sentence.block)} - {""}))


def _heading(places: Places, block: Block, at: int) -> str:
    start = block.span.start if block.kind in _HEADS else places.heading_of(at).start
    return f"#{start}" if block.kind in _HEADS or places.heading_of(at) else ""


def _next(places: Places, quantity: Quantity) -> str:
    tokens = places.analysis.scan.tokens
    at = tokens.within(quantity.span).stop
    return tokens.words[at] if at < len(tokens) else ""
