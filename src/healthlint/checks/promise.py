"""The article promises a number of points and gives another; the later of the two is reported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.model import Quantity
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.document.model import Block
from healthlint.pattern import pattern
from healthlint.record import dataclass
from healthlint.span import Span

_NUMBERED = pattern(r"(?:[A-Z][a-z]+ |#|No\. ?)?(\d{1,2})(?=[.):]|\s[-–—:])")
_MARKER = pattern(r"\(?(\d{1,2})[.)]")
_LEAST = 3
_LEAD = 3


@dataclass(frozen=True, slots=True)
class Promise(Check):
    """Counts headings that are numbered from 1 and the items of lists, and compares them with what is promised.

    `points` are the nouns for what a title or an introduction may promise ("nine things"), `parts` those for the
    pieces of an article ("sections"); `back` stands before a count of what has been read ("those nine points"),
    `above` behind it. `some` is a word before a promise that does not bind ("a few of the", "our top").
    In the message: {figure}, {earlier}.
    """

    kind: ClassVar[str] = "promise"
    points: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    back: Phrases = Phrases(())
    above: Phrases = Phrases(())
    some: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        found: dict[Span | None, Hit] = {}
        series = _series(article)
        counts = [quantity for quantity in article.analysis.quantities if self._counts(article, quantity)]
        for hit in (*self._numbered(article, series, counts), *self._recap(article, series, counts)):
            found.setdefault(hit.span, hit)
        for hit in self._lists(article, counts):
            found.setdefault(hit.span, hit)
        yield from found.values()

    def _numbered(self, article: Article, series: list[Span], counts: list[Quantity]) -> Iterator[Hit]:
        """ "Nine things to know" and a heading with the number ten; or eight headings only."""
        promised = self._promised(article, counts, series[0].start) if series else None
        if promised is None or promised.low is None:
            return
        told = int(promised.low)
        # Half of what is promised is no slip: those numbers count something else.
        if told != len(series) and told <= 2 * len(series) <= 4 * told:
            span = series[min(told, len(series) - 1)]
            yield Hit(span, {"figure": article.text(span), "earlier": article.earlier(promised.span)})

    def _promised(self, article: Article, counts: list[Quantity], before: int) -> Quantity | None:
        """What the title promises, else the paragraphs before the first number."""
        ahead = [quantity for quantity in counts if quantity.span.end <= before and self._of(quantity, self.points)]
        titled = [quantity for quantity in ahead if _block(article, quantity).kind == "title"]
        lead = [quantity for quantity in ahead if _block(article, quantity).kind == "paragraph"]
        return next(iter(titled or lead), None)

    def _recap(self, article: Article, series: list[Span], counts: list[Quantity]) -> Iterator[Hit]:
        """ "Those nine points", "the seven sections above" at the end of an article with eight."""
        promised = self._promised(article, counts, series[0].start if series else len(article.document.text))
        earlier = series[-1] if series else promised.span if promised and self._titled(article, promised) else None
        told = len(series) if series else int(promised.low or 0) if promised else 0
        if earlier is None:
            return
        behind = {span.end for span in article.matches(self.back)}
        above = [span.start for span in article.matches(self.above)]
        for quantity in counts:
            if quantity.span.start < earlier.end or quantity.low == told or promised is quantity:
                continue
            refers = quantity.span.start - 1 in behind and self._of(quantity, (*self.points, *self.parts))
            pointed = any(0 <= start - quantity.span.end <= 1 for start in above)
            if (refers and (series or pointed)) or (pointed and series):
                yield Hit(quantity.span, {"figure": quantity.text, "earlier": article.earlier(earlier)})

    def _titled(self, article: Article, quantity: Quantity) -> bool:
        return _block(article, quantity).kind == "title"

    def _lists(self, article: Article, counts: list[Quantity]) -> Iterator[Hit]:
        """ "Three reasons:" and four items."""
        blocks = article.document.blocks
        for quantity in counts:
            at = article.analysis.sentences[quantity.sentence].block
            block = blocks[at]
            heading = block.kind == "heading"
            ended = article.text(block.span).rstrip().endswith(":")
            rest = article.document.text[quantity.span.end : block.span.end]
            if not (heading or ended) or block.kind == "item" or re.search(r"[.!?]\s", rest):
                continue
            items = _items(blocks, at + 1)
            if len(items) > 1 and len(items) != quantity.low and self._of(quantity, self.points):
                found = f"{len(items)} {_line(article, items[0].span)}"
                yield Hit(quantity.span, {"figure": quantity.text, "earlier": found})

    def _counts(self, article: Article, quantity: Quantity) -> bool:
        """True for an exact count of points or parts that speaks of all of them, not of "three other reasons"."""
        whole = quantity.low is not None and quantity.low == quantity.high and quantity.bound == "exact"
        if not whole or (quantity.low or 0) < _LEAST or not self._of(quantity, (*self.points, *self.parts)):
            return False
        inside = Span(quantity.span.start - 1, quantity.span.end)
        return not any(inside.start <= span.end and span.start < inside.end for span in article.matches(self.some))

    def _of(self, quantity: Quantity, nouns: tuple[str, ...]) -> bool:
        return quantity.kind in ("count", "other") and quantity.unit.removesuffix("s") in nouns


def _line(article: Article, span: Span) -> str:
    return article.earlier(Span(span.start, span.start)).strip()


def _block(article: Article, quantity: Quantity) -> Block:
    return article.document.blocks[article.analysis.sentences[quantity.sentence].block]


def _series(article: Article) -> list[Span]:
    """The numbers of the headings that are numbered 1, 2, 3 ..., if there is one such run in the article."""
    found: list[tuple[int, Span]] = []
    for block in article.document.blocks:
        if block.kind == "heading" and (match := _NUMBERED.match(article.text(block.span))):
            start = block.span.start
            found.append((int(match[1]), Span(start + match.start(1), start + match.end(1))))
    numbers = [number for number, _ in found]
    return [span for _, span in found] if len(found) >= _LEAST and numbers == list(range(1, len(found) + 1)) else []


def _items(blocks: tuple[Block, ...], at: int) -> list[Block]:
    """The items of the list that begins with block `at`, without those of lists in it and their further paragraphs."""
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
