"""Figures with transposed digits: "58 dollars" and "85 dollars" for one thing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from healthlint.analysis.attributes import Attribute
from healthlint.analysis.model import Quantity
from healthlint.analysis.places import Places
from healthlint.analysis.statements.attributes.counts import kinds_of, singular
from healthlint.analysis.statements.attributes.model import Row, Value, phrases

_KINDS = frozenset(("count", "percent", "money"))
_LEAST_WORD = 2


def rows(places: Places, attribute: Attribute) -> Iterator[Row]:
    """The subject is the words around a figure, except the list `common`; a sentence with one of `different` is about
    another thing ("another team"). Two counts of the same people are of one thing whatever the words around them."""
    kinds = kinds_of(places)
    listed = Counter((quantity.sentence, quantity.kind) for quantity in places.analysis.quantities)
    sentence_of, tokens = places.analysis.scan.sentence_of, places.analysis.scan.tokens
    apart = {sentence_of[tokens.within(span).start] for span in places.matches(phrases(attribute, "different"))}
    for quantity in places.analysis.quantities:
        if quantity.kind not in _KINDS or quantity.low is None or quantity.low != quantity.high:
            continue
        # Results that are compared with each other share digits by chance.
        peers = listed[quantity.sentence, quantity.kind]
        if peers > (2 if quantity.kind == "count" else 1) or quantity.sentence in apart:
            continue
        unit = kinds.get(singular(quantity.unit), singular(quantity.unit))
        counted = {f"{unit}:"} if quantity.kind == "count" and unit in kinds.values() else set()
        subject = tuple(sorted(_words(places, attribute, quantity) | counted))
        value = Value("digits", quantity.low, quantity.low, f"{quantity.kind} {unit}")
        yield Row(attribute, value, quantity.span, places.context(quantity.span), subject)


def _words(places: Places, attribute: Attribute, quantity: Quantity) -> set[str]:
    """The words around a quantity that may say what it is, from its sentence and its row and column."""
    sentence = places.analysis.sentences[quantity.sentence]
    tokens = places.analysis.scan.tokens
    inside = tokens.within(quantity.span)
    words = {tokens.words[at] for at in range(sentence.first, sentence.last) if at not in inside}
    block = places.document.blocks[sentence.block]
    if block.kind == "cell":
        words.update(word for label in block.labels for word in label.lower().split())
    return {word for word in words if word.isalpha() and len(word) >= _LEAST_WORD} - {
        *attribute.lists.get("common", ())
    }
