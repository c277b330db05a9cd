"""Words that should not be used: any of a list of phrases, wherever they are asserted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from itertools import chain
from typing import ClassVar, Literal

from healthlint.analysis.model import Context, Statement
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.scare_quotes import in_scare_quotes
from healthlint.checks.warnings import areas_near
from healthlint.fast_dataclass import dataclass, replace
from healthlint.span import Area, Span, outermost

_DOUBTS = ("hedged", "conditional")
_ASIDE = 6
"""Words allowed between a question and its answer ("The catch? I looked. There is none.")."""


@dataclass(frozen=True, slots=True)
class Term(Check):
    """Reports every place of `terms`. In the message, `{text}` is the text there. `faint` terms are reported too, but
    not in the same sentence as another: for "a godsend and a miracle", only the miracle is reported.

    `except`: phrases that use the term in another sense ("breakthrough pain"). `doubted`: not if one of these occurs
    in the sentence, the one before or the one after ("I cross that word out"). `retracted`: words that withdraw
    everything before them in their sentence ("..., but it is not"). With `mentioned: false`, not words in scare
    quotes. `near`: only if one of these occurs in the sentence, the one before or its heading. `answered`: words that
    count as an answer to a question that contains one of `asked` ("Any dangers? None."), each kind of question under
    its own name. `drug`: only if the words are about this drug and have no subject of their own ("yoga is safe"),
    once a sentence; without it, anywhere. `says`: also outright statements of this kind (safety), general and total,
    negation included; with `treatments`, only if one of these is named there, just before or in the heading (there,
    if the sentence names a condition or one of `illnesses`); with `illnesses`, not words whose subject is an illness
    ("acne is not a danger"). `others`: not if the words are about a drug with facts
    of one of these types, which the rules that read those cover.
    """

    kind: ClassVar[str] = "term"
    terms: Phrases = Phrases(())
    faint: Phrases = Phrases(())
    except_: Phrases = Phrases(())
    doubted: Phrases = Phrases(())
    retracted: Phrases = Phrases(())
    mentioned: bool = True
    near: Phrases = Phrases(())
    asked: Mapping[str, Phrases] = field(default_factory=dict)
    answered: Mapping[str, Phrases] = field(default_factory=dict)
    drug: str = ""
    others: tuple[str, ...] = ()
    says: Literal["", "safety", "combination", "status"] = ""
    stance: Literal["for", "against"] = "for"
    treatments: Phrases = Phrases(())
    illnesses: Phrases = Phrases(())

    def run(self, article: Article) -> Iterator[Hit]:
        said = list(self._asserted_hits(article))
        taken = Area(hit.span for hit in said if hit.span is not None)
        stated = (hit for hit in self._outright(article) if hit.span is not None and not taken.overlaps(hit.span))
        yield from self._kept(article, chain(said, stated))

    def _outright(self, article: Article) -> Iterator[Hit]:
        for each in article.analysis.stated.of(self.says):
            # A single word ("none", "all") says too little by itself.
            words = len(article.analysis.scan.tokens.within(each.place))
            if (
                words > 1
                and self._is_outright(each)
                and self._is_of_treatment(article, each.place)
                and self._meant(article, each.place)
            ):
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
        # "Acne is not a danger" is about the illness, whatever treatment is named before it.
        if article.says(self.illnesses, sentence.span) or any(True for _ in article.conditions(sentence.span)):
            return False
        return any(article.says(self.treatments, area) for area in (*areas_near(article, sentence), *article.titles))

    def _asserted_hits(self, article: Article) -> Iterator[Hit]:
        """Where the words are asserted."""
        strong = outermost(chain(article.matches(self.terms), self._answers(article)))
        for span in sorted([*strong, *self._faint(article, strong)]):
            if self._meant(article, span):
                yield Hit(span, {"text": article.text(span)}, context=self._context(article, span))

    def _kept(self, article: Article, hits: Iterable[Hit]) -> Iterator[Hit]:
        """The hits that no exception covers and nothing withdraws."""
        spared = list(article.matches(self.except_))
        ends = list(article.matches(self.retracted))
        for hit in hits:
            span = hit.span
            if span is None or any(other.contains(span) for other in spared) or self._is_doubted(article, span):
                continue
            if (not self.mentioned and in_scare_quotes(article, span)) or not self._is_near(article, span):
                continue
            if self.illnesses.texts and _is_of_illness(article, span, self.illnesses):
                continue
            if not any(_takes_back(article, end, span) for end in ends):
                yield hit

    def _is_near(self, article: Article, span: Span) -> bool:
        """True if one of `near` occurs in the sentence, the one before or the heading; always where there are none."""
        sentence = article.sentence_at(span.start)
        if not self.near.texts or sentence is None:
            return not self.near.texts
        return any(article.says(self.near, area) for area in areas_near(article, sentence))

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
        """The context of the span, including a hedge at the start of a statement on a drug ("could stay")."""
        context = article.context(span)
        if self.drug and context.has("answered-yes"):
            # What a plain yes says of a drug depends on the question; `asked` covers that.
            return replace(context, certainty="questioned")
        around = tuple(cue for cue in context.cues if cue.category not in _DOUBTS or cue.span.start != span.start)
        if not self.drug or len(around) == len(context.cues):
            return context
        doubted = any(cue.category in (*_DOUBTS, "questioned") for cue in around)
        return replace(context, certainty=context.certainty if doubted else "asserted", cues=around)

    @property
    def once_a_sentence(self) -> bool:
        """True: a statement about a drug is reported once, however many of the phrases it contains."""
        return bool(self.drug)


def _is_of_illness(article: Article, span: Span, illnesses: Phrases) -> bool:
    """True for "Acne is not a danger", which says nothing of a drug: an illness opens the sentence, and only an
    auxiliary stands between it and the words."""
    sentence, scan = article.sentence_at(span.start), article.analysis.scan
    if sentence is None:
        return False
    before = Span(sentence.span.start, span.start)
    if any(each.kind == "drug" for each in article.analysis.mentions_in(before)):
        return False
    ill, start = _first_illness(article, illnesses, before), scan.tokens.within(span).start
    if not ill:
        return False
    opening = (word for word in scan.tokens.words[sentence.first : ill.start] if word[0].isalnum())
    determiners, linking = scan.lists.get("determiner", frozenset()), scan.classes.get("cue-aux", {})
    return all(word in determiners for word in opening) and all(at in linking for at in range(ill.stop, start))


def _first_illness(article: Article, illnesses: Phrases, area: Span) -> range:
    """The tokens of the first illness named in a span; empty if there is none."""
    named = [each.span for each in article.analysis.mentions_in(area) if each.kind == "condition"]
    first = min((*named, *article.matches_in(illnesses, area)), default=None)
    return range(0) if first is None else article.analysis.scan.tokens.within(first)


def _asked_until(article: Article, span: Span) -> int:
    """Where a question ends: at its question mark (a quotation may hold the answer too), or else with its sentence."""
    sentence = article.sentence_at(span.start)
    return span.end if sentence is None or article.text(span).endswith("?") else sentence.span.end


def _follows(article: Article, gap: Span) -> bool:
    """True if there is nothing, or a sentence of a word or two, between a question and its answer."""
    words, text = article.analysis.scan.tokens.within(gap), article.text(gap)
    if not text.strip() or "?" in text:
        return not text.strip()
    first, last = article.sentence_at(article.analysis.scan.tokens.starts[words.start]), article.sentence_at(gap.end)
    return len(words) <= _ASIDE and first is not None and first != last


def _takes_back(article: Article, end: Span, span: Span) -> bool:
    return span.start < end.start and article.sentence_at(span.start) == article.sentence_at(end.start)


def context_of(statement: Statement) -> Context:
    """The context of a statement, including the negation in its own words."""
    cues = tuple(cue for cue in statement.cues if cue.category != "negated")
    return replace(Context(), certainty=statement.certainty, voice=statement.voice, cues=cues)
