"""How often a drug is taken, regardless of the amount, compared with what is documented."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.model import Sentence
from healthlint.analysis.phrasebook import Phrases
from healthlint.analysis.quantities.reading import Reading
from healthlint.analysis.quantities.rhythms import rhythms
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.taken import Taken
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import Fact, Reference
from healthlint.span import Span

_ROUNDED = 0.1
_TOLD = ("asserts", "hedges")


@dataclass(frozen=True, slots=True)
class Rhythm(Check):
    """Reports "every morning" or "twice a week" if no frequency fact gives it, in a sentence about `taking` the drug
    without any of `aside` (visits, tests, steps of a schedule).

    An amount with its frequency is left to the kind `amount` if dose facts give frequencies. In the message: {text},
    {documented}.
    """

    kind: ClassVar[str] = "rhythm"
    drug: str = ""
    taking: Phrases = Phrases(())
    aside: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        facts = self.documented(article.reference)
        for sentence in article.analysis.sentences if facts else ():
            if article.says(self.taking, sentence.span) and not article.says(self.aside, sentence.span):
                yield from self._in(article, sentence, facts)

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts on how often the drug is taken."""
        return tuple(fact for fact in reference.select("frequency", drug=self.drug) if fact.stance in _TOLD)

    def _in(self, article: Article, sentence: Sentence, facts: tuple[Fact, ...]) -> Iterator[Hit]:
        tokens, scan = article.analysis.scan.tokens, article.analysis.scan
        text = Reading(
            article.document.text,
            tokens.words,
            tokens.starts,
            tokens.ends,
            sentence.first,
            sentence.last,
            scan.lists,
        )
        for found in rhythms(text):
            span, taken = text.span(found.first, found.end), Taken(1.0, 1.0, found.per, found.times)
            if any(_agrees(fact, taken) for fact in facts) or self._is_judged(article, span):
                continue
            if article.about.subject_at(span).what == self.drug:
                yield Hit(span, {"text": article.text(span)}, facts=tuple(fact.id for fact in facts))

    def _is_judged(self, article: Article, span: Span) -> bool:
        """True for the frequency of an amount, if doses are documented."""
        beside = (each.freq_span for each in article.analysis.quantities if each.drug == self.drug)
        timed = any(place is not None and place.overlaps(span) for place in beside)
        return timed and bool(article.reference.select("dose-range", drug=self.drug))

    @property
    def once_a_sentence(self) -> bool:
        """True: a wrong frequency is reported once a sentence."""
        return True


def _agrees(fact: Fact, taken: Taken) -> bool:
    most, interval = _number(fact, "times", 1), _number(fact, "interval", 1)
    least = _number(fact, "least", most)
    often = taken.often(str(fact.value["every"])) * interval
    return least * (1 - _ROUNDED) <= often <= most * (1 + _ROUNDED)


def _number(fact: Fact, key: str, assumed: float) -> float:
    value = fact.value.get(key, assumed)
    return float(value) if isinstance(value, int | float) else assumed
