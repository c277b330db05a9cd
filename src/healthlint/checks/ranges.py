"""Two different dose ranges are given for one use of a drug; the later one is reported."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.dosing import Doses, Taken, taken_of
from healthlint.record import dataclass
from healthlint.reference.model import Fact, Reference
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
        period = next((doses.period for doses in by_use.values()), "day")
        earlier: list[_Given] = []
        for quantity in article.analysis.quantities:
            sentence = article.analysis.sentences[quantity.sentence].span
            if quantity.kind != "dose" or quantity.drug != self.drug or quantity.mg_per_day is None:
                continue
            taken = taken_of(quantity, by_use)
            areas = (sentence, _term(article, article.analysis.sentences[quantity.sentence].block))
            if taken is None or taken.low == taken.high or any(a.contains(s) for a in areas for s in other):
                continue
            low, high = taken.over(period)
            given = _Given(low, high, _use(by_use, taken), quantity.span)
            known = [each for each in earlier if given.compares(each)]
            if known and (low, high) not in [(each.low, each.high) for each in known]:
                yield Hit(quantity.span, {"amount": quantity.text, "earlier": article.earlier(known[0].span)})
            earlier.append(given)

    def reads(self, reference: Reference) -> tuple[Fact, ...]:
        """The ranges that are documented, which tell the uses apart."""
        return reference.select("dose-range", drug=self.drug)

    def _by_use(self, reference: Reference) -> dict[str, Doses]:
        facts: dict[str, list[Fact]] = {}
        for fact in self.reads(reference):
            facts.setdefault(fact.about.get("use", ""), []).append(fact)
        return {use: Doses.of(given) for use, given in facts.items()}


@dataclass(frozen=True, slots=True)
class _Given:
    """A range as the text gives it, in milligrams of the period that the facts speak of, and the one use for which it
    is documented ("": unclear)."""

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


def _use(by_use: Mapping[str, Doses], taken: Taken) -> str:
    uses = [use for use, doses in by_use.items() if doses.documents(taken)]
    return uses[0] if len(uses) == 1 else ""
