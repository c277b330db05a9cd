"""Two different dose ranges are given for one use of a drug; the later one is reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.record import dataclass
from healthlint.reference.model import Fact, Reference
from healthlint.reference.ranges import Consensus, consensus
from healthlint.span import Span

_OF_A_SIZE = 3.0


@dataclass(frozen=True, slots=True)
class Ranges(Check):
    """Compares the ranges (from - to) of doses of `drug`, sentence by sentence; `other_uses` are phrases of its other
    uses, and `stages` of a part of the way (a starting dose), whose ranges are left out; they may be the term that the
    range explains. A range that is documented for one use only is given for that use, whatever the
    words around it say. In the message: {amount}, {earlier}.
    """

    kind: ClassVar[str] = "ranges"
    drug: str = ""
    other_uses: Phrases = Phrases(())
    stages: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        other = [*article.matches(self.other_uses), *article.matches(self.stages)]
        by_use = self._by_use(article.reference)
        earlier: list[_Given] = []
        for quantity in article.analysis.quantities:
            sentence = article.analysis.sentences[quantity.sentence].span
            if quantity.kind != "dose" or quantity.drug != self.drug or quantity.mg_per_day is None:
                continue
            low, high = quantity.mg_per_day
            areas = (sentence, _term(article, article.analysis.sentences[quantity.sentence].block))
            if low is None or high is None or low == high or any(a.contains(s) for a in areas for s in other):
                continue
            given = _Given(low, high, _use(by_use, low, high), quantity.span)
            known = [each for each in earlier if given.compares(each)]
            if known and (low, high) not in [(each.low, each.high) for each in known]:
                yield Hit(quantity.span, {"amount": quantity.text, "earlier": article.earlier(known[0].span)})
            earlier.append(given)

    def _by_use(self, reference: Reference) -> dict[str, Consensus]:
        facts: dict[str, list[Fact]] = {}
        for fact in reference.select("dose-range", drug=self.drug):
            facts.setdefault(fact.about.get("use", ""), []).append(fact)
        return {use: consensus(given, "mg") for use, given in facts.items()}


@dataclass(frozen=True, slots=True)
class _Given:
    """A range as the text gives it, in milligrams a day, and the one use for which it is documented ("": unclear)."""

    low: float
    high: float
    use: str
    span: Span

    def compares(self, other: _Given) -> bool:
        """True when both may be ranges for one use; without a documented use, when they are of a size."""
        if self.use and other.use:
            return self.use == other.use
        return self.low <= other.high * _OF_A_SIZE and other.low <= self.high * _OF_A_SIZE


def _term(article: Article, block: int) -> Span:
    """The term that a definition explains; an empty span for any other block."""
    before = article.document.blocks[block - 1] if block else None
    return before.span if before is not None and before.kind == "term" else Span(0, 0)


def _use(by_use: Mapping[str, Consensus], low: float, high: float) -> str:
    uses = [use for use, documented in by_use.items() if documented.judge(low, high) != "outside"]
    return uses[0] if len(uses) == 1 else ""
