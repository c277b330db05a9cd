"""How often a drug is taken, regardless of the amount, compared with what is documented."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.model import Sentence
from healthlint.analysis.phrasebook import Phrases
from healthlint.analysis.quantities.reading import Reading
from healthlint.analysis.quantities.rhythms import rhythms
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.taken import WEEKDAY, Taken
from healthlint.checks.uses import names_later_use
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import Fact, Reference
from healthlint.reference.ranges import value_of
from healthlint.span import Span

_ROUNDED = 0.1
_TOLD = ("asserts", "hedges")
_DAILY = Taken(1.0, 1.0, "day")


@dataclass(frozen=True, slots=True)
class Rhythm(Check):
    """Reports "every morning" or "twice a week" where no fact of type frequency gives it, in a sentence that speaks of
    `taking` the drug and has none of `aside` (visits, tests, steps of a schedule, what went wrong). `daily` are phrases
    for every day that tell no frequency ("seven days out of seven").

    Of an amount with its frequency ("2.5 mg a day"), only one that is too often counts, and that where no fact of type
    dose-range gives it so often. In the message: {text}, {documented}.
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
        """Where the article says how often something is taken, whatever is documented."""
        for sentence in article.analysis.sentences:
            if article.says(self.taking, sentence.span) and not article.says(self.aside, sentence.span):
                timed = [each.freq_span for each in article.analysis.quantities_in(sentence.span) if each.freq_span]
                found = (span for span, _ in self._found(article, sentence))
                yield from (span for span in found if not any(place.overlaps(span) for place in timed))

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts on how often the drug is taken."""
        return tuple(fact for fact in reference.select("frequency", drug=self.drug) if fact.stance in _TOLD)

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
            taken = Taken(1.0, 1.0, each.per, each.times)
            if each.drug == self.drug and each.freq_span is not None and self._too_often(article, taken, facts):
                yield self._hit(article, each.span.cover(each.freq_span), facts)

    def _found(self, article: Article, sentence: Sentence) -> list[tuple[Span, Taken]]:
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
        found = [(text.span(each.first, each.end), Taken(1.0, 1.0, each.per, each.times)) for each in rhythms(text)]
        return found + [(span, _DAILY) for span in article.matches_in(self.daily, sentence.span)]

    def _judged(self, article: Article, span: Span, taken: Taken, facts: tuple[Fact, ...]) -> Iterator[Hit]:
        if not any(_agrees(fact, taken) for fact in facts) and article.about.subject_at(span).what == self.drug:
            yield self._hit(article, span, facts)

    def _hit(self, article: Article, span: Span, facts: tuple[Fact, ...]) -> Hit:
        return Hit(span, {"text": article.text(span)}, facts=tuple(fact.id for fact in facts))

    def _too_often(self, article: Article, taken: Taken, facts: tuple[Fact, ...]) -> bool:
        """True for more often than all facts on how often it is taken, and on doses, allow."""
        if not taken.per or taken.per == WEEKDAY:
            return False
        doses = article.reference.select("dose-range", drug=self.drug)
        return not any(_allows(fact, taken) for fact in facts) and not any(_allows_dose(each, taken) for each in doses)

    @property
    def once_a_sentence(self) -> bool:
        """True: a wrong frequency is reported once a sentence."""
        return True


def _allows(fact: Fact, taken: Taken) -> bool:
    """True for no more often than a fact gives it."""
    often = taken.often(str(fact.value["every"])) * _number(fact, "interval", 1)
    return often <= _number(fact, "times", 1) * (1 + _ROUNDED)


def _allows_dose(fact: Fact, taken: Taken) -> bool:
    """True for no more often than a fact on doses gives them; one for a week or a month tells only their sum."""
    if fact.stance not in _TOLD:
        return False
    period = str(value_of(fact, "per"))
    return _allows(fact, taken) if "every" in fact.value else period == "day"


def _for_use(article: Article, sentence: Sentence, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The facts for a use that the sentence names, and those for none in particular; all if it names no condition."""
    named = frozenset(name for names in article.conditions(sentence.span) for name in names)
    return tuple(fact for fact in facts if not named or fact.about.get("use", "") in ("", *named))


def _agrees(fact: Fact, taken: Taken) -> bool:
    most, interval = _number(fact, "times", 1), _number(fact, "interval", 1)
    least = 0.0 if fact.value.get("bound") == "at-most" else _number(fact, "least", most)
    often = taken.often(str(fact.value["every"])) * interval
    return least * (1 - _ROUNDED) <= often <= most * (1 + _ROUNDED)


def _number(fact: Fact, key: str, assumed: float) -> float:
    value = fact.value.get(key, assumed)
    return float(value) if isinstance(value, int | float) else assumed
