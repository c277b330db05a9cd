"""The same things are counted twice with two results; the later count is reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import ClassVar

from healthlint.analysis.model import Quantity
from healthlint.analysis.scan import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.span import Span

_TRANSPOSABLE = frozenset(("count", "percent", "money"))
_LEAST_WORD = 2


@dataclass(frozen=True, slots=True)
class Count(Check):
    """Compares counted nouns ("47 papers" ... "of the 74 papers", "a 12-week programme" ... "the 10-week programme").

    Only a later count that refers back (`back`: the, those, of the, our ...) can contradict an earlier one. `same`
    maps a name to words that may stand for one another (adults, participants, patients). `single` are things that an
    article has one set of (questions, steps): any later count of them contradicts. So does a figure with the digits
    of an earlier one in another order ("58 dollars", "85 dollars") where its sentence shares a word with that one's;
    `common` are words that every sentence may share, `different` those that speak of another thing ("another team").
    In the message: {figure}, {earlier}.
    """

    kind: ClassVar[str] = "count"
    back: Phrases = Phrases(())
    same: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    single: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    different: tuple[str, ...] = ()

    def run(self, article: Article) -> Iterator[Hit]:
        found: dict[Span | None, Hit] = {}
        for hit in (*self._recounted(article), *self._transposed(article)):
            found.setdefault(hit.span, hit)
        yield from found.values()

    def _recounted(self, article: Article) -> Iterator[Hit]:
        kinds = {word: name for name, words in self.same.items() for word in words}
        referring = [span.end for span in article.matches(self.back)]
        seen: dict[str, list[Quantity]] = {}
        for quantity, noun in _counted(article):
            name = kinds.get(noun, noun)
            earlier = seen.setdefault(name, [])
            refers = _refers(article, quantity.span, referring) or noun in self.single
            if earlier and refers and not any(_equal(quantity, e) for e in earlier):
                yield Hit(
                    quantity.span, {"figure": article.text(quantity.span), "earlier": article.earlier(earlier[-1].span)}
                )
            earlier.append(quantity)

    def _transposed(self, article: Article) -> Iterator[Hit]:
        known: list[tuple[Quantity, frozenset[str]]] = []
        for quantity in article.analysis.quantities:
            if quantity.kind not in _TRANSPOSABLE or quantity.low is None or quantity.low != quantity.high:
                continue
            words = self._words(article, quantity)
            if words.intersection(self.different):
                continue
            twin = next((other for other, its in known if _anagram(quantity, other) and words & its), None)
            if twin is not None:
                yield Hit(quantity.span, {"figure": article.text(quantity.span), "earlier": article.earlier(twin.span)})
            known.append((quantity, words))

    def _words(self, article: Article, quantity: Quantity) -> frozenset[str]:
        """The words around a quantity that may say what it is: of its sentence and of its row and column."""
        sentence = article.analysis.sentences[quantity.sentence]
        tokens = article.analysis.scan.tokens
        inside = tokens.within(quantity.span)
        words = {tokens.words[at] for at in range(sentence.first, sentence.last) if at not in inside}
        block = article.document.blocks[sentence.block]
        if block.kind == "cell":
            words.update(word for label in block.labels for word in label.lower().split())
        telling = (word for word in words if word.isalpha() and len(word) >= _LEAST_WORD)
        return frozenset(telling) - frozenset(self.common)


def _anagram(left: Quantity, right: Quantity) -> bool:
    if (left.kind, _singular(left.unit)) != (right.kind, _singular(right.unit)) or left.low == right.low:
        return False
    one, other = f"{left.low:g}", f"{right.low:g}"
    return len(one) > 1 and len(one) == len(other) and sorted(one) == sorted(other)


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
        right.low,
        right.unit if right.kind == "duration" else "",
    )
