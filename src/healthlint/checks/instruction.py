"""An instruction to the reader without advice to ask somebody who knows the reader's case."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import ClassVar

from healthlint.analysis.model import Sentence
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.fast_dataclass import dataclass
from healthlint.span import Area, Span, outermost

_NEAR = 2
"""Sentences between an act and the advice on whom to ask."""


@dataclass(frozen=True, slots=True)
class Instruction(Check):
    """Reports `acts` ("double the dose") that the reader is told to do; silent if one of `cautions` ("ask your doctor")
    is asserted in the same block or within two sentences of its section, and not about another drug.

    The reader is told to act if an act begins a sentence, after nothing but words of `opening` ("then", "if you feel
    well ,"), or follows one of `lead_ins` ("you should"). `except`: phrases with another sense. In the message: {text}.
    """

    kind: ClassVar[str] = "instruction"
    acts: Phrases = Phrases(())
    opening: Phrases = Phrases(())
    lead_ins: Phrases = Phrases(())
    cautions: Phrases = Phrases(())
    except_: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        acts = outermost(article.matches(self.acts))
        if not acts:
            return
        leads, spared = _Leads(article, self), Area(article.matches(self.except_))
        for span in acts:
            if leads.lead_to(span) and not spared.overlaps(span) and not _is_warned(article, self.cautions, span):
                yield Hit(span, {"text": article.text(span)})

    @property
    def once_a_sentence(self) -> bool:
        """An instruction is reported once, however many of the phrases it contains."""
        return True


def _is_warned(article: Article, cautions: Phrases, act: Span) -> bool:
    """True if the text names somebody to ask about the act."""
    about = _drugs(article, act)
    for span in article.matches_in(cautions, _near(article, act)):
        other = _drugs(article, span)
        if article.context(span).earnest and not (about and other and about.isdisjoint(other)):
            return True
    return False


def _drugs(article: Article, span: Span) -> frozenset[str]:
    """The drugs named in the sentence of a span."""
    sentence = article.sentence_at(span.start)
    named = article.analysis.mentions_in(span if sentence is None else sentence.span)
    return frozenset(each.concept for each in named if each.kind == "drug")


def _near(article: Article, act: Span) -> Span:
    """The block of an act, with two sentences before and after it, up to a heading."""
    block, sentences = article.document.block_at(act.start), article.analysis.sentences
    at = bisect_right(sentences, act.start, key=_start) - 1
    first, last = max(at - _NEAR, 0), min(at + _NEAR, len(sentences) - 1)
    near, section = sentences[first].span.cover(sentences[last].span), article.section_at(act.start)
    near = near if block is None else near.cover(block.span)
    return Span(max(near.start, section.start), max(min(near.end, section.end), section.start))


def _start(sentence: Sentence) -> int:
    return sentence.span.start


class _Leads:
    """The tokens right before a word."""

    def __init__(self, article: Article, check: Instruction) -> None:
        self._article = article
        self._tokens = article.analysis.scan.tokens
        self._lead_ins = {self._after(span) for span in article.matches(check.lead_ins)}
        self._opened = {
            self._after(span): self._tokens.within(span).start
            for span in sorted(article.matches(check.opening), reverse=True)
        }

    def lead_to(self, span: Span) -> bool:
        """True if the words at `span` are an instruction to the reader."""
        at = self._tokens.within(span).start
        sentence = self._article.sentence_at(span.start)
        while sentence is not None and at > sentence.first:
            if at in self._lead_ins:
                return True
            if self._opened.get(at, at) >= at:
                return False
            at = self._opened[at]
        return True

    def _after(self, span: Span) -> int:
        return self._tokens.within(span).stop
