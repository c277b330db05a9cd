"""The countries and agencies that the words around a statement name, and whose decisions it is therefore about."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from healthlint.analysis.model import Sentence
from healthlint.analysis.places import Places
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of a country or agency at `span`, with the id of its jurisdiction."""

    span: Span
    id: str


class Jurisdictions:
    """The jurisdictions that one article names."""

    def __init__(self, places: Places) -> None:
        self._places = places

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """Every mention, in order."""
        scan, found = self._places.analysis.scan, []
        for each in self._places.analysis.lexicon.jurisdictions:
            for first, ends in scan.classes.get(each.group, {}).items():
                found.append(Named(scan.tokens.span(first, max(ends) - 1), each.id))
        return tuple(sorted(found, key=lambda named: named.span))

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, each once, in the order of the article."""
        return tuple(dict.fromkeys(each.id for each in self.named))

    def at(self, span: Span) -> frozenset[str]:
        """The jurisdictions that the words at a span are about: all that they name, else the nearest one in the
        sentence, in the paragraph before it, or in the heading. An empty set means no particular jurisdiction."""
        inside = frozenset(each.id for each in self.named if each.span.overlaps(span))
        if inside or not self.named:
            return inside
        return next((frozenset((found,)) for area in self._areas(span) if (found := self._nearest(area, span))), inside)

    def _areas(self, span: Span) -> Iterator[Span]:
        sentence = self._places.sentence_at(span.start)
        if sentence is None:
            return
        yield self._places.part_at(sentence, span)
        yield sentence.span
        yield from self._before(sentence)
        yield self._places.heading_of(sentence.block)

    def _before(self, sentence: Sentence) -> Iterator[Span]:
        block = self._places.document.blocks[sentence.block].span
        yield Span(block.start, sentence.span.start)

    def _nearest(self, area: Span, span: Span) -> str:
        found = min(self._in(area), key=lambda each: self._remoteness(each.span, span), default=None)
        return "" if found is None else found.id

    def _remoteness(self, one: Span, other: Span) -> tuple[bool, int]:
        """Sort key: a mention in the same clause is nearer: "the FDA approved it in 2021 and the EMA in 2022"."""
        between = Span(min(one.end, other.end), max(one.start, other.start))
        scan = self._places.analysis.scan
        parting = scan.lists["parts-jurisdictions"]
        parted = any(scan.tokens.words[at] in parting for at in scan.tokens.within(between))
        return parted, len(between)

    def _in(self, area: Span) -> Iterator[Named]:
        return (each for each in self.named if area.contains(each.span))
