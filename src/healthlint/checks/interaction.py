"""The text allows what the reference warns against: the drug together with something it must not meet."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import ClassVar

from healthlint.analysis.model import Context
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.warnings import warns_of
from healthlint.record import dataclass
from healthlint.reference.model import Fact, Reference
from healthlint.span import Span

_OWN = ("hedged", "questioned")
_LISTED = frozenset("or and nor such as like including".split())
"""Between two drugs of one list, or a class of drugs and one of them."""
_ANSWER_WITHIN = 2
"""How many sentences behind a question its answer may stand."""


@dataclass(frozen=True, slots=True)
class Interaction(Check):
    """Reports `allowed` phrases (they name the other substance by its class: opioid, alcohol ...) about `drug`.

    Only when a fact of type interaction warns of that substance or of a class it belongs to. `named` are other words
    for what facts warn of, under the fact's name for it ("a pint" for alcohol). `warned` phrases that touch an allowed
    one, and `apart` phrases elsewhere in its sentence, show that the writer keeps the two apart. A question that asks
    for leave (`leave`) and is answered with one of `granted` allows it, and so does one that asks for a duty or a
    danger (`duty`) and is answered with one of `waived`: the answer is reported, unless `refused` stands in it or the
    sentence after it keeps the two apart. A cell of a table answers the name of its row. `onward` phrases name no
    substance ("leave it on"): it stands before them in their sentence or in the one before. `echoed` phrases extend
    what the sentence before has allowed ("the same goes for tramadol"). `denied` phrases ("has no known interactions")
    contradict every warning, unless their sentence names another drug. In the message: {text}, {other}.
    """

    kind: ClassVar[str] = "interaction"
    drug: str = ""
    allowed: Phrases = Phrases(())
    onward: Phrases = Phrases(())
    echoed: Phrases = Phrases(())
    denied: Phrases = Phrases(())
    warned: Phrases = Phrases(())
    apart: Phrases = Phrases(())
    named: Mapping[str, Phrases] = field(default_factory=dict)
    leave: Phrases = Phrases(())
    granted: Phrases = Phrases(())
    refused: Phrases = Phrases(())
    duty: Phrases = Phrases(())
    waived: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        warnings = list(self.reads(article.reference))
        if warnings:
            yield from _Reading(self, article, warnings).hits()

    def reads(self, reference: Reference) -> tuple[Fact, ...]:
        """What the sources say of the drug together with something else."""
        return tuple(
            fact
            for fact in reference.select(drug=self.drug)
            if fact.type in ("interaction", "washout") and fact.about.get("with")
        )

    @property
    def once_a_sentence(self) -> bool:
        """A permission is one permission, however many of the phrases it holds."""
        return True


class _Reading:
    """One article read for what `check` looks for."""

    def __init__(self, check: Interaction, article: Article, warnings: list[Fact]) -> None:
        self._check, self._article, self._warnings = check, article, warnings
        self._drugs = [mention for mention in article.analysis.mentions if mention.kind == "drug"]
        self._starts = [sentence.span.start for sentence in article.analysis.sentences]
        self._named = [(name, span) for name, phrases in check.named.items() for span in article.matches(phrases)]
        self._warned = list(article.matches(check.warned))
        self._apart = list(article.matches(check.apart))

    def hits(self) -> Iterator[Hit]:
        answers = [(asked, span, facts) for asked, span in self._answers() if (facts := self._facts_asked(asked))]
        asked = {question for question, _, _ in answers}
        answered = {self._number(span): facts for _, span, facts in answers}
        spoken: set[int] = set()
        allowed = set(self._article.matches(self._check.allowed))
        onward = set(self._article.matches(self._check.onward)) - allowed
        echoed = set(self._article.matches(self._check.echoed))
        for span in self._shortest(allowed | onward | echoed):
            number = self._number(span)
            if span in echoed and number - 1 not in spoken and number - 1 not in answered:
                continue
            if number in asked or not self._about_drug(number) or self._kept_apart(span) or self._of_another(span):
                continue
            facts = self._facts(span) or self._facts_before(span)
            if not facts and span in onward:
                facts = self._facts_last(number) or answered.get(number - 1, [])
            if facts:
                spoken.add(number)
                yield self._hit(span, facts)
        for span in sorted(set(self._article.matches(self._check.denied)), key=lambda found: (found.start, -found.end)):
            if self._number(span) not in spoken and self._article.about.subject_at(span).what == self._check.drug:
                yield self._hit(span, self._warnings)
        for _, span, facts in answers:
            # "Yes. Keep taking it." is one permission, and the second sentence says what it is.
            if spoken.isdisjoint(range(self._number(span), self._number(span) + _ANSWER_WITHIN)):
                yield self._hit(span, facts)

    def _shortest(self, spans: set[Span]) -> list[Span]:
        """In order, less those that begin with the drug itself and hold another: "it, a glass of wine is fine"."""
        ordered = sorted(spans)
        own = {mention.span.start for mention in self._drugs if mention.concept == self._check.drug}
        return [
            span
            for at, span in enumerate(ordered)
            if span.start not in own or not any(span.contains(later) for later in _begun_within(ordered, at))
        ]

    def _hit(self, span: Span, facts: list[Fact]) -> Hit:
        values = {"text": self._article.text(span), "other": facts[0].about["with"].replace("-", " ")}
        return Hit(span, values, facts=tuple(fact.id for fact in facts[:3]), context=self._context(span))

    def _context(self, span: Span) -> Context:
        """What holds for the stretch; "can", "may" or "whether" in it give leave and do not doubt it."""
        context = self._article.context(span)
        around = tuple(cue for cue in context.cues if cue.category not in _OWN or not span.contains(cue.span))
        if len(around) == len(context.cues) or any(cue.category in ("hedged", "questioned") for cue in around):
            return context
        return replace(context, certainty="asserted", cues=around)

    def _of_another(self, span: Span) -> bool:
        """True where the words say it of another drug: "ibuprofen is fine with a beer", "paracetamol with codeine"."""
        sentence = self._article.sentence_at(span.start)
        area = span if sentence is None else Span(sentence.span.start, span.end)
        named = [mention for mention in self._drugs if area.contains(mention.span)]
        if any(mention.concept == self._check.drug for mention in named):
            return False
        first = next((mention for mention in named if warns_of(mention, self._warnings)), None)
        return first is not None and any(
            mention.span.end <= first.span.start
            and not self._article.about.is_aside(mention.span)
            and not _LISTED.issuperset(self._between(mention.span, first.span).lower().replace(",", " ").split())
            for mention in named
        )

    def _kept_apart(self, span: Span) -> bool:
        return any(other.overlaps(span) for other in self._warned) or any(
            # "Need not stop before you start" holds the words of a gap, and denies it.
            self._number(other) == self._number(span)
            and not span.contains(other)
            and ";" not in self._between(span, other)
            for other in self._apart
        )

    def _between(self, one: Span, other: Span) -> str:
        return self._article.document.text[min(one.end, other.end) : max(one.start, other.start)]

    def _answers(self) -> Iterator[tuple[int, Span]]:
        """Sentence of the question and what answers it, for every question that is answered with a permission."""
        check = self._check
        refused = self._sentences(check.refused) | self._numbers([*self._warned, *self._apart])
        duty = self._sentences(check.duty)
        leave = self._sentences(check.leave) - duty
        for span in sorted(set(self._article.matches(check.granted))):
            if self._about_others(span):
                continue
            question = self._row(span) if self._row(span) >= 0 else self._asked(span, leave)
            if question >= 0 and refused.isdisjoint(range(question + 1, self._last(span) + 1)):
                yield question, span
        kept = self._numbers([*self._warned, *self._apart])
        for span in sorted(set(self._article.matches(check.waived))):
            question = self._asked(span, duty)
            if question >= 0 and kept.isdisjoint(range(question + 1, self._last(span) + 1)):
                yield question, span

    def _about_others(self, answer: Span) -> bool:
        """True where the sentence says before it of what it is true, and that is harmless ("ibuprofen is fine")."""
        sentence = self._article.sentence_at(answer.start)
        named = [
            mention
            for mention in self._drugs
            if sentence is not None and sentence.span.start <= mention.span.start and mention.span.end <= answer.start
        ]
        return bool(named) and not any(
            mention.concept == self._check.drug or warns_of(mention, self._warnings) for mention in named
        )

    def _last(self, answer: Span) -> int:
        """The sentence after the answer if it belongs to the same paragraph, else the answer's own."""
        number, sentences = self._number(answer), self._article.analysis.sentences
        follows = number + 1 < len(sentences) and sentences[number + 1].block == sentences[number].block
        return number + 1 if follows else number

    def _asked(self, answer: Span, questions: set[int]) -> int:
        """The nearest of `questions` that the sentence of `answer` can belong to, -1 if there is none."""
        number = self._number(answer)
        near = (number - back for back in range(1, _ANSWER_WITHIN + 1) if number - back in questions)
        question = next(near, -1)
        return question if question >= 0 and self._about_drug(question) else -1

    def _row(self, answer: Span) -> int:
        """The sentence that is the name of the row whose cell holds `answer`, -1 outside a table."""
        number, sentences = self._number(answer), self._article.analysis.sentences
        cell = self._article.document.blocks[sentences[number].block]
        if cell.kind != "cell" or not cell.labels or self._article.about.topic != self._check.drug:
            return -1
        rows = (
            back for back in range(number - 1, -1, -1) if self._article.text(sentences[back].span) == cell.labels[-1]
        )
        return next(rows, -1)

    def _numbers(self, spans: list[Span]) -> set[int]:
        return {self._number(span) for span in spans}

    def _sentences(self, phrases: Phrases) -> set[int]:
        return self._numbers(list(self._article.matches(phrases)))

    def _number(self, span: Span) -> int:
        sentence = self._article.sentence_at(span.start)
        return -1 if sentence is None else bisect_left(self._starts, sentence.span.start)

    def _about_drug(self, number: int) -> bool:
        """The article is about the drug, or the sentence names it."""
        drug = self._check.drug
        return self._article.about.topic == drug or any(m.sentence == number and m.concept == drug for m in self._drugs)

    def _facts_asked(self, question: int) -> list[Fact]:
        """The warnings that a question names or, if it names none, the sentence before it in its paragraph."""
        sentences = self._article.analysis.sentences
        facts = self._facts(sentences[question].span)
        if not facts and question and sentences[question - 1].block == sentences[question].block:
            facts = self._facts(sentences[question - 1].span)
        return facts

    def _facts(self, span: Span) -> list[Fact]:
        """The warnings that name a substance of the stretch."""
        facts = [
            fact for mention in self._drugs if span.contains(mention.span) for fact in warns_of(mention, self._warnings)
        ]
        names = {name for name, place in self._named if span.contains(place)}
        return facts or [fact for fact in self._warnings if fact.about["with"] in names]

    def _facts_last(self, number: int) -> list[Fact]:
        """The warnings that the sentence before names, or what it asks about, unless it keeps the two apart itself."""
        if number < 1 or number - 1 in self._numbers([*self._warned, *self._apart]):
            return []
        last = self._article.analysis.sentences[number - 1].span
        asks = self._article.text(last).rstrip().endswith("?")
        return self._facts_asked(number - 1) if asks else self._facts(last)

    def _facts_before(self, span: Span) -> list[Fact]:
        """Those of the last substance that the sentence names before a stretch that names none itself."""
        sentence = self._article.sentence_at(span.start)
        if sentence is None or any(span.contains(m.span) and m.concept != self._check.drug for m in self._drugs):
            return []
        before = [span for _, span in self._named] + [
            mention.span
            for mention in self._drugs
            if mention.concept != self._check.drug and self._article.context(mention.span).polarity == "affirmed"
        ]
        near = [place for place in before if sentence.span.contains(place) and place.end <= span.start]
        return self._facts(max(near, key=lambda place: place.start)) if near else []


def _begun_within(ordered: list[Span], at: int) -> Iterator[Span]:
    """The spans behind one of them that begin before it ends."""
    for later in range(at + 1, len(ordered)):
        if ordered[later].start >= ordered[at].end:
            return
        if ordered[later].start > ordered[at].start:
            yield ordered[later]
