"""A food, herb, device, practice or product that is said to cure, prevent or relieve an illness."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from healthlint.analysis.model import Context, Statement
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.record import dataclass
from healthlint.span import Span

_NONE = Phrases(())


@dataclass(frozen=True, slots=True)
class Established:
    """A treatment that is known to do what is said of it: `treatment` of `illness`, by `source`."""

    treatment: Phrases
    illness: Phrases
    source: str


@dataclass(frozen=True, slots=True)
class Remedy(Check):
    """Reports statements of effect on an illness, in the page's own voice, about what no fact is about.

    `strengths`: which effects (cure, superior, benefit ...). `treatments`: what is no ordinary medicine; one of them
    has to stand in the sentence, in the one before it, its heading or a title. `spared`: sentences with one of these.
    `established`: not where a sentence says of a treatment what is documented of it. In the message: {text}, {target}.
    """

    kind: ClassVar[str] = "remedy"
    strengths: tuple[str, ...] = ()
    treatments: Phrases = _NONE
    spared: Phrases = _NONE
    established: tuple[Established, ...] = ()

    def run(self, article: Article) -> Iterator[Hit]:
        for statement in article.analysis.statements:
            if statement.kind == "effect" and statement.ill is not None and self._concerns(article, statement):
                values = {"text": article.text(statement.place), "target": article.text(statement.ill)}
                yield Hit(statement.place, values, context=_context(statement))

    def _concerns(self, article: Article, statement: Statement) -> bool:
        if statement.strength not in self.strengths or statement.about in article.reference.drugs:
            return False
        sentence = article.analysis.sentences[statement.sentence].span
        if article.says(self.spared, sentence) or self._is_established(article, sentence):
            return False
        return any(article.says(self.treatments, area) for area in _areas(article, statement))

    def _is_established(self, article: Article, sentence: Span) -> bool:
        return any(
            article.says(known.treatment, sentence) and article.says(known.illness, sentence)
            for known in self.established
        )

    @property
    def once_a_sentence(self) -> bool:
        """A statement is one statement, however many frames it is said in."""
        return True


def _areas(article: Article, statement: Statement) -> Iterator[Span]:
    """The sentence; where it names no drug, also the one before it and its heading."""
    sentences = article.analysis.sentences
    sentence = sentences[statement.sentence]
    yield sentence.span
    if any(mention.kind == "drug" for mention in article.analysis.mentions_in(sentence.span)):
        return
    if statement.sentence and sentences[statement.sentence - 1].block == sentence.block:
        yield sentences[statement.sentence - 1].span
    yield article.heading_of(sentence.block)


def _context(statement: Statement) -> Context:
    """What holds around the statement; the denials that its own words hold are part of it."""
    return replace(
        Context(),
        polarity=statement.polarity,
        certainty=statement.certainty,
        voice=statement.voice,
        cues=tuple(cue for cue in statement.cues if cue.category != "negated"),
    )
