"""The reader is told to do something, and nobody who knows the reader is asked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.record import dataclass
from healthlint.span import Area, Span, outermost


@dataclass(frozen=True, slots=True)
class Instruction(Check):
    """Reports `acts` ("double the dose") where the reader is told to do them; silent in a section (from one heading to
    the next) in which one of `cautions` ("ask your doctor") is said in earnest.

    The reader is told where an act begins a sentence, after nothing but words of `opening` ("then", "if you feel
    well ,"), and where it follows one of `told` ("you should"). `except`: phrases that hold an act in another sense.
    In the message: {text}.
    """

    kind: ClassVar[str] = "instruction"
    acts: Phrases = Phrases(())
    opening: Phrases = Phrases(())
    told: Phrases = Phrases(())
    cautions: Phrases = Phrases(())
    except_: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        acts = outermost(article.matches(self.acts))
        if not acts:
            return
        leads, spared = _Leads(article, self), Area(article.matches(self.except_))
        cautioned: dict[Span, bool] = {}
        for span in acts:
            if not leads.lead_to(span) or spared.overlaps(span):
                continue
            section = article.section_at(span.start)
            if section not in cautioned:
                cautioned[section] = _warned(article, self.cautions, section)
            if not cautioned[section]:
                yield Hit(span, {"text": article.text(span)})

    @property
    def once_a_sentence(self) -> bool:
        """An instruction is one, however many of the phrases it holds."""
        return True


def _warned(article: Article, cautions: Phrases, section: Span) -> bool:
    return any(article.context(span).earnest for span in article.matches_in(cautions, section))


class _Leads:
    """What stands right before a word, in tokens."""

    def __init__(self, article: Article, check: Instruction) -> None:
        self._article = article
        self._tokens = article.analysis.scan.tokens
        self._told = {self._after(span) for span in article.matches(check.told)}
        self._opened = {
            self._after(span): self._tokens.within(span).start
            for span in sorted(article.matches(check.opening), reverse=True)
        }

    def lead_to(self, span: Span) -> bool:
        """True where the words at `span` are an instruction to the reader."""
        at = self._tokens.within(span).start
        sentence = self._article.sentence_at(span.start)
        while sentence is not None and at > sentence.first:
            if at in self._told:
                return True
            if self._opened.get(at, at) >= at:
                return False
            at = self._opened[at]
        return True

    def _after(self, span: Span) -> int:
        return self._tokens.within(span).stop
