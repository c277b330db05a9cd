"""The number of points in an article: promised, in numbered headings, in lists, and as recalled later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.analysis.attributes import Attribute
from healthlint.analysis.model import Quantity
from healthlint.analysis.places import Places
from healthlint.analysis.statements.attributes.model import Row, Value, phrases
from healthlint.document.model import Block
from healthlint.pattern import pattern
from healthlint.span import Span

_NUMBERED = pattern(r"(?:[A-Z][a-z]+ |#|No\. ?)?(\d{1,2})(?=[.):]|\s[-–—:])")
_MARKER = pattern(r"\(?(\d{1,2})[.)]")
_LEAST = 3


def rows(places: Places, attribute: Attribute) -> Iterator[Row]:
    """Lists: `points` for what a title or introduction may promise ("nine things"), `parts` for the pieces of an
    article ("sections"). Phrases: `back` before a count of points already read ("those nine points"), `above` after it,
    `some` before a count that does not bind ("our top")."""
    yield from _Points(places, attribute).rows()


class _Points:
    def __init__(self, places: Places, attribute: Attribute) -> None:
        self.places, self.attribute = places, attribute
        self._points = attribute.lists.get("points", ())
        self._all = (*self._points, *attribute.lists.get("parts", ()))
        self._some = sorted(places.matches(phrases(attribute, "some")))
        self.counts = [quantity for quantity in places.analysis.quantities if self._counts(quantity)]
        self.series = _series(places)

    def rows(self) -> Iterator[Row]:
        promised = self._promised()
        announced = int(promised.low or 0) if promised else 0
        series = len(self.series)
        if promised:
            yield self._row(announced, promised.span)
        # If the counts differ by a factor of two, the numbers count something else.
        if series and (not promised or announced <= 2 * series <= 4 * announced):
            yield self._row(series, self.series[min(announced or series, series - 1)])
        for quantity in self._recalled(promised):
            yield self._row(int(quantity.low or 0), quantity.span)
        yield from self._listed()

    def _row(self, number: int, place: Span, of: str = "", said: str = "") -> Row:
        subject = (of,) if of else ()
        value = Value("number", number, number)
        return Row(self.attribute, value, place, self.places.context(place), subject, said=said)

    def _promised(self) -> Quantity | None:
        """What the title promises, or else the paragraphs before the first number."""
        before = self.series[0].start if self.series else len(self.places.document.text)
        ahead = [each for each in self.counts if each.span.end <= before and self._of(each, self._points)]
        titled = [quantity for quantity in ahead if self._block(quantity).kind == "title"]
        lead = [quantity for quantity in ahead if self._block(quantity).kind == "paragraph"] if self.series else []
        return next(iter(titled or lead), None)

    def _recalled(self, promised: Quantity | None) -> Iterator[Quantity]:
        """ "Those nine points", "the seven sections above" at the end of an article with eight."""
        start = self.series[-1].end if self.series else promised.span.end if promised else -1
        behind = {span.end for span in self.places.matches(phrases(self.attribute, "back"))}
        above = [span.start for span in self.places.matches(phrases(self.attribute, "above"))]
        for quantity in self.counts if start >= 0 else ():
            refers = quantity.span.start - 1 in behind
            pointed = any(0 <= place - quantity.span.end <= 1 for place in above)
            if quantity.span.start >= start and (pointed or (refers and self.series)):
                yield quantity

    def _listed(self) -> Iterator[Row]:
        """ "Three reasons:" before four items, which are counted ahead."""
        blocks = self.places.document.blocks
        for quantity in self.counts:
            at = self.places.analysis.sentences[quantity.sentence].block
            block, text = blocks[at], self.places.text(blocks[at].span)
            rest = self.places.document.text[quantity.span.end : block.span.end]
            leads = block.kind == "heading" or text.rstrip().endswith(":")
            if not leads or block.kind == "item" or re.search(r"[.!?]\s", rest) or not self._of(quantity, self._points):
                continue
            items = _items(blocks, at + 1)
            if len(items) > 1:
                first = items[0].span.start
                yield self._row(len(items), items[0].span, f"list {first}", str(len(items)))
                yield self._row(int(quantity.low or 0), quantity.span, f"list {first}")

    def _counts(self, quantity: Quantity) -> bool:
        """True for an exact count of all points or parts, not "three other reasons"."""
        whole = quantity.low is not None and quantity.low == quantity.high and quantity.bound == "exact"
        if not whole or (quantity.low or 0) < _LEAST or not self._of(quantity, self._all):
            return False
        start, end = quantity.span.start - 1, quantity.span.end
        return not any(start <= span.end and span.start < end for span in self._some)

    def _of(self, quantity: Quantity, nouns: tuple[str, ...]) -> bool:
        return quantity.kind in ("count", "other") and quantity.unit.removesuffix("s") in nouns

    def _block(self, quantity: Quantity) -> Block:
        return self.places.document.blocks[self.places.analysis.sentences[quantity.sentence].block]


def _series(places: Places) -> list[Span]:
    """The numbers of the headings numbered 1, 2, 3 ..., if the article has one such run."""
    found: list[tuple[int, Span]] = []
    for block in places.document.blocks:
        if block.kind == "heading" and (match := _NUMBERED.match(places.text(block.span))):
            start = block.span.start
            found.append((int(match[1]), Span(start + match.start(1), start + match.end(1))))
    numbers = [number for number, _ in found]
    return [span for _, span in found] if len(found) >= _LEAST and numbers == list(range(1, len(found) + 1)) else []


def _items(blocks: tuple[Block, ...], at: int) -> list[Block]:
    """The items of the list that begins with block `at`, without nested lists and further paragraphs."""
    first = blocks[at] if at < len(blocks) else None
    items: list[Block] = []
    if first is None or first.kind != "item" or not first.labels:
        return items
    numbered = _MARKER.fullmatch(first.labels[0])
    for block in blocks[at:]:
        if block.within[: len(first.within)] != first.within or block.kind != "item":
            break
        if block.level == first.level and block.labels:
            if bool(_MARKER.fullmatch(block.labels[0])) != bool(numbered):
                break
            items.append(block)
    return items
