"""A statement about a drug that contradicts what is documented of it: its status, its risks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import ClassVar

from healthlint.analysis.model import Sentence
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Asked, Hit
from healthlint.checks.term import Term
from healthlint.checks.verdict import given_for
from healthlint.record import dataclass
from healthlint.reference.model import Fact, Reference
from healthlint.span import Span

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Documented(Term):
    """Reports `terms` (see the kind `term`) about `drug` where facts say otherwise: those of one of `facts`, each a
    `type` with keys and values that the fact must have, and stances of its source (asserts, hedges).

    A denial of one use counts where the sentence names that use, a comparison where the words name what it is
    with. With `populations`, only what is said of those whom a fact is about counts: where the sentence of the
    words, or the question that they answer, speaks of them (the fact's word for its `population`, and the phrases
    for it); other rules leave such facts out. With `beyond`, only where the words name a condition that none of
    these facts is about, or one of `purposes` ("weight loss"); a fact that is about none in particular is about
    all. With `given`, not where the sentence names what the drug is approved or conventionally given for
    ("insurers pay for it in insomnia"). `spared` are facts beside which none of this holds ("never approved" of a
    drug that is, for another use). In the message: {text}, {drug}, {documented}.
    """

    kind: ClassVar[str] = "documented"
    facts: tuple[Asked, ...] = ()
    spared: tuple[Asked, ...] = ()
    beyond: bool = False
    purposes: Phrases = Phrases(())
    given: bool = False
    populations: Mapping[str, Phrases] = field(default_factory=dict)

    def run(self, article: Article) -> Iterator[Hit]:
        facts = self.documented(article.reference)
        if not facts:
            return
        for hit in Term.run(self, article):
            if hit.span is None:
                continue
            named = {each.concept for each in article.analysis.mentions_in(hit.span) if hit.span.contains(each.span)}
            against = tuple(
                fact
                for fact in facts
                if not _of_a_use(article, hit.span, fact) and fact.value.get("than") in (None, *named)
            )
            against = self._concerning(article, hit.span, against) if self.populations else against
            if (
                against
                and (not self.beyond or self._beyond(article, hit.span, facts))
                and not self._as_given(article, hit.span)
            ):
                shown = tuple(fact.id for fact in against[:_SHOWN])
                told = {"drug": self.drug.replace("-", " "), "documented": article.reference.told(shown)}
                yield replace(hit, facts=shown, values={**hit.values, **told})

    def _beyond(self, article: Article, span: Span, facts: tuple[Fact, ...]) -> bool:
        covered = [_conditions(fact) for fact in facts]
        areas = [span, *(sentence.span for sentence in _near(article, span)[1:])]
        named = next((found for area in areas if (found := list(article.conditions(area)))), [])
        others = any(all(names.isdisjoint(each) for each in covered) for names in named)
        return all(covered) and (others or article.says(self.purposes, span))

    def _as_given(self, article: Article, span: Span) -> bool:
        sentence = article.sentence_at(span.start)
        if not self.given or sentence is None:
            return False
        uses = given_for(article.reference, self.drug)
        return any(not names.isdisjoint(uses) for names in article.conditions(sentence.span))

    def _concerning(self, article: Article, span: Span, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """The facts about those of whom the sentence of the words speaks, else the question before it."""
        for sentence in _near(article, span):
            named = {name for name, phrases in self.populations.items() if article.says(phrases, sentence.span)}
            if named:
                return tuple(fact for fact in facts if fact.about.get("population") in named)
        return ()

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts that say otherwise."""
        if any(True for asked in self.spared for _ in asked.facts(reference, self.drug)):
            return ()
        found = (fact for asked in self.facts for fact in asked.facts(reference, self.drug))
        # What holds for some people is a matter of the rules that look for them.
        wanted = self.populations or ("",)
        return tuple(fact for fact in found if fact.about.get("population", "") in wanted)


def _near(article: Article, span: Span) -> list[Sentence]:
    """The sentence of a stretch, and the question before it."""
    sentences = article.analysis.sentences
    at = bisect_right(sentences, span.start, key=lambda sentence: sentence.span.start) - 1
    return [sentences[at], *(sentences[at - 1 : at] if at and article.asks(sentences[at - 1]) else ())]


def _of_a_use(article: Article, span: Span, fact: Fact) -> bool:
    """True for what a source denies of one use alone where the sentence does not name it: "not approved for asthma"."""
    use = fact.about.get("use", fact.about.get("condition"))
    sentence = article.sentence_at(span.start)
    if fact.stance != "denies" or use is None or sentence is None:
        return False
    return all(use not in names for names in article.conditions(sentence.span))


def _conditions(fact: Fact) -> frozenset[str]:
    return frozenset(fact.about[key] for key in ("use", "condition") if key in fact.about)
