"""Words that should not stand there: any of a list of phrases, wherever it is used in earnest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import ClassVar

from healthlint.analysis.model import Context
from healthlint.analysis.scan import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.span import Span

_DOUBTS = ("hedged", "conditional")


@dataclass(frozen=True, slots=True)
class Term(Check):
    """Reports every place of `terms`. In the message, `{text}` is what stands there.

    `except`: phrases that hold the term in another sense ("breakthrough pain"). `retracted`: what takes back all that
    its sentence says before it ("..., but it is not"). `answered`: words that say it where they answer a question that
    holds one of `asked` ("Any dangers? None."). `drug`: only where the words are about this drug, once a sentence
    (without it, wherever they stand). `others`: not where they are about a drug that the reference has facts on, whose
    own rules speak there.
    """

    kind: ClassVar[str] = "term"
    terms: Phrases = Phrases(())
    except_: Phrases = Phrases(())
    retracted: Phrases = Phrases(())
    asked: Phrases = Phrases(())
    answered: Phrases = Phrases(())
    drug: str = ""
    others: bool = False

    def run(self, article: Article) -> Iterator[Hit]:
        spared = list(article.matches(self.except_))
        ends = list(article.matches(self.retracted))
        for span in _longest(chain(article.matches(self.terms), self._answers(article))):
            if any(other.contains(span) for other in spared) or any(_takes_back(article, end, span) for end in ends):
                continue
            if self._meant(article, span):
                context = self._context(article, span)
                place, said = article.told(span, context) if self.drug else (span, article.text(span))
                yield Hit(place, {"text": said}, context=context)

    def _answers(self, article: Article) -> Iterator[Span]:
        asked = list(article.matches(self.asked))
        sentences = [article.sentence_at(span.start) for span in asked]
        for span in article.matches(self.answered):
            gaps = (article.document.text[each.span.end : span.start] for each in sentences if each is not None)
            if any(gap.isspace() for gap in gaps):
                yield span

    def _meant(self, article: Article, span: Span) -> bool:
        if not self.drug and not self.others:
            return True
        about = article.drug_at(span)
        return about == self.drug if self.drug else about not in article.reference.drugs

    def _context(self, article: Article, span: Span) -> Context:
        """What holds for the stretch; a doubt that a statement on a drug begins with ("could stay") is part of it."""
        context = article.context(span)
        around = tuple(cue for cue in context.cues if cue.category not in _DOUBTS or cue.span.start != span.start)
        if not self.drug or len(around) == len(context.cues):
            return context
        doubted = any(cue.category in (*_DOUBTS, "questioned") for cue in around)
        return replace(context, certainty=context.certainty if doubted else "asserted", cues=around)

    @property
    def once_a_sentence(self) -> bool:
        """A statement about a drug is one statement, however many of the phrases it holds."""
        return bool(self.drug)


def _takes_back(article: Article, end: Span, span: Span) -> bool:
    return span.start < end.start and article.sentence_at(span.start) == article.sentence_at(end.start)


def _longest(spans: Iterable[Span]) -> list[Span]:
    kept: list[Span] = []
    for span in sorted(set(spans), key=lambda span: (span.start, -span.end)):
        if not kept or not kept[-1].contains(span):
            kept.append(span)
    return kept
