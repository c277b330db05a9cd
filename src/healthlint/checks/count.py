"""The same things are counted twice with two results; the later count is reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from healthlint.analysis.model import Quantity
from healthlint.analysis.scan import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.span import Span


@dataclass(frozen=True, slots=True)
class Count(Check):
    """Compares counted nouns ("47 papers" ... "of the 74 papers", "a 12-week programme" ... "the 10-week programme").

    Only a later count that refers back (`back`: the, those, of the, our ...) can contradict an earlier one. `same` maps
    a name to words that may stand for one another (adults, participants, patients). In the message: {figure}, {earlier}.
    """

    kind: ClassVar[str] = "count"
    back: Phrases = Phrases(())
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def run(self, article: Article) -> Iterator[Hit]:
        kinds = {word: name for name, words in self.same.items() for word in words}
        referring = [span.end for span in article.matches(self.back)]
        seen: dict[str, list[Quantity]] = {}
        for quantity, noun in _counted(article):
            name = kinds.get(noun, noun)
            earlier = seen.setdefault(name, [])
            if earlier and _refers(article, quantity.span, referring) and not any(_equal(quantity, e) for e in earlier):
                yield Hit(quantity.span, {"figure": article.text(quantity.span), "earlier": earlier[-1].text})
            earlier.append(quantity)


def _counted(article: Article) -> Iterator[tuple[Quantity, str]]:
    for quantity in article.analysis.quantities:
        noun = _noun(article, quantity)
        if noun and quantity.low is not None and quantity.low == quantity.high and quantity.bound in ("exact", "about"):
            yield quantity, noun


def _noun(article: Article, quantity: Quantity) -> str:
    if quantity.kind == "count":
        return _singular(quantity.unit)
    attributive = quantity.kind == "duration" and any(mark in quantity.text for mark in "-‐‑")
    if not attributive:
        return ""
    words = article.analysis.scan.tokens
    after = words.within(Span(quantity.span.end, quantity.span.end + 40))
    return _singular(words.words[after.start]) if after else ""


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _refers(article: Article, span: Span, referring: list[int]) -> bool:
    return any(0 <= span.start - end <= 1 for end in referring)


def _equal(left: Quantity, right: Quantity) -> bool:
    return (left.low, left.unit if left.kind == "duration" else "") == (
        right.low, right.unit if right.kind == "duration" else "")
