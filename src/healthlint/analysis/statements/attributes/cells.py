"""Counts in table cells, and the same counts in the text: "Visits: 4" and "done over two visits"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from healthlint.analysis.attributes import Attribute
from healthlint.analysis.model import Quantity
from healthlint.analysis.places import Places
from healthlint.analysis.statements.attributes.counts import kinds_of, singular
from healthlint.analysis.statements.attributes.model import Row, Value
from healthlint.document.model import Block
from healthlint.pattern import pattern

_WORD = pattern(r"\w+")
_NAMED = 3
"""The fewest characters of a row heading that is a name."""


def rows(places: Places, attribute: Attribute) -> Iterator[Row]:
    """For each row heading, the count under a column heading: the only such count in a cell, or in a sentence that
    names the row."""
    kinds = kinds_of(places)
    labels = _by_first_word(places)
    for quantity in places.analysis.quantities if labels else ():
        if quantity.low is None or quantity.low != quantity.high or quantity.bound != "exact":
            continue
        found = _labelled_count(places, quantity, labels)
        if found is not None:
            label, noun = found
            value = Value("number", quantity.low, quantity.low, kinds.get(noun, noun))
            yield Row(attribute, value, quantity.span, places.context(quantity.span), (label, kinds.get(noun, noun)))


def _by_first_word(places: Places) -> Mapping[str, frozenset[str]]:
    """Row headings by their first word."""
    labels: dict[str, set[str]] = {}
    for label in {_row_of(block) for block in places.document.blocks} - {""}:
        for word in _WORD.findall(label)[:1]:
            labels.setdefault(word, set()).add(label)
    return {word: frozenset(each) for word, each in labels.items()}


def _labelled_count(places: Places, quantity: Quantity, labels: Mapping[str, frozenset[str]]) -> tuple[str, str] | None:
    """The row heading that a count belongs to, and the thing counted."""
    sentence = places.analysis.sentences[quantity.sentence]
    block = places.document.blocks[sentence.block]
    if block.kind == "cell":
        alone = places.text(block.span).strip() == quantity.text
        noun = block.labels[0].lower().split()[0] if block.labels and block.labels[0].strip() else ""
        return (_row_of(block), singular(noun)) if alone and noun and _row_of(block) else None
    if quantity.kind != "count":
        return None
    text = places.text(sentence.span).lower()
    named = [label for word in _WORD.findall(text) for label in labels.get(word, ()) if label in text]
    named = list(dict.fromkeys(named))
    peers = [q for q in places.analysis.quantities_in(sentence.span) if q.kind == "count" and q.unit == quantity.unit]
    return (named[0], singular(quantity.unit)) if len(named) == 1 and len(peers) == 1 else None


def _row_of(block: Block) -> str:
    """The row heading of a cell, if it has one and is not itself the heading."""
    label = block.labels[-1].strip().lower() if block.kind == "cell" and len(block.labels) > 1 else ""
    return label if len(label) >= _NAMED and not label.isdecimal() else ""
