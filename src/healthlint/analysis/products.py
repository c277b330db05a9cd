"""Which product of a drug a place in the text is about."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from healthlint.analysis.model import Mention
from healthlint.analysis.places import Places
from healthlint.span import Span

_BRACKETED = " ("


def product_at(places: Places, drug: str, span: Span) -> str:
    """The id of the product; "" if the words are about the substance, or no particular product."""
    number = bisect_right(places.analysis.sentences, span.start, key=lambda sentence: sentence.span.start) - 1
    for area in _areas(places, span):
        named = _drug_mentions(places, drug, area)
        if named:
            return _nearest(named, span, number).product
    only = {each.product for each in places.analysis.mentions if each.concept == drug and each.product}
    return only.pop() if len(only) == 1 else ""


def products_of(places: Places, drug: str) -> tuple[str, ...]:
    """The products of a drug that the article names."""
    named = (each.product for each in places.analysis.mentions if each.concept == drug and each.product)
    return tuple(dict.fromkeys(named))


def _areas(places: Places, span: Span) -> Iterator[Span]:
    """The sentence, then the preceding ones in its block, nearest first, and its heading."""
    sentence = places.sentence_at(span.start)
    if sentence is None:
        return
    yield sentence.span
    at = places.analysis.sentences.index(sentence)
    for before in reversed(places.analysis.sentences[:at]):
        if before.block != sentence.block:
            break
        yield before.span
    yield places.heading_of(sentence.block)


def _drug_mentions(places: Places, drug: str, area: Span) -> list[Mention]:
    """The mentions of the drug in a span, except the substance in brackets after its product: "Exala (examplin)"."""
    found = [each for each in places.analysis.mentions_in(area) if each.concept == drug and area.contains(each.span)]
    return [each for at, each in enumerate(found) if not (at and _explains(places, found[at - 1], each))]


def _explains(places: Places, product: Mention, substance: Mention) -> bool:
    between = places.text(Span(product.span.end, substance.span.start))
    return bool(product.product) and not substance.product and between == _BRACKETED


def _nearest(named: Sequence[Mention], span: Span, sentence: int) -> Mention:
    """The mention inside the words, else the last before them, else the first; in another sentence, its subject."""
    inside = [each for each in named if span.overlaps(each.span)]
    before = [each for each in named if each.span.end <= span.start and each.sentence == sentence]
    return (inside or before[-1:] or list(named))[0]
