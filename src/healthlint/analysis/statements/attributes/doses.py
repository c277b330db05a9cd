"""Ranges of doses of a drug: "take 10 to 20 mg a day"."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.attributes import Attribute
from healthlint.analysis.model import Quantity
from healthlint.analysis.places import Places
from healthlint.analysis.products import product_at
from healthlint.analysis.statements.attributes.model import Row, Value, phrases
from healthlint.span import Span


def rows(places: Places, attribute: Attribute) -> Iterator[Row]:
    """Milligrams a day of a drug, or of one product, for what is named there. `aside` are phrases of its other uses and
    of parts of the way (a starting dose): their ranges are left out. They may be the term that the range explains. So
    is what a pen or a tablet holds: a bare amount of a product, or in a table."""
    aside = phrases(attribute, "aside")
    for quantity in places.analysis.quantities:
        low, high = quantity.mg_per_day or (None, None)
        if quantity.kind != "dose" or not quantity.drug or low is None or high is None or low == high:
            continue
        if _is_strength(places, quantity):
            continue
        sentence = places.analysis.sentences[quantity.sentence]
        if not any(places.says(aside, area) for area in (sentence.span, _term(places, sentence.block))):
            value = Value("dose", low, high, "mg")
            yield Row(
                attribute,
                value,
                quantity.span,
                places.context(quantity.span),
                (quantity.drug,),
                purposes=_purposes(places, quantity),
            )


def _is_strength(places: Places, quantity: Quantity) -> bool:
    """True for what one pen or tablet holds."""
    if quantity.role != "dose":
        return True
    block = places.document.blocks[places.analysis.sentences[quantity.sentence].block]
    return not quantity.per and (block.kind == "cell" or bool(product_at(places, quantity.drug or "", quantity.span)))


def _purposes(places: Places, quantity: Quantity) -> frozenset[str]:
    """What a dose is for: the conditions that the sentence, else its paragraph before it, else its heading names."""
    sentence = places.analysis.sentences[quantity.sentence]
    block = places.document.blocks[sentence.block].span
    areas = (sentence.span, Span(block.start, sentence.span.end), places.heading_of(sentence.block))
    named = (frozenset(name for names in places.conditions(area) for name in names) for area in areas)
    return next((each for each in named if each), frozenset())


def _term(places: Places, block: int) -> Span:
    """The term that a definition explains; an empty span for any other block."""
    before = places.document.blocks[block - 1] if block else None
    return before.span if before is not None and before.kind == "term" else Span(0, 0)
