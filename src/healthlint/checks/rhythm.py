"""How often a drug is taken, regardless of the amount, compared with what is documented."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.model import Sentence
from healthlint.analysis.phrasebook import Phrases
from healthlint.analysis.quantities.reading import Reading
from healthlint.analysis.quantities.rhythms import rhythms
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.intake import WEEKDAY, Intake
from healthlint.checks.uses import names_later_use
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import AFFIRMING, Fact, Reference
from healthlint.reference.ranges import value_of
from healthlint.span import Span

_ROUNDED = 0.1
_DAILY = Intake(1.0, 1.0, "day")


@dataclass(frozen=True, slots=True)
class Rhythm(Check):
    """Reports a frequency ("every morning", "twice a week") that no frequency fact gives, in a sentence with one of
    `taking` and none of `aside` (visits, tests, steps of a schedule, mistakes). `daily` are phrases that mean every day
    without stating a frequency ("seven days out of seven").

    The frequency of an amount ("2.5 mg a day") is reported only if it is higher than any frequency or dose-range fact
    allows. In the message: {text}, {documented}.
    """

    kind: ClassVar[str] = "rhythm"
    drug: str = ""
    taking: Phrases = Phrases(())
    aside: Phrases = Phrases(())
    daily: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        facts = self.documented(article.reference)
        for sentence in article.analysis.sentences if facts else ():
            if not article.says(self.taking, sentence.span) or article.says(self.aside, sentence.span):
                continue
            if not names_later_use(article, self.drug, sentence.span, [fact.id for fact in facts]):
                yield from self._in(article, sentence, _for_use(article, sentence, facts))

    def places(self, article: Article) -> Iterator[Span]:
        """The places where the article gives a frequency of taking something, documented or not."""
        for sentence in article.analysis.sentences:
            if article.says(self.taking, sentence.span) and not article.says(self.aside, sentence.span):
                timed = [each.freq_span for each in article.analysis.quantities_in(sentence.span) if each.freq_span]
                found = (span for span, _ in self._found(article, sentence))
                yield from (span for span in found if not any(place.overlaps(span) for place in timed))

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts on how often the drug is taken."""
        return tuple(fact for fact in reference.select("frequency", drug=self.drug) if fact.stance in AFFIRMING)

    def _in(self, article: Article, sentence: Sentence, facts: tuple[Fact, ...]) -> Iterator[Hit]:
        if not facts:
            return
        found = self._found(article, sentence)
        amounts = [each for each in article.analysis.quantities_in(sentence.span) if each.freq_span is not None]
        timed = [each.freq_span for each in amounts if each.freq_span is not None]
        for span, taken in found:
            if not any(place.overlaps(span) for place in timed):
                yield from self._judged(article, span, taken, facts)
        for each in amounts:
            taken = Intake(1.0, 1.0, each.per, each.times)
            if each.drug == self.drug and each.freq_span is not None and self._too_often(article, taken, facts):
                yield self._hit(article, each.span.cover(each.freq_span), facts)

    def _found(self, article: Article, sentence: Sentence) -> list[tuple[Span, Intake]]:
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
        found = [(text.span(each.first, each.end), Intake(1.0, 1.0, each.per, each.times)) for each in rhythms(text)]
        return found + [(span, _DAILY) for span in article.matches_in(self.daily, sentence.span)]

    def _judged(self, article: Article, span: Span, taken: Intake, facts: tuple[Fact, ...]) -> Iterator[Hit]:
        if not any(_agrees(fact, taken) for fact in facts) and article.about.subject_at(span).what == self.drug:
            yield self._hit(article, span, facts)

    def _hit(self, article: Article, span: Span, facts: tuple[Fact, ...]) -> Hit:
        return Hit(span, {"text": article.text(span)}, facts=tuple(fact.id for fact in facts))

    def _too_often(self, article: Article, taken: Intake, facts: tuple[Fact, ...]) -> bool:
        """True if the frequency exceeds what every frequency and dose fact allows."""
        if not taken.per or taken.per == WEEKDAY:
            return False
        doses = article.reference.select("dose-range", drug=self.drug)
        return not any(_allows(fact, taken) for fact in facts) and not any(_allows_dose(each, taken) for each in doses)

    @property
    def once_a_sentence(self) -> bool:
        """True: a wrong frequency is reported once a sentence."""
        return True


def _allows(fact: Fact, taken: Intake) -> bool:
    """True if a frequency does not exceed that of a fact."""
    often = taken.often(str(fact.value["every"])) * _number(fact, "interval", 1)
    return often <= _number(fact, "times", 1) * (1 + _ROUNDED)


def _allows_dose(fact: Fact, taken: Intake) -> bool:
    """True if a frequency does not exceed that of a dose fact; a fact per week or month gives only a total."""
    if fact.stance not in AFFIRMING:
        return False
    period = str(value_of(fact, "per"))
    return _allows(fact, taken) if "every" in fact.value else period == "day"


def _for_use(article: Article, sentence: Sentence, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts for a use that the sentence names, and those for none in particular; all if it names no condition."""
    named = frozenset(name for names in article.conditions(sentence.span) for name in names)
    return tuple(fact for fact in facts if not named or fact.about.get("use", "") in ("", *named))


def _agrees(fact: Fact, taken: Intake) -> bool:
    most, interval = _number(fact, "times", 1), _number(fact, "interval", 1)
    least = 0.0 if fact.value.get("bound") == "at-most" else _number(fact, "least", most)
    often = taken.often(str(fact.value["every"])) * interval
    return least * (1 - _ROUNDED) <= often <= most * (1 + _ROUNDED)


def _number(fact: Fact, key: str, assumed: float) -> float:
    value = fact.value.get(key, assumed)
    return float(value) if isinstance(value, int | float) else assumed
