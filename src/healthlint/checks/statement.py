"""The same is said of the same thing with two figures ("a refill costs $30", "a refill costs $35")."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, NamedTuple

from healthlint.analysis.model import Quantity
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.measure import to_days
from healthlint.record import dataclass

_REACH = 7
_BREAKS = frozenset(",;:.!?()\"“”'’-–—")
_LEAST_WORD = 2


class _Said(NamedTuple):
    subject: frozenset[str]
    sort: str
    value: float
    quantity: Quantity


@dataclass(frozen=True, slots=True)
class Statement(Check):
    """Compares the figures behind `verbs` where the words before the verb are the same, whatever their order.

    `idle` are words that say nothing of a thing (the, our, only), `links` those at which another clause begins,
    `other` words that name no thing or another one (it, each, second); what is followed by one of `part` holds for
    some ("$30 for members"). In the message: {figure}, {earlier}.
    """

    kind: ClassVar[str] = "statement"
    kinds: tuple[str, ...] = ("money", "duration")
    verbs: Phrases = Phrases(())
    idle: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    other: tuple[str, ...] = ()
    part: tuple[str, ...] = ()

    def run(self, article: Article) -> Iterator[Hit]:
        known: dict[tuple[frozenset[str], str], list[_Said]] = {}
        for said in self._said(article):
            earlier = known.setdefault((said.subject, said.sort), [])
            # Who gives three figures for one thing compares.
            if len(earlier) == 1 and earlier[0].value != said.value:
                place = article.earlier(earlier[0].quantity.span)
                yield Hit(said.quantity.span, {"figure": said.quantity.text, "earlier": place})
            earlier.append(said)

    def _said(self, article: Article) -> Iterator[_Said]:
        tokens = article.analysis.scan.tokens
        starts = {tokens.within(span).stop: tokens.within(span).start for span in sorted(article.matches(self.verbs))}
        for quantity in article.analysis.quantities:
            if quantity.kind not in self.kinds or quantity.low is None or quantity.low != quantity.high:
                continue
            inside = tokens.within(quantity.span)
            verb = starts.get(inside.start)
            partial = inside.stop < len(tokens) and tokens.words[inside.stop] in self.part
            if verb is None or partial or quantity.bound != "exact":
                continue
            first = article.analysis.sentences[quantity.sentence].first
            subject = self._subject(tokens.words[max(first, verb - _REACH) : verb])
            if subject:
                yield _Said(subject, *_size(quantity), quantity)

    def _subject(self, words: tuple[str, ...]) -> frozenset[str]:
        """The telling words before a verb; none where one of them names no thing."""
        clause: list[str] = []
        for word in reversed(words):
            if word in _BREAKS or word in self.links:
                break
            clause.append(word)
        if any(word in self.other or not word.isalpha() for word in clause) or len(clause) == _REACH:
            return frozenset()
        return frozenset(word.removesuffix("s") for word in clause if word not in self.idle and len(word) > _LEAST_WORD)


def _size(quantity: Quantity) -> tuple[str, float]:
    low = quantity.low or 0.0
    if quantity.kind == "duration":
        return quantity.kind, round(to_days(low, quantity.unit) or low, 3)
    return quantity.unit, low
