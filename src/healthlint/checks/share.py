"""The share of people who get an adverse effect, or improve, compared with the documented share."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from healthlint.analysis.model import Mention, Quantity
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.concerned import part_around
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import AFFIRMING, Fact, Reference
from healthlint.reference.ranges import Range, range_of
from healthlint.span import Span

_SLACK = 0.25
"""The tolerance for rounded shares."""
_FEW = 4
_PARTS = frozenset(",;:")


@dataclass(frozen=True, slots=True)
class Share(Check):
    """Compares a share of people ("30 %", "one in four", "close to half") with the adverse-effect facts on the effect
    of `drug` that is named next to it; facts without a share are ignored. With `better`, a share of people in a
    sentence with one of these phrases is compared with the effect-size facts instead, and must not exceed the largest
    of them. `aside` are phrases for another group (placebo) in the part of the sentence around the figure. In the
    message: {figure}, {effect}, {documented}.
    """

    kind: ClassVar[str] = "share"
    drug: str = ""
    aside: Phrases = Phrases(())
    better: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        facts = self.documented(article.reference)
        for quantity in article.analysis.quantities if facts else ():
            low, high = quantity.low, quantity.high
            if quantity.unit != "percent" or low is None or high is None:
                continue
            part = part_around(article, article.analysis.sentences[quantity.sentence].span, quantity.span, _PARTS)
            if self._is_of_others(article, part) or article.about.subject_at(quantity.span).what != self.drug:
                continue
            effect, named = self._effect_named(article, quantity, part, facts)
            if named and not self._is_right(named, Range(low, high)):
                values = {"figure": quantity.text, "effect": effect}
                yield Hit(quantity.span, values, facts=tuple(fact.id for fact in named))

    def _is_of_others(self, article: Article, part: Span) -> bool:
        drugs = {each.concept for each in article.analysis.mentions_in(part) if each.kind == "drug"}
        return article.says(self.aside, part) or bool(drugs and self.drug not in drugs)

    def _effect_named(
        self, article: Article, quantity: Quantity, part: Span, facts: Sequence[Fact]
    ) -> tuple[str, Sequence[Fact]]:
        """The effect that people get, in the words of the text, and the facts on it."""
        sentence = article.analysis.sentences[quantity.sentence].span
        if self.better.texts:
            places = (each for each in article.matches_in(self.better, sentence) if each.contains(quantity.span))
            return next(((article.text(place), facts) for place in places), ("", ()))
        effect = _effect(article, quantity, part, sentence) or _of_row(article, quantity)
        if effect is None:
            return "", ()
        return article.text(effect.span), [fact for fact in facts if fact.value["effect"] == effect.concept]

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts that give the share of people."""
        facts = reference.select("effect-size" if self.better.texts else "adverse-effect", drug=self.drug)
        stated = (fact for fact in facts if fact.stance in AFFIRMING and fact.value.get("unit") == "percent")
        return tuple(fact for fact in stated if range_of(fact) is not None)

    def _is_right(self, facts: Sequence[Fact], said: Range) -> bool:
        known = (found.loosened(_SLACK) for fact in facts if (found := range_of(fact)) is not None)
        if self.better.texts:
            return any(said.high <= each.high for each in known)
        return any(each.overlaps(said) for each in known)


def _effect(article: Article, quantity: Quantity, part: Span, sentence: Span) -> Mention | None:
    """The effect that the figure is about: the nearest in its part of the sentence, else the last before it."""
    named = [each for each in article.analysis.mentions_in(sentence) if each.kind != "drug"]
    inside = [each for each in named if part.contains(each.span)]
    if inside:
        return min(inside, key=lambda each: each.span.distance(quantity.span))
    # A longer part is probably about an effect that no lexicon lists.
    if len(article.text(part).split()) - len(quantity.text.split()) > _FEW:
        return None
    before = [each for each in named if each.span.end <= quantity.span.start]
    return before[-1] if before else None


def _of_row(article: Article, quantity: Quantity) -> Mention | None:
    """The effect that heads the row of a cell, if neither names anything else."""
    sentence = article.analysis.sentences[quantity.sentence]
    row = article.row_of(sentence.block)
    named = [] if row is None else [each for each in article.analysis.mentions_in(row) if row.contains(each.span)]
    alone = len(named) == 1 and named[0].kind != "drug" and not article.analysis.mentions_in(sentence.span)
    return named[0] if alone else None
