"""Ranges of doses of a drug: "take 10 to 20 mg a day"."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.attributes import Attribute
from healthlint.analysis.places import Places
from healthlint.analysis.statements.attributes.model import Row, Value, phrases
from healthlint.span import Span


def rows(places: Places, attribute: Attribute) -> Iterator[Row]:
    """Milligrams of a drug a day. `aside` are phrases of its other uses and of stages (a starting dose), whose ranges
    are left out. They may be the term that the range explains."""
    aside = phrases(attribute, "aside")
    for quantity in places.analysis.quantities:
        low, high = quantity.mg_per_day or (None, None)
        if quantity.kind != "dose" or not quantity.drug or low is None or high is None or low == high:
            continue
        sentence = places.analysis.sentences[quantity.sentence]
        if not any(places.says(aside, area) for area in (sentence.span, _term(places, sentence.block))):
            value = Value("dose", low, high, "mg")
            yield Row(attribute, value, quantity.span, places.context(quantity.span), (quantity.drug,))


def _term(places: Places, block: int) -> Span:
    """The term that a definition explains; an empty span for any other block."""
    before = places.document.blocks[block - 1] if block else None
    return before.span if before is not None and before.kind == "term" else Span(0, 0)
