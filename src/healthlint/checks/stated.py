"""A statement about a drug, found by frames or phrases, that contradicts what is documented of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import ClassVar

from healthlint.analysis.model import Context, Statement
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Asked, Hit
from healthlint.checks.concerned import (
    another_use,
    concerning,
    is_as_given,
    is_of_another_use,
    names_another_use,
    with_condition,
)
from healthlint.checks.partners import is_of_another_drug, warned_at
from healthlint.checks.term import Term, context_of
from healthlint.fast_dataclass import dataclass, replace
from healthlint.reference.jurisdictions import PLACED
from healthlint.reference.model import Fact, Reference
from healthlint.span import Span

_SHOWN = 3
_FAR = 60
"""Characters between an approval and a use from which that use is underlined."""
_DOUBTS = ("conditional", "quoted")
"""Cues that withdraw a statement but leave phrases that say the same in more words."""
_LEAVE = ("hedged", "questioned")

_ANYBODY = ("", "adults")
"""The populations an article is about if it names none."""


@dataclass(frozen=True, slots=True)
class Stated(Term):
    """Reports statements about `drug` that facts contradict: those of the kind `says` (safety, combination, status; for
    a status, the `matter`) with this `stance`, negation included ("nobody has come to harm" is for safety), and `terms`
    (see the kind `term`) that no frame covers. A statement counts only if it is general and total and the rest of its
    sentence does not withdraw it.

    `facts`: those that contradict it, each a `type` with keys and values that the fact must have, and stances of its
    source (asserts, hedges); without such a fact nothing is reported. `spared`: facts that exempt a drug ("never
    approved", of a drug approved for another use). A fact that denies one use counts if the sentence names that use, a
    comparison if the words name the other side. Combinations are contradicted by warnings, and what they warn of must
    be named in the sentence, or in what it answers or continues; `named` are other words for that, by the facts' name
    for it, and under `any` those for everything ("other medicines").

    With `populations`, a statement counts only if it is about people that a fact is about: its sentence, or the
    question it answers, names them (the fact's word for its `population`, and the phrases for it); other rules ignore
    such facts. With `conditions`, it counts only if a condition that a fact is about is named in the sentence or in
    what it answers or continues; what `everybody` may do includes those people. With `beyond`, it counts only if a
    condition is named that none of these facts is about, or one of `purposes` ("weight loss"); a fact about no
    particular condition is about all. With `given`, it does not count if the sentence names a use for which the drug is
    approved or conventionally given ("insurers pay for it in insomnia"). In the message: {text}, {drug}, {documented},
    {other} (the substance the facts warn of).
    """

    kind: ClassVar[str] = "stated"
    matter: str = ""
    facts: tuple[Asked, ...] = ()
    spared: tuple[Asked, ...] = ()
    named: Mapping[str, Phrases] = field(default_factory=dict)
    careful: Phrases = Phrases(())
    populations: Mapping[str, Phrases] = field(default_factory=dict)
    conditions: bool = False
    everybody: Phrases = Phrases(())
    beyond: bool = False
    purposes: Phrases = Phrases(())
    given: bool = False

    def run(self, article: Article) -> Iterator[Hit]:
        facts = self.documented(article.reference)
        if not facts:
            return
        matching = [each for each in article.analysis.stated.of(self.says) if self.matter == each.matter]
        against = [each.place for each in matching if each.stance != self.stance and each.certainty != "questioned"]
        hits = self._kept(article, (*self._asserted_hits(article), *self._statements(article, matching)))
        spoken: set[tuple[int, int]] = set()
        for hit in sorted(hits, key=_is_bare):
            if hit.span is None or self._is_taken_back(article, hit, against):
                continue
            # A bare "Yes." is underlined only if neither its sentence nor the next one says what it confirms.
            if _is_bare(hit) and not spoken.isdisjoint(article.statements_from(hit.span)):
                continue
            if denied := self._denied(article, hit.span, facts):
                shown = tuple(fact.id for fact in denied[:_SHOWN])
                label = article.reference.label_of(shown)
                spoken.add(article.statement_at(hit.span.start))
                span = hit.span if hit.values else article.carrier(hit.span)
                span = self._telling(article, span, facts)
                documented_values = {
                    "other": denied[0].about.get("with", "").replace("-", " "),
                    "drug": self.drug.replace("-", " "),
                    "documented": article.reference.cited(shown),
                    "absent": f"not in {label}" if label else "not documented",
                }
                # What a label does not list may have been approved since.
                severity = "warning" if self.beyond and label else hit.severity
                yield replace(
                    hit,
                    span=span,
                    facts=shown,
                    severity=severity,
                    values={"text": article.text(span), **documented_values},
                )

    def _telling(self, article: Article, span: Span, facts: tuple[Fact, ...]) -> Span:
        """Where the words of an approval stand apart from the use in the same sentence ("approved long ago, and its
        list of uses has grown: ... gout"), that use."""
        use, sentence = another_use(article, span, facts) if self.beyond else None, article.sentence_at(span.start)
        apart = use is not None and sentence is not None and sentence.span.contains(use.span)
        return use.span if apart and use is not None and use.span.start - span.end > _FAR else span

    def _statements(self, article: Article, matching: list[Statement]) -> Iterator[Hit]:
        for each in matching:
            # A small amount that is safe to combine ("a few glasses") is still leave to combine.
            whole = each.extent == "total" or self.says == "combination"
            outright = each.stance == self.stance and whole and each.reach == "everybody"
            doubted = any(cue.category in _DOUBTS for cue in each.cues)
            if outright and not doubted and not self._is_of_people(article, each) and self._meant(article, each.place):
                yield Hit(each.place, context=context_of(each))

    def _is_of_people(self, article: Article, statement: Statement) -> bool:
        """True for "Nobody has come to harm", which names nothing to combine and answers nothing: that is about safety
        only."""
        sentence = article.analysis.sentences[statement.sentence].span
        if self.says != "combination" or statement.target or statement.place.start > sentence.start:
            return False
        safe = any(each.place.overlaps(statement.place) for each in article.analysis.stated.of("safety"))
        return safe and not article.asks(article.analysis.sentences[max(0, statement.sentence - 1)])

    def _is_taken_back(self, article: Article, hit: Hit, against: list[Span]) -> bool:
        """True if the same part of the sentence also says the opposite. Words inside the statement itself do not count,
        nor an action it denies ("need not stop before you start"). Phrases list their own exceptions."""
        span = hit.span
        if span is None or (hit.values and self.says != "combination"):
            return False
        part = article.statement_at(span.start)
        reach = 1 if self.says == "combination" else -1
        return any(
            part == article.statement_at(place.start)
            and not span.contains(place)
            and not 0 <= place.start - span.end <= reach
            for place in against
        )

    def _meant(self, article: Article, span: Span) -> bool:
        if self.says != "combination":
            return Term._meant(self, article, span)
        sentence = article.sentence_at(span.start)
        named = article.analysis.mentions_in(sentence.span) if sentence else ()
        if any(mention.concept == self.drug for mention in named):
            return True
        facts = self.documented(article.reference)
        return article.about.topic == self.drug and not is_of_another_drug(article, span, facts)

    def _context(self, article: Article, span: Span) -> Context:
        """The context of a phrase; "can", "may" or "whether" in one that gives leave to combine do not hedge it."""
        context = Term._context(self, article, span)
        around = tuple(cue for cue in context.cues if cue.category not in _LEAVE or not span.contains(cue.span))
        if self.says != "combination" or len(around) == len(context.cues):
            return context
        doubted = any(cue.category in _LEAVE for cue in around)
        return replace(context, certainty=context.certainty if doubted else "asserted", cues=around)

    def _denied(self, article: Article, span: Span, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """The facts that the words contradict."""
        if self.says == "combination":
            return self._warned(article, span, warned_at(article, self.drug, facts, self.named, span))
        if self.conditions:
            return with_condition(article, span, facts) or (facts if article.says(self.everybody, span) else ())
        if self.beyond and not (names_another_use(article, span, facts) or self._for_a_purpose(article, span, facts)):
            return ()
        if self.given and is_as_given(article, span, self.drug):
            return ()
        named = {each.concept for each in article.analysis.mentions_in(span)}
        against = tuple(
            fact
            for fact in facts
            if not is_of_another_use(article, span, fact) and fact.value.get("than") in (None, *named)
        )
        return concerning(article, span, against, self.populations) if self.populations else against

    def _warned(self, article: Article, span: Span, warnings: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """The warnings, less those of which the sentence says what they ask for: care."""
        sentence = article.sentence_at(span.start)
        if sentence is None or not article.says(self.careful, sentence.span):
            return warnings
        return tuple(fact for fact in warnings if fact.value.get("advice") != "caution")

    def _for_a_purpose(self, article: Article, span: Span, facts: tuple[Fact, ...]) -> bool:
        """True for a purpose that is not just another name for a use that the facts are about."""
        covered = {fact.about[key] for fact in facts for key in ("use", "condition") if key in fact.about}
        named = any(not covered.isdisjoint(names) for names in article.conditions(span))
        return not named and article.says(self.purposes, span)

    @property
    def placed(self) -> bool:
        return any(asked.type in PLACED for asked in self.facts)

    @property
    def narrow(self) -> bool:
        return bool(self.populations) or self.conditions

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts that contradict such statements."""
        if any(True for asked in self.spared for _ in asked.facts(reference, self.drug)):
            return ()
        found = (fact for asked in self.facts for fact in asked.facts(reference, self.drug))
        if self.says == "combination":
            return tuple(fact for fact in found if fact.about.get("with"))
        # Facts about particular people are left to the rules that look for them.
        wanted = self.populations or _ANYBODY
        return tuple(fact for fact in found if fact.about.get("population", "") in wanted)


def _is_bare(hit: Hit) -> bool:
    return " " not in hit.values.get("text", " ")
