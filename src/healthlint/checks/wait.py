"""The waiting time after a drug before something else, compared with the documented one for the people named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import ClassVar

from healthlint.analysis.model import Quantity
from healthlint.analysis.phrasebook import Phrases
from healthlint.analysis.statements.attributes.model import size
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.concerned import part_around
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import AFFIRMING, Fact, Reference
from healthlint.reference.ranges import range_of
from healthlint.span import Span

_DAYS = "days"
_SLACK = 0.95
"""Six months are 26 weeks for one writer and 180 days for the next."""
_PARTS = frozenset(",;:(")


@dataclass(frozen=True, slots=True)
class Wait(Check):
    """Reports a waiting time between `drug` and something else that is shorter than the washout facts require.

    `events` are phrases for what follows the wait, by the name that facts use under `before`; it is looked for in the
    sentence, then in the text before it in its block, then in its heading. `unnamed` is the event of facts that name
    none. `cues` are phrases for such a time. `people` are phrases for the `population` of facts, looked for in the part
    of the sentence around the figure, then in the sentence; if nobody is named, the shortest time counts. `never` are
    phrases for other times. In the message: {figure}, {event}, {documented}.
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
        """The facts on waiting times, except those that concern another drug."""
        facts = reference.select("washout", drug=self.drug)
        stated = (fact for fact in facts if fact.stance in AFFIRMING and range_of(fact, _DAYS) is not None)
        return tuple(fact for fact in stated if "with" not in fact.about)

    def _before(self, fact: Fact) -> str:
        return str(fact.value.get("before", self.unnamed))

    def _is_wait(self, article: Article, quantity: Quantity) -> bool:
        sentence = article.analysis.sentences[quantity.sentence].span
        if article.says(self.never, sentence) or article.about.subject_at(quantity.span).what != self.drug:
            return False
        return article.says(self.cues, sentence)

    def _event(self, article: Article, quantity: Quantity) -> str:
        """The name of the event after the wait; "" if there is none."""
        sentence = article.analysis.sentences[quantity.sentence]
        block = article.document.blocks[sentence.block].span
        areas = (sentence.span, Span(block.start, sentence.span.end), article.heading_of(sentence.block))
        named = ((name for name, said in self.events.items() if article.says(said, area)) for area in areas)
        return next((found for each in named if (found := next(each, ""))), "")

    def _for(self, article: Article, quantity: Quantity, facts: Sequence[Fact]) -> Sequence[Fact]:
        """The facts about the people named around the figure."""
        sentence = article.analysis.sentences[quantity.sentence].span
        for area in (part_around(article, sentence, quantity.span, _PARTS), sentence):
            named = {name for name, said in self.people.items() if article.says(said, area)}
            found = [fact for fact in facts if fact.about.get("population") in named]
            if found:
                return found
        return facts
