"""A sentence that, according to the taught reader, says something in words that no phrase of a pack covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import TYPE_CHECKING, ClassVar

from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.backing import is_backed, is_documented
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.deciding import deciding
from healthlint.checks.upheld import is_upheld
from healthlint.checks.verdict import given_for
from healthlint.checks.warnings import areas_near, is_warning, warned_near, warned_of
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern
from healthlint.reference.model import Fact
from healthlint.span import Span

if TYPE_CHECKING:
    from healthlint.analysis.model import Sentence
    from healthlint.analysis.reading.reader import Reading as Read

_SHORT = 8
"""Sentences of a text that is too short to say what kind of article it is."""
_USES = ("alone", "documented", "company", "short", "brief")
_PART_END = pattern(r"[,;:\u2013\u2014()|\"\u201c\u201d]\s*")
_ANSWER = 3
"""The longest sentence, in words, that says nothing but yes or no."""
_LIKELY = 0.5
_KEPT = 0.9
"""A shorter span carries the statement if it keeps this share of the probability."""
_FACTS = 2
_NEAR = ("subject", "object", "pronoun")
"""How a sentence names its subject itself; a heading may be too far back."""
_HEADINGS = frozenset(("heading", "title", "field"))
_MARKS = frozenset(",;:.!?()|–—")
_BEFORE, _BEHIND = 5, 6
"""Words underlined before and after what a sentence has to contain."""
_TRAILING = " \n,;:\u2013\u2014(|"


@dataclass(frozen=True, slots=True)
class Reading(Check):
    """Reports sentences that the taught reader labels as one of `says` (reader/LABELS.md), if no other rule of its
    family has reported the sentence and the reader is sure enough (docs/reader.md).

    `not_says`: not if the sentence more likely than not also has one of these labels.
    `ailing`: for a treatment without facts, only if one of these is named in the sentence, before it or above it.
    `alternative`: if one of these treatments is named in the sentence, the one before it, its heading or a title, and
    the sentence names one of `ailing`, labels with a minus do not count: the reader cannot know what textbooks say.
    Nor do they count for a drug that facts give for other conditions only.
    `warned`: only if facts warn of combining the drug with something, and the sentence, the one before it or its
    heading names that, or names nothing else.
    `settled`: not if the sentence names one of these uses (the approved ones) and no other condition.
    `upheld`: for each label, the regulatory status that says the same; not if facts document it for
    every condition, or a product, that the sentence names.
    `known`: only drugs that have facts; `unknown`: only what has none, in an article about what has none.
    `partners`: not if one of these occurs in the section, or elsewhere with one of `outcomes` that the sentence
    names; `holding`: only if one of these occurs in the sentence.
    `telling`: the last of these in the sentence is underlined, with a few words around it.
    `measured`: not for a percentage that facts document as the effect of a drug that the article names.
    `spared`: not if one of these occurs in the sentence. `sourced`: not in a block with a link or a marker.
    `topics`: words of a heading that only names a subject. `past` and `results`: not a sentence with one of the first
    if its paragraph, the one before or its heading has one of the others (what a study found).
    `facts`: types of facts on the drug; those that contradict the sentence are shown.
    In the message: {text}, {label}, {chance}, {drug}, {because} ("documented for ...", or the reader's label).
    """

    kind: ClassVar[str] = "reading"
    says: tuple[str, ...] = ()
    not_says: tuple[str, ...] = ()
    warned: bool = False
    known: bool = False
    unknown: bool = False
    alternative: Phrases = Phrases(())
    ailing: Phrases = Phrases(())
    settled: Phrases = Phrases(())
    partners: Phrases = Phrases(())
    outcomes: Phrases = Phrases(())
    holding: Phrases = Phrases(())
    telling: Phrases = Phrases(())
    measured: bool = False
    spared: Phrases = Phrases(())
    topics: Phrases = Phrases(())
    past: Phrases = Phrases(())
    results: Phrases = Phrases(())
    upheld: Mapping[str, str] = field(default_factory=dict)
    sourced: bool = False
    facts: tuple[str, ...] = ()

    def run(self, article: Article) -> Iterator[Hit]:
        for sentence, reading in article.readings.each():
            says = self._labels(article, sentence)
            if not article.suggest and not any(reading.passes(use, *says) for use in _USES):
                continue
            drug = self._drug(article, sentence)
            sure = self._sure(article, sentence, reading, says, drug in article.reference.drugs)
            if not sure and not (article.suggest and reading.passes("suggest", *says)):
                continue
            if any(reading.chance(label) >= _LIKELY for label in self.not_says) or self._is_excused(article, sentence):
                continue
            if self.unknown and not {drug, article.about.topic}.isdisjoint(article.reference.drugs):
                continue
            facts = self._facts(article, drug)
            if is_upheld(article, sentence, facts, self.upheld.get(reading.likeliest(*says), "")):
                continue
            warnings = [fact for fact in facts if is_warning(fact)]
            if (self.known and not facts) or (self.warned and not warned_near(article, sentence, drug, warnings)):
                continue
            yield self._hit(article, sentence, reading, drug, facts, sure)

    def _drug(self, article: Article, sentence: Sentence) -> str:
        """The drug in question: what the sentence is about, or the topic where its facts warn of that beside it."""
        drug, topic = article.about.subject_at(sentence.span).what, article.about.topic
        if not self.warned or drug == topic or not topic:
            return drug
        warnings = [fact for fact in self._facts(article, topic) if fact.about.get("with")]
        return topic if warned_of(article, drug, warnings) else drug

    def _sure(self, article: Article, sentence: Sentence, reading: Read, says: tuple[str, ...], known: bool) -> str:
        """Where the reader is sure enough to report: in "any" article, in one with other findings ("company"), or
        nowhere ("")."""
        # An article on a drug with facts makes claims where other pages make none: there less sure is sure enough, and
        # even less in a text of a few sentences, which was written to say something.
        short = len(article.analysis.sentences) < _SHORT
        use = ("short" if known else "brief") if short else ("documented" if known else "alone")
        passes = reading.passes(use, *says)
        named = known or self._names_illness(article, sentence)
        if named and passes and (short or reading.passes("lonely", *says)):
            return "any"
        return "company" if not short and (passes or reading.passes("company", *says)) else ""

    def _labels(self, article: Article, sentence: Sentence) -> tuple[str, ...]:
        """`says`, without the labels that count against it if the reader cannot know what textbooks say."""
        if not self.alternative.texts or not (
            self._is_alternative(article, sentence) or _is_unproved(article, sentence)
        ):
            return self.says
        return tuple(label for label in self.says if not label.startswith("-"))

    def _names_illness(self, article: Article, sentence: Sentence) -> bool:
        return not self.ailing.texts or any(article.says(self.ailing, area) for area in areas_near(article, sentence))

    def _is_alternative(self, article: Article, sentence: Sentence) -> bool:
        if not article.says(self.ailing, sentence.span):
            return False
        areas = (*areas_near(article, sentence), *article.titles)
        return any(article.says(self.alternative, area) for area in areas)

    @property
    def once_a_sentence(self) -> bool:
        """True: a sentence is read as a whole."""
        return True

    def _is_excused(self, article: Article, sentence: Sentence) -> bool:
        if (
            self._is_topic(article, sentence)
            or self._is_settled(article, sentence)
            or self._is_result(article, sentence)
            or article.says(self.spared, sentence.span)
        ):
            return True
        if self.holding.texts and not article.says(self.holding, sentence.span):
            return True
        if self.partners.texts and is_backed(article, sentence.span, self.partners, self.outcomes):
            return True
        if self.measured and is_documented(article, sentence.span):
            return True
        return self.sourced and _has_source(article, sentence)

    def _is_topic(self, article: Article, sentence: Sentence) -> bool:
        """True for a heading that names what its section is about ("Treating headaches"), and for a cell that only
        names an illness ("Relapsing MS")."""
        opening, kind = article.text(sentence.span).partition(" ")[0], article.document.blocks[sentence.block].kind
        if kind in _HEADINGS or kind != "cell":
            return kind in _HEADINGS and (opening.endswith("ing") or article.says(self.topics, sentence.span))
        tokens, named = article.analysis.scan.tokens, article.analysis.mentions_in(sentence.span)
        only = sentence.first if opening.endswith("s") else sentence.first + 1
        return any(tokens.within(each.span).start <= only and each.span.end == sentence.span.end for each in named)

    def _is_result(self, article: Article, sentence: Sentence) -> bool:
        """True if the sentence uses one of `past` and its paragraph, the one before or its heading one of `results`."""
        if not article.says(self.past, sentence.span):
            return False
        blocks = article.document.blocks[max(sentence.block - 1, 0) : sentence.block + 1]
        areas = (*(block.span for block in blocks), article.heading_of(sentence.block))
        return any(article.says(self.results, area) for area in areas)

    def _is_settled(self, article: Article, sentence: Sentence) -> bool:
        if not article.says(self.settled, sentence.span):
            return False
        uses = list(article.matches_in(self.settled, sentence.span))
        named = (mention for mention in article.analysis.mentions_in(sentence.span) if mention.kind == "condition")
        return all(any(use.overlaps(mention.span) for use in uses) for mention in named)

    def _facts(self, article: Article, drug: str) -> tuple[Fact, ...]:
        if drug not in article.reference.drugs:
            return ()
        return tuple(fact for name in self.facts for fact in article.reference.select(name, drug=drug))

    def _hit(
        self, article: Article, sentence: Sentence, reading: Read, drug: str, facts: tuple[Fact, ...], sure: str
    ) -> Hit:
        says = self._labels(article, sentence)
        likeliest, name = reading.likeliest(*says), drug.replace("-", " ")
        shown = deciding(article, sentence, facts, self.upheld.get(likeliest, likeliest))[:_FACTS]
        cited = article.reference.cited(fact.id for fact in shown)
        values = {
            "label": likeliest.replace("-", " "),
            "chance": f"{reading.chance(*says):.2f}",
            "drug": name,
            "because": f"documented for {name}: {cited}" if cited else "no source is known to support it",
        }
        tight = list(article.matches_in(self.telling, sentence.span))
        span = (
            _around(article, sentence, tight[-1]) if tight else self._shortest_telling(article, sentence, reading, says)
        )
        return Hit(
            span,
            {"text": article.text(span), **values},
            facts=tuple(fact.id for fact in shown),
            severity=None if sure else "suggestion",
            company=sure == "company",
        )

    def _shortest_telling(self, article: Article, sentence: Sentence, reading: Read, says: tuple[str, ...]) -> Span:
        """The shortest span that says it; for leave to combine, the words that follow a bare "Relax."."""
        following = article.sentence_at(sentence.span.end + 1) if self.warned else None
        bare = len(article.text(sentence.span).split()) <= _ANSWER
        if bare and following is not None and following.block == sentence.block and following is not sentence:
            return following.span
        return self._shortest(article, sentence, reading, says)

    def _shortest(self, article: Article, sentence: Sentence, reading: Read, says: tuple[str, ...]) -> Span:
        """The shortest span of the sentence that still says it by itself. Parts between commas and similar marks are
        dropped from both ends as long as the probability holds and they do not say it themselves."""
        text, least = article.text(sentence.span), reading.chance(*says) * _KEPT
        cuts = [0, *(match.end() for match in _PART_END.finditer(text)), len(text)]
        first, last = 0, len(cuts) - 1
        moved = True
        while moved and last - first > 1:
            moved = False
            for start, end, off in ((first + 1, last, first), (first, last - 1, last - 1)):
                parts = [text[cuts[start] : cuts[end]].strip(), text[cuts[off] : cuts[off + 1]].strip()]
                kept, gone = (read.chance(*says) for read in article.readings.again(sentence, parts))
                if kept >= least and gone < _LIKELY:
                    first, last, moved = start, end, True
                    break
        part = text[cuts[first] : cuts[last]]
        start = sentence.span.start + cuts[first] + len(part) - len(part.lstrip())
        return Span(start, start + len(part.strip(_TRAILING)))


def _around(article: Article, sentence: Sentence, place: Span) -> Span:
    """A place with a few words before and after it, up to the punctuation of its sentence."""
    tokens, inside = article.analysis.scan.tokens, article.analysis.scan.tokens.within(place)
    first, stop = inside.start, inside.stop
    while first > max(sentence.first, inside.start - _BEFORE) and tokens.words[first - 1] not in _MARKS:
        first -= 1
    while stop < min(sentence.last, inside.stop + _BEHIND) and tokens.words[stop] not in _MARKS:
        stop += 1
    return tokens.span(first, stop - 1)


def _is_unproved(article: Article, sentence: Sentence) -> bool:
    """True for a drug that facts give only for conditions other than those the sentence names."""
    subject = article.about.subject_at(sentence.span)
    named = list(article.conditions(sentence.span)) if subject.reason in _NEAR else []
    usual = given_for(article.reference, subject.what) if named else frozenset()
    return bool(usual) and all(names.isdisjoint(usual) for names in named)


def vetoed(hit: Hit, labels: tuple[str, ...], article: Article) -> bool:
    """True if the reader is confident that no sentence of a hit, nor the answer after it, has one of these labels."""
    if hit.span is None or not labels:
        return False
    end = min(len(article.document.text), hit.span.end + 1)
    readings = article.readings.over(Span(hit.span.start, end))
    return bool(readings) and not any(reading.passes("veto", *labels) for reading in readings)


def _has_source(article: Article, sentence: Sentence) -> bool:
    block = article.document.blocks[sentence.block].span
    places = (*(span for span, _ in article.document.links), *(marker.span for marker in article.markers))
    return any(block.contains(place) for place in places)
