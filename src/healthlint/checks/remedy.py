"""A food, herb, device, practice or product that is said to cure, prevent or relieve an illness."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.model import Statement
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.effects import context
from healthlint.checks.warnings import areas_near
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

_NONE = Phrases(())


@dataclass(frozen=True, slots=True)
class Established:
    """A treatment with a documented effect: `treatment` of `illness`, according to `source`."""

    treatment: Phrases
    illness: Phrases
    source: str


@dataclass(frozen=True, slots=True)
class Remedy(Check):
    """Reports statements of effect on an illness, in the writer's own voice, about a treatment without facts.

    `strengths`: which effects (cure, superior, benefit ...). `treatments`: those that are not ordinary medicine; one
    must be named in the sentence or, if it names no `medicine`, in the one before it or its heading, where one of
    `headed` counts too. `any_of`: strengths for which any other subject will do if the sentence names nothing
    `ordinary`. `spared`: not sentences with one of these. `results`: past-tense statements near one of these, in the
    same paragraph or the one before, are study results. `vague` words name no illness by
    themselves; `faint` words name none where only a benefit is claimed. `ailing`: words that name the illness of a cure
    before or above its sentence ("Neuropathy | Nerves grow back"). `established` are documented effects, which are not
    reported. In the message: {text}, {target}.
    """

    kind: ClassVar[str] = "remedy"
    strengths: tuple[str, ...] = ()
    treatments: Phrases = _NONE
    headed: Phrases = _NONE
    any_of: tuple[str, ...] = ()
    ordinary: Phrases = _NONE
    medicine: Phrases = _NONE
    spared: Phrases = _NONE
    results: Phrases = _NONE
    vague: Phrases = _NONE
    faint: Phrases = _NONE
    ailing: Phrases = _NONE
    established: tuple[Established, ...] = ()

    def run(self, article: Article) -> Iterator[Hit]:
        by_sentence: dict[int, Statement] = {}
        for statement in article.analysis.stated.of("effect"):
            if self._concerns(article, statement):
                other = by_sentence.get(statement.sentence)
                if other is None or _weight(article, statement) > _weight(article, other):
                    by_sentence[statement.sentence] = statement
        for statement in by_sentence.values():
            ill = article.text(statement.ill) if statement.ill is not None else "an illness"
            place, said = article.asserted_at(statement.place, context(statement))
            yield Hit(place, {"text": said, "target": ill}, context=context(statement))

    def _concerns(self, article: Article, statement: Statement) -> bool:
        if statement.strength not in self.strengths or statement.about in article.reference.drugs:
            return False
        sentence = article.analysis.sentences[statement.sentence].span
        if not self._is_ill(article, statement):
            return False
        if article.says(self.spared, sentence) or self._is_established(article, sentence):
            return False
        if statement.past and article.says(self.results, _around(article, statement)):
            return False
        if self._is_of_medicine(article, statement, sentence):
            return False
        return article.says(self.treatments, sentence) or (
            not article.says(self.medicine, sentence)
            and (self._is_near(article, statement) or self._is_other(article, statement, sentence))
        )

    def _is_of_medicine(self, article: Article, statement: Statement, sentence: Span) -> bool:
        """True if a medicine is named before the words and such a treatment only behind them."""
        before = Span(sentence.start, statement.place.start)
        named = article.says(self.medicine, before) and not article.says(self.treatments, before)
        return named and statement.strength == "benefit"

    def _is_ill(self, article: Article, statement: Statement) -> bool:
        if statement.ill is not None:
            faint = statement.strength == "benefit" and article.says(self.faint, statement.ill)
            return not faint and not article.says(self.vague, statement.ill)
        sentence = article.analysis.sentences[statement.sentence]
        return statement.strength == "cure" and any(
            article.says(self.ailing, area) for area in areas_near(article, sentence)
        )

    def _is_near(self, article: Article, statement: Statement) -> bool:
        """True if such a treatment is named before the sentence or above it."""
        heading = article.heading_of(article.analysis.sentences[statement.sentence].block)
        titles = article.titles if statement.strength == "cure" else ()
        before = any(article.says(self.treatments, area) for area in (*_areas(article, statement), *titles))
        return before or article.says(self.headed, heading)

    def _is_other(self, article: Article, statement: Statement, sentence: Span) -> bool:
        """True if something other than medicine is said to have the effect."""
        if statement.strength not in self.any_of or article.says(self.ordinary, sentence):
            return False
        return article.about.subject_at(statement.place).sort == "treatment"

    def _is_established(self, article: Article, sentence: Span) -> bool:
        return any(
            article.says(known.treatment, sentence) and article.says(known.illness, sentence)
            for known in self.established
        )

    def phrases(self) -> Iterator[Phrases]:
        yield from (
            self.treatments,
            self.headed,
            self.ordinary,
            self.medicine,
            self.spared,
            self.results,
            self.vague,
            self.faint,
            self.ailing,
        )
        for known in self.established:
            yield from (known.treatment, known.illness)

    @property
    def once_a_sentence(self) -> bool:
        """True: a statement is reported once, however many frames match it."""
        return True


def _weight(article: Article, statement: Statement) -> tuple[bool, bool]:
    """Sort key: of several statements in a sentence a cure comes first, then one about a disease rather than a
    symptom."""
    named = article.analysis.mentions_in(statement.ill) if statement.ill is not None else ()
    return statement.strength == "cure", any(each.kind == "condition" for each in named)


def _areas(article: Article, statement: Statement) -> Iterator[Span]:
    """The sentence before, if it names no drug, and the heading."""
    sentences = article.analysis.sentences
    sentence = sentences[statement.sentence]
    if any(mention.kind == "drug" for mention in article.analysis.mentions_in(sentence.span)):
        return
    if statement.sentence and sentences[statement.sentence - 1].block == sentence.block:
        yield sentences[statement.sentence - 1].span
    yield article.heading_of(sentence.block)


def _around(article: Article, statement: Statement) -> Span:
    """The block of a statement and the one before it."""
    blocks, at = article.document.blocks, article.analysis.sentences[statement.sentence].block
    return blocks[max(at - 1, 0)].span.cover(blocks[at].span)
