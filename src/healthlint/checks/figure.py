"""A figure other than a dose that contradicts the documented one: a year, a duration, a share of people."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import ClassVar, Literal

from healthlint.analysis.lexicon import Drug
from healthlint.analysis.model import Quantity, Sentence
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.warnings import warns_of
from healthlint.measure import to_days
from healthlint.record import dataclass
from healthlint.reference.model import Fact, Reference
from healthlint.reference.ranges import Range, range_of
from healthlint.reference.value_kinds import UNIT_FACTORS
from healthlint.span import Span

_REACH = 4
_PARTING = frozenset((",", ";", "and", "but", "(", "while", "whereas", "then"))


@dataclass(frozen=True, slots=True)
class Figures(Check):
    """Finds the quantities of kind `quantity` that say one thing: those nearest to `cues` in their sentence, and the
    first one behind a question of `asked` ("How soon does it work?").

    When given, `also` must stand in the sentence too or in the heading above, and `near` in the block or the one before
    it; `never` are phrases that show that something else is spoken of, unless another statement begins between them
    (`parted`: ", and"). `drug`: only where the words are about this drug. `units` limits the units.
    """

    quantity: str = ""
    cues: Phrases = Phrases(())
    asked: Phrases = Phrases(())
    also: Phrases = Phrases(())
    near: Phrases = Phrases(())
    never: Phrases = Phrases(())
    parted: Phrases = Phrases(())
    drug: str = ""
    units: tuple[str, ...] = ()

    def figures(self, article: Article) -> Iterator[tuple[Quantity, Range]]:
        """Each such quantity once, in reading order, with its range (in days, per cent or years)."""
        seen: set[Span] = set()
        for quantity in sorted((*self._cued(article), *self._answers(article)), key=lambda found: found.span):
            given = _given(quantity)
            if quantity.span not in seen and given is not None:
                seen.add(quantity.span)
                yield quantity, given

    def peers(self, article: Article, sentence: Sentence) -> list[Quantity]:
        """The quantities of a sentence that could be meant."""
        return [
            quantity
            for quantity in article.analysis.quantities_in(sentence.span)
            if quantity.kind == self.quantity
            and sentence.span.contains(quantity.span)
            and (not self.units or quantity.unit in self.units)
        ]

    def _cued(self, article: Article) -> Iterator[Quantity]:
        for cue in sorted(article.matches(self.cues)):
            sentence = article.sentence_at(cue.start)
            if sentence is None:
                continue
            clause = _clause(article, sentence, cue)
            peers = [peer for peer in self.peers(article, sentence) if clause.overlaps(peer.span)]
            if peers and self._meant(article, sentence, cue):
                yield min(peers, key=lambda quantity: _remoteness(article, quantity.span, cue))

    def _answers(self, article: Article) -> Iterator[Quantity]:
        sentences = article.analysis.sentences
        for question in article.matches(self.asked):
            here = article.sentence_at(question.start)
            if here is None or not article.asks(here):
                continue
            at = bisect_left(sentences, here.span.start, key=lambda sentence: sentence.span.start)
            answer = next((s for s in sentences[at + 1 : at + 1 + _REACH] if self.peers(article, s)), None)
            first = self.peers(article, answer)[0] if answer is not None else None
            if answer is not None and first is not None and self._meant(article, answer, first.span, question):
                yield first

    def _meant(self, article: Article, sentence: Sentence, cue: Span, question: Span | None = None) -> bool:
        clause = self._statement(article, _clause(article, sentence, cue), cue)
        if article.says(self.never, clause):
            return False
        areas = (sentence.span, article.heading_of(sentence.block))
        if question is None and self.also.texts and not _stands(article, self.also, areas):
            return False
        blocks = article.document.blocks
        around = tuple(block.span for block in blocks[max(0, sentence.block - 1) : sentence.block + 1])
        if self.near.texts and not _stands(article, self.near, around):
            return False
        return not self.drug or self._speaks_of(article, article.about.subject_at(cue).what, cue)

    def _speaks_of(self, article: Article, drug: str, cue: Span) -> bool:
        """True when the words at `cue`, which are about `drug`, are about the drug of the check."""
        return drug == self.drug

    def _statement(self, article: Article, clause: Span, cue: Span) -> Span:
        """What of a clause lies between the places where it turns to another statement."""
        turns = list(article.matches(self.parted))
        start = max((turn.start for turn in turns if turn.start <= cue.start), default=clause.start)
        end = min((turn.start for turn in turns if turn.start >= cue.end), default=clause.end)
        return Span(max(start, clause.start), min(end, clause.end))


def _clause(article: Article, sentence: Sentence, cue: Span) -> Span:
    """The part of a sentence between semicolons that holds the cue: another part speaks of something else."""
    text = article.text(sentence.span)
    at = cue.start - sentence.span.start
    end = text.find(";", cue.end - sentence.span.start)
    return Span(
        sentence.span.start + text.rfind(";", 0, at) + 1,
        sentence.span.end if end < 0 else sentence.span.start + end,
    )


def _stands(article: Article, phrases: Phrases, areas: Sequence[Span]) -> bool:
    return any(article.says(phrases, area) for area in areas)


def _remoteness(article: Article, span: Span, cue: Span) -> tuple[bool, bool, int]:
    """What stands in the same clause as the cue comes first, then what follows it ("made in 1963 and approved by
    the Food and Drug Administration in 1984"), then what is merely near."""
    between = Span(min(span.end, cue.end), max(span.start, cue.start))
    tokens = article.analysis.scan.tokens
    parted = between.start < between.end and any(tokens.words[index] in _PARTING for index in tokens.within(between))
    return parted, parted and span.start < cue.start, max(cue.start - span.end, span.start - cue.end, 0)


@dataclass(frozen=True, slots=True)
class Figure(Figures):
    """Compares such quantities with the facts of type `fact` that are `about` this; a rule on any drug leaves it out
    of `about`. `of`: the facts whose value is of this in particular ("receptor-blockade"); without it, those of nothing
    in particular.

    `relation` says when a figure is right: equal (within the documented range), overlap (shares a point with it),
    at-most, at-least. In the message: {figure}, {documented}.
    """

    kind: ClassVar[str] = "figure"
    fact: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    of: str = ""
    relation: Literal["equal", "overlap", "at-most", "at-least"] = "overlap"

    def each(self, drug: Drug) -> Iterator[Check]:
        """With the facts about that drug."""
        yield replace(self, drug=drug.id, about={**self.about, "drug": drug.id})

    @property
    def spoken_of(self) -> str:
        """The drug that its facts are about, also where a figure need not stand beside the name of it."""
        return self.about.get("drug", self.drug)

    def run(self, article: Article) -> Iterator[Hit]:
        facts = self.documented(article.reference)
        documented = [found for fact in facts if (found := _documented(fact)) is not None]
        if not documented:
            return
        statements = "; ".join(dict.fromkeys(fact.statement for fact in facts))
        for quantity, given in self.figures(article):
            said = self._said(article, quantity, given)
            if not any(self._right(other, known) for other in said for known in documented):
                yield Hit(
                    quantity.span,
                    {"figure": quantity.text, "documented": statements},
                    facts=tuple(fact.id for fact in facts),
                )

    def _said(self, article: Article, quantity: Quantity, given: Range) -> list[Range]:
        """The figure and, where being right is a matter of meeting it, the others of the sentence: any may be meant."""
        if self.relation in ("at-most", "at-least"):
            return [given]
        peers = self.peers(article, article.analysis.sentences[quantity.sentence])
        return [given, *(found for peer in peers if (found := _given(peer)) is not None)]

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts that give the figure."""
        facts = reference.select(self.fact, **self.about)
        told = (fact for fact in facts if fact.stance in ("asserts", "hedges") and _documented(fact) is not None)
        return tuple(fact for fact in told if fact.value.get("of", "") == self.of)

    def _speaks_of(self, article: Article, drug: str, cue: Span) -> bool:
        """Of what must not meet the drug, too: "three days without it are enough before the first dose"."""
        sentence = article.sentence_at(cue.start)
        if sentence is None:
            return False
        warnings = [fact for fact in self.documented(article.reference) if fact.about.get("with")]
        if not warnings:
            return drug == self.drug
        block = article.document.blocks[sentence.block].span
        warned = [each for each in article.analysis.mentions_in(block) if warns_of(each, warnings)]
        if any(sentence.span.contains(each.span) for each in warned):
            return drug == self.drug or any(each.concept == drug for each in warned)
        third = {each.concept for each in article.analysis.mentions_in(sentence.span) if each.kind == "drug"}
        return bool(warned) and drug == self.drug and third <= {self.drug}

    def _right(self, given: Range, documented: Range) -> bool:
        if self.relation == "at-most":
            return given.high <= documented.high * 1.001
        if self.relation == "at-least":
            return given.low >= documented.low * 0.999
        if self.relation == "equal":
            return documented.contains(given)
        return documented.overlaps(given)


def _documented(fact: Fact) -> Range | None:
    year = fact.value.get("year")
    if isinstance(year, int):
        return Range(year, year)
    unit = str(fact.value.get("unit", ""))
    return range_of(fact, _base(unit))


def _base(unit: str) -> str:
    return "days" if UNIT_FACTORS.get(unit) and unit not in ("mcg", "mg", "g", "percent") else unit


def _given(quantity: Quantity) -> Range | None:
    low, high = quantity.low, quantity.high
    if quantity.kind == "duration":
        low, high = to_days(low, quantity.unit), to_days(high, quantity.unit)
    ends = [value for value in (low, high) if value is not None]
    if not ends:
        return None
    return Range(min(ends), max(ends))
