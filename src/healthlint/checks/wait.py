"""How long to wait after a drug before something else, held against what is documented for those who are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import ClassVar

from healthlint.analysis.model import Quantity
from healthlint.analysis.phrasebook import Phrases
from healthlint.analysis.statements.attributes.model import size
from healthlint.checks.base import Article, Check, Hit
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import Fact, Reference
from healthlint.reference.ranges import range_of
from healthlint.span import Span

_TOLD = ("asserts", "hedges")
_DAYS = "days"
_SLACK = 0.95
"""Six months are 26 weeks for one writer and 180 days for the next."""
_PARTS = frozenset(",;:(")


@dataclass(frozen=True, slots=True)
class Wait(Check):
    """Reports a duration between `drug` and something else that is shorter than the washout facts give it.

    `events` are phrases for what comes after, under the name that facts have for it under `before`; the sentence
    decides which it is, else what stands before it in its block, else its heading. `unnamed` is the event of facts
    that name none. `cues` are phrases that give such a time. `people`
    are phrases for the `population` of facts: the part of the sentence around the figure decides, else the sentence;
    where nobody is named, the shortest time counts. `never` are phrases of other times. In the message: {figure},
    {event}, {documented}.
    """

    kind: ClassVar[str] = "wait"
    drug: str = ""
    events: Mapping[str, Phrases] = field(default_factory=dict)
    unnamed: str = ""
    people: Mapping[str, Phrases] = field(default_factory=dict)
    cues: Phrases = Phrases(())
    never: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        facts = self.documented(article.reference)
        for quantity in article.analysis.quantities if facts else ():
            ends = size(quantity) if quantity.kind == "duration" else None
            if ends is None or not self._is_wait(article, quantity):
                continue
            event = self._event(article, quantity)
            named = self._for(article, quantity, [fact for fact in facts if self._before(fact) == event])
            known = [found.low for fact in named if (found := range_of(fact, _DAYS)) is not None]
            if known and ends[0] < min(known) * _SLACK:
                values = {"figure": quantity.text, "event": event.replace("-", " ")}
                yield Hit(quantity.span, values, facts=tuple(fact.id for fact in named))

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts on how long to wait that are no matter of another drug."""
        facts = reference.select("washout", drug=self.drug)
        told = (fact for fact in facts if fact.stance in _TOLD and range_of(fact, _DAYS) is not None)
        return tuple(fact for fact in told if "with" not in fact.about)

    def _before(self, fact: Fact) -> str:
        return str(fact.value.get("before", self.unnamed))

    def _is_wait(self, article: Article, quantity: Quantity) -> bool:
        sentence = article.analysis.sentences[quantity.sentence].span
        if article.says(self.never, sentence) or article.about.subject_at(quantity.span).what != self.drug:
            return False
        return article.says(self.cues, sentence)

    def _event(self, article: Article, quantity: Quantity) -> str:
        """What the time is before: the name of the event, "" for none."""
        sentence = article.analysis.sentences[quantity.sentence]
        block = article.document.blocks[sentence.block].span
        areas = (sentence.span, Span(block.start, sentence.span.end), article.heading_of(sentence.block))
        named = ((name for name, said in self.events.items() if article.says(said, area)) for area in areas)
        return next((found for each in named if (found := next(each, ""))), "")

    def _for(self, article: Article, quantity: Quantity, facts: Sequence[Fact]) -> Sequence[Fact]:
        """The facts about those whom the words around the figure name."""
        sentence = article.analysis.sentences[quantity.sentence].span
        for area in (_part(article, sentence, quantity.span), sentence):
            named = {name for name, said in self.people.items() if article.says(said, area)}
            found = [fact for fact in facts if fact.about.get("population") in named]
            if found:
                return found
        return facts


def _part(article: Article, sentence: Span, place: Span) -> Span:
    """The part of a sentence between commas that holds a place."""
    text = article.document.text
    starts = (at + 1 for at in range(sentence.start, place.start) if text[at] in _PARTS)
    ends = (at for at in range(place.end, sentence.end) if text[at] in _PARTS)
    return Span(max(starts, default=sentence.start), min(ends, default=sentence.end))
