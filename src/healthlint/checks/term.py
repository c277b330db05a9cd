"""Words that should not stand there: any of a list of phrases, wherever it is used in earnest."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from itertools import chain
from typing import ClassVar, Literal

from healthlint.analysis.model import Context, Statement
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.warnings import areas_near
from healthlint.fast_dataclass import dataclass
from healthlint.span import Area, Span, outermost

_DOUBTS = ("hedged", "conditional")
_ASIDE = 6
"""Words that may stand between a question and its answer ("The catch? I looked. There is none.")."""


@dataclass(frozen=True, slots=True)
class Term(Check):
    """Reports every place of `terms`. In the message, `{text}` is what stands there. `faint` ones are reported too, but
    not beside another: who says "a godsend and a miracle" hears of the miracle.

    `except`: phrases that hold the term in another sense ("breakthrough pain"). `doubted`: not where one of these
    stands in its sentence, the one before or the one behind ("I cross that word out"). `retracted`: what takes back all
    that its sentence says before it ("..., but it is not"). `answered`: words that say it where they answer a question
    that holds one of `asked` ("Any dangers? None."), each kind of question under a name of its own. `drug`: only where
    the words are about this drug and not about a subject of their own ("yoga is safe"), once a sentence (without it,
    wherever they stand). `says`: also what statements of this kind (safety) say outright, of everybody and of all of
    it, denials counted; `treatments`: and only where one of these is named there, just before or in the heading.
    `others`: not where they are about a drug that the reference has facts of one of these types
    on: the rules that read those speak there.
    """

    kind: ClassVar[str] = "term"
    terms: Phrases = Phrases(())
    faint: Phrases = Phrases(())
    except_: Phrases = Phrases(())
    doubted: Phrases = Phrases(())
    retracted: Phrases = Phrases(())
    asked: Mapping[str, Phrases] = field(default_factory=dict)
    answered: Mapping[str, Phrases] = field(default_factory=dict)
    drug: str = ""
    others: tuple[str, ...] = ()
    says: Literal["", "safety", "combination", "status"] = ""
    stance: Literal["for", "against"] = "for"
    treatments: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        said = list(self._said(article))
        taken = Area(hit.span for hit in said if hit.span is not None)
        stated = (hit for hit in self._outright(article) if hit.span is not None and not taken.overlaps(hit.span))
        yield from self._kept(article, chain(said, stated))

    def _outright(self, article: Article) -> Iterator[Hit]:
        for each in article.analysis.statements:
            # A single word ("none", "all") says too little by itself.
            words = len(article.analysis.scan.tokens.within(each.place))
            fits = each.kind == self.says and words > 1 and self._is_outright(each)
            if fits and self._is_of_treatment(article, each.place) and self._meant(article, each.place):
                yield Hit(each.place, {"text": article.text(each.place)}, context=context_of(each))

    def _is_outright(self, statement: Statement) -> bool:
        whole = statement.extent == "total" and statement.reach == "everybody" and statement.stance == self.stance
        return whole and statement.certainty != "questioned"

    def _is_of_treatment(self, article: Article, place: Span) -> bool:
        sentence = article.sentence_at(place.start)
        if not self.treatments.texts or sentence is None:
            return not self.treatments.texts
        if article.says(self.treatments, sentence.span):
            return True
        # "Acne is not a danger" is said of the illness, whatever treatment stands before it.
        if any(True for _ in article.conditions(sentence.span)):
            return False
        return any(article.says(self.treatments, area) for area in areas_near(article, sentence))

    def _said(self, article: Article) -> Iterator[Hit]:
        """Where the words stand, and mean it."""
        strong = outermost(chain(article.matches(self.terms), self._answers(article)))
        for span in sorted([*strong, *self._faint(article, strong)]):
            if self._meant(article, span):
                yield Hit(span, {"text": article.text(span)}, context=self._context(article, span))

    def _kept(self, article: Article, hits: Iterable[Hit]) -> Iterator[Hit]:
        """Those that nothing excepts and nothing takes back."""
        spared = list(article.matches(self.except_))
        ends = list(article.matches(self.retracted))
        for hit in hits:
            span = hit.span
            if span is None or any(other.contains(span) for other in spared) or self._is_doubted(article, span):
                continue
            if not any(_takes_back(article, end, span) for end in ends):
                yield hit

    def _is_doubted(self, article: Article, span: Span) -> bool:
        sentence = article.sentence_at(span.start) if self.doubted.texts else None
        if sentence is None:
            return False
        near = (article.sentence_at(at) for at in (sentence.span.start - 2, span.start, sentence.span.end + 1))
        return any(each is not None and article.says(self.doubted, each.span) for each in near)

    def _faint(self, article: Article, strong: Iterable[Span]) -> Iterator[Span]:
        loud = {article.sentence_at(span.start) for span in strong}
        return (span for span in outermost(article.matches(self.faint)) if article.sentence_at(span.start) not in loud)

    def _answers(self, article: Article) -> Iterator[Span]:
        for name, phrases in self.asked.items():
            answers = sorted(article.matches(self.answered.get(name, Phrases(()))))
            ends = sorted({_asked_until(article, span) for span in article.matches(phrases)}) if answers else []
            for span in answers:
                at = bisect_left(ends, span.start) - 1
                if at >= 0 and _follows(article, Span(ends[at], span.start)):
                    yield span

    def _meant(self, article: Article, span: Span) -> bool:
        if not self.drug and not self.others:
            return True
        about = article.about.subject_at(span).what
        if self.drug:
            return about == self.drug
        return not any(article.reference.select(sort, drug=about) for sort in self.others)

    def _context(self, article: Article, span: Span) -> Context:
        """What holds for the stretch; a doubt that a statement on a drug begins with ("could stay") is part of it."""
        context = article.context(span)
        if self.drug and context.has("answered-yes"):
            # What a plain yes says of a drug depends on how it was asked: that is what `asked` is for.
            return replace(context, certainty="questioned")
        around = tuple(cue for cue in context.cues if cue.category not in _DOUBTS or cue.span.start != span.start)
        if not self.drug or len(around) == len(context.cues):
            return context
        doubted = any(cue.category in (*_DOUBTS, "questioned") for cue in around)
        return replace(context, certainty=context.certainty if doubted else "asserted", cues=around)

    @property
    def once_a_sentence(self) -> bool:
        """A statement about a drug is one statement, however many of the phrases it holds."""
        return bool(self.drug)


def _asked_until(article: Article, span: Span) -> int:
    """Where a question ends: with its mark (a quotation may hold its answer too), else with its sentence."""
    sentence = article.sentence_at(span.start)
    return span.end if sentence is None or article.text(span).endswith("?") else sentence.span.end


def _follows(article: Article, gap: Span) -> bool:
    """True for nothing, or a word or two in a sentence of their own, between a question and its answer."""
    words, text = article.analysis.scan.tokens.within(gap), article.text(gap)
    if not text.strip() or "?" in text:
        return not text.strip()
    first, last = article.sentence_at(article.analysis.scan.tokens.starts[words.start]), article.sentence_at(gap.end)
    return len(words) <= _ASIDE and first is not None and first != last


def _takes_back(article: Article, end: Span, span: Span) -> bool:
    return span.start < end.start and article.sentence_at(span.start) == article.sentence_at(end.start)


def context_of(statement: Statement) -> Context:
    """What holds around the statement: its denials are part of it."""
    cues = tuple(cue for cue in statement.cues if cue.category != "negated")
    return replace(Context(), certainty=statement.certainty, voice=statement.voice, cues=cues)
