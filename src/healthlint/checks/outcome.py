"""The size of an effect on one outcome, compared with what is documented for that outcome."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import ClassVar

from healthlint.analysis.model import Quantity
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.verdict import too_large
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import AFFIRMING, Fact, Reference
from healthlint.span import Span


@dataclass(frozen=True, slots=True)
class Outcome(Check):
    """Reports a percentage larger than every effect-size fact for the same `outcome`.

    `outcomes` are words for outcomes that are not conditions or effects in a lexicon, by the name that the facts use
    ("weight"); if a sentence names several, the nearest to the figure counts. One of `changes` must occur in the
    sentence. `counted`: figures that count people, not the size of an effect. In the message: {text}, {documented}.
    """

    kind: ClassVar[str] = "outcome"
    drug: str = ""
    outcomes: Mapping[str, Phrases] = field(default_factory=dict)
    changes: Phrases = Phrases(())
    counted: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        facts = self.documented(article.reference)
        for quantity in article.analysis.quantities if facts else ():
            if quantity.kind != "percent" or article.about.subject_at(quantity.span).what != self.drug:
                continue
            sizes = self._sizes(article, quantity, facts)
            if too_large(quantity, sizes) and not self._counts(article, quantity):
                yield Hit(quantity.span, {"text": quantity.text}, facts=tuple(fact.id for fact in sizes))

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The sizes with a named outcome."""
        sizes = reference.select("effect-size", drug=self.drug)
        return tuple(fact for fact in sizes if "outcome" in fact.value and fact.stance in AFFIRMING)

    def _counts(self, article: Article, quantity: Quantity) -> bool:
        """True for a share of people, and for any figure where nothing is said to change."""
        sentence = article.analysis.sentences[quantity.sentence].span
        if self.changes.texts and not article.says(self.changes, sentence):
            return True
        return any(span.overlaps(quantity.span) for span in article.matches_in(self.counted, sentence))

    def _sizes(self, article: Article, quantity: Quantity, facts: Sequence[Fact]) -> list[Fact]:
        """The facts on the outcome named nearest to a figure."""
        sentence = article.analysis.sentences[quantity.sentence].span
        named = {name: list(article.matches_in(phrases, sentence)) for name, phrases in self.outcomes.items()}
        for mention in article.analysis.mentions_in(sentence):
            for name in (mention.concept, *mention.classes):
                named.setdefault(name, []).append(mention.span)
        known = {str(fact.value["outcome"]) for fact in facts}
        nearest = min(
            ((quantity.span.distance(span), name) for name, spans in named.items() if name in known for span in spans),
            default=None,
        )
        other = min((quantity.span.distance(span) for spans in named.values() for span in spans), default=0)
        if nearest is None or (nearest[0] > other and self._names_another(named, quantity, nearest[0], known)):
            return []
        return [fact for fact in facts if fact.value["outcome"] == nearest[1]]

    def _names_another(
        self, named: Mapping[str, Sequence[Span]], quantity: Quantity, within: int, known: set[str]
    ) -> bool:
        """True if an outcome that no fact covers is named nearer to the figure."""
        others = (spans for name, spans in named.items() if name in self.outcomes and name not in known)
        return any(quantity.span.distance(span) < within for spans in others for span in spans)

    @property
    def once_a_sentence(self) -> bool:
        """False: two figures on one outcome are two statements."""
        return False
