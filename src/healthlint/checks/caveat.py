"""A statement that the article owes its readers and does not make."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import field
from itertools import chain
from typing import TYPE_CHECKING, ClassVar

from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Asked, Check, Hit
from healthlint.checks.verdict import given_for
from healthlint.checks.warnings import warns_of
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import Fact, Reference
from healthlint.span import Span

if TYPE_CHECKING:
    from healthlint.analysis.reading.reader import Reading

_OFTEN = 3
_AN_ARTICLE = 3
"""Sentences; a text of a line or two owes its reader no caveat."""
_FOLLOWING = 2
_SHOWN = 3
_HEADINGS = ("title", "heading")
_GOOD = frozenset(("benefit", "cure", "proven", "superior", "universal"))
_LIKELY = 0.5
_HINT = 0.1


@dataclass(frozen=True, slots=True)
class Caveat(Check):
    """Reports the article if none of `said` occurs in it with an affirmative meaning.

    `said_anyway` counts in any context ("no one knows" is negative and still states the limit); `otherwise` are phrases
    that contain words of the others in another sense. `near_topic` and `near_topic_anyway` are such phrases, made of
    pronouns and bare words; they count if one of `topic` occurs in their block or in one of the two before it, those of
    `beside_topic` if it occurs in their sentence, also with an "if" or a "may". The caveat is due only in an article
    about `drug` that names the form in question (`named`) in its title or three times, or mentions `uses` more often
    than the `approved` ones. Without `named`, any name of the drug counts. With `facts`, it is due only if the
    reference has one of these (see the kind `documented`); a fact about a form counts only if the article names it, one
    about a condition or use only if the article is about that: names it in a title or heading, twice, or no other. What
    such a fact warns of (`with`) is a `topic` too. `on_topic`: a phrase that names a drug must name one of those.
    `naming` is the key of a fact's value that names what must be mentioned: its name, asserted, counts as said. With
    `selling`, the caveat is due only if one of these phrases is asserted or the drug is said to do good. `read_as` is a
    label of the taught reader: a sentence with that label counts in any words, unless it is plainly about another drug,
    or also denies something or gives leave to combine.
    """

    kind: ClassVar[str] = "caveat"
    drug: str = ""
    named: Phrases = Phrases(())
    uses: Phrases = Phrases(())
    approved: Phrases = Phrases(())
    formed: Mapping[str, Phrases] = field(default_factory=dict)
    said: Phrases = Phrases(())
    said_anyway: Phrases = Phrases(())
    otherwise: Phrases = Phrases(())
    topic: Phrases = Phrases(())
    near_topic: Phrases = Phrases(())
    near_topic_anyway: Phrases = Phrases(())
    beside_topic: Phrases = Phrases(())
    on_topic: bool = False
    facts: tuple[Asked, ...] = ()
    naming: str = ""
    selling: Phrases = Phrases(())
    read_as: str = ""

    def run(self, article: Article) -> Iterator[Hit]:
        named = _subjects(article) if self.facts else []
        forms = {mention.form for mention in article.analysis.mentions if mention.concept == self.drug}
        facts = [fact for fact in self.documented(article.reference) if _concerns(fact, named, forms)]
        formed = [
            span
            for form in dict.fromkeys(fact.about.get("form", "") for fact in facts)
            for span in article.matches(self.formed.get(form, Phrases(())))
        ]
        sold = not self.selling.texts or self._is_sold(article)
        if (facts or not self.facts) and sold and self._due(article, formed) and not self._is_stated(article):
            yield Hit(None, facts=tuple(fact.id for fact in facts[:_SHOWN]))

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts that make the caveat due."""
        return tuple(fact for asked in self.facts for fact in asked.facts(reference, self.drug))

    def _due(self, article: Article, formed: Iterable[Span]) -> bool:
        if len(article.analysis.sentences) < _AN_ARTICLE:
            return False
        named = self._names(article) | set(formed)
        if not named or (article.about.topic != self.drug and not self._is_only_drug(article)):
            return False
        titles = [block.span for block in article.document.blocks if block.kind == "title"]
        if len(named) >= _OFTEN or any(title.contains(span) for title in titles for span in named):
            return True
        return len(set(article.matches(self.uses))) > len(set(article.matches(self.approved))) or (
            bool(self.facts) and self._of_another_use(article)
        )

    def _is_sold(self, article: Article) -> bool:
        """True for an article that praises the drug or claims a benefit of it in its own voice."""
        praised = any(article.context(span).earnest for span in article.matches(self.selling))
        claims = (claim for claim in article.analysis.claims if claim.subject == self.drug)
        effects = (each for each in article.analysis.stated.of("effect") if each.about == self.drug)
        return (
            praised
            or any(claim.relation == "causal" and claim.strength in _GOOD and claim.context.earnest for claim in claims)
            or any(each.stance == "for" and each.strength in _GOOD and each.certainty == "asserted" for each in effects)
        )

    def _of_another_use(self, article: Article) -> bool:
        """True if most of the conditions the article names are not ones that the drug is given for."""
        usual = given_for(article.reference, self.drug)
        named = list(article.conditions(Span(0, len(article.document.text))))
        others = sum(names.isdisjoint(usual) for names in named)
        return bool(usual) and 2 * others > len(named)

    def _names(self, article: Article) -> set[Span]:
        if self.named.texts:
            return set(article.matches(self.named))
        return {mention.span for mention in article.analysis.mentions if mention.concept == self.drug}

    def _is_only_drug(self, article: Article) -> bool:
        """True if no drug is the article's topic, but this one is named, a dose is given, and no drug outside its
        classes is named: an article may name its drug once and then say "it"."""
        dosed = any(quantity.kind == "dose" for quantity in article.analysis.quantities)
        return not article.about.topic and dosed and article.about.is_alone(self.drug)

    def _topics(self, article: Article) -> Iterator[Span]:
        """The places of `topic`, and those that name what a fact warns of."""
        yield from article.matches(self.topic)
        warnings = [fact for fact in self.documented(article.reference) if fact.about.get("with")]
        for mention in article.analysis.mentions if warnings else ():
            if mention.kind == "drug" and warns_of(mention, warnings):
                yield mention.span

    def _named_effects(self, article: Article) -> Iterator[Span]:
        """The places that name what the facts say must be mentioned."""
        wanted = {fact.value.get(self.naming) for fact in self.documented(article.reference)} if self.naming else set()
        return (mention.span for mention in article.analysis.mentions if mention.concept in wanted)

    def _is_stated(self, article: Article) -> bool:
        otherwise = list(article.matches(self.otherwise))
        for span in self._sayings(article):
            if not any(other.overlaps(span) for other in otherwise) and not self._misread(article, span):
                return True
        return bool(self.read_as) and any(self._read(article))

    def _misread(self, article: Article, span: Span) -> bool:
        """True if the reader is confident that the sentence of a phrase does not say this, or says the opposite."""
        readings = article.readings.over(span) if self.read_as else []
        said = any(reading.passes("veto", self.read_as) and not _allows(reading) for reading in readings)
        return bool(readings) and not said

    def _read(self, article: Article) -> Iterator[bool]:
        """For each sentence that the reader takes to say it, whether it is about this drug."""
        for sentence, reading in article.readings.each():
            denied = reading.chance("rejected")
            taken_back = (denied >= _LIKELY and denied > reading.chance(self.read_as)) or _allows(reading)
            if reading.passes("said", self.read_as) and not taken_back:
                yield self._is_meant(article, sentence.span, reading)

    def _is_meant(self, article: Article, span: Span, reading: Reading) -> bool:
        """True if the sentence is about the drug itself or, in an article about it, about what its facts warn of
        ("opioids go first"), provided that it does not sound like leave to combine."""
        if article.about.subject_at(span).what in ("", self.drug):
            return True
        warnings = [fact for fact in self.documented(article.reference) if fact.about.get("with")]
        named = (mention for mention in article.analysis.mentions_in(span) if mention.kind == "drug")
        if article.about.topic != self.drug or reading.chance("together") >= _HINT:
            return False
        return any(warns_of(mention, warnings) for mention in named)

    def _sayings(self, article: Article) -> Iterator[Span]:
        topics = sorted(self._topics(article))
        said = (span for span in article.matches(self.said) if article.context(span).earnest)
        for span in chain(article.matches(self.said_anyway), said):
            if not self.on_topic or _names_one(article, span, topics):
                yield span
        yield from (span for span in self._named_effects(article) if article.context(span).earnest)
        for span in article.matches(self.beside_topic):
            beside = article.sentence_at(span.start)
            told = beside is not None and any(beside.span.contains(topic) for topic in topics)
            context = article.context(span)
            # "If you also drink" and "may raise its level" are cautions, too.
            if told and context.polarity == "affirmed" and context.voice == "writer":
                yield span
        areas = [_around(article, span) for span in topics]
        for phrases, whatever in ((self.near_topic_anyway, True), (self.near_topic, False)):
            for span in article.matches(phrases):
                if any(area.contains(span) for area in areas) and (whatever or article.context(span).earnest):
                    yield span


def _names_one(article: Article, span: Span, topics: Iterable[Span]) -> bool:
    """True for a span that names one of the topics, or no drug at all."""
    drugs = any(
        mention.kind == "drug" and span.contains(mention.span) for mention in article.analysis.mentions_in(span)
    )
    return not drugs or any(span.contains(topic) for topic in topics)


def _subjects(article: Article) -> list[frozenset[str]]:
    """The conditions that an article is about, not those that it names in passing beside others."""
    text = Span(0, len(article.document.text))
    headed = {
        names
        for block in article.document.blocks
        if block.kind in _HEADINGS
        for names in article.conditions(block.span)
    }
    counts = Counter(article.conditions(text))
    return [names for names, count in counts.items() if count > 1 or names in headed or len(counts) == 1]


def _concerns(fact: Fact, named: Iterable[frozenset[str]], forms: Container[str]) -> bool:
    """True for a fact about no particular form, condition or use, or about one that the article names."""
    condition, form = fact.about.get("condition", fact.about.get("use")), fact.about.get("form")
    if form in forms:
        return True
    return any(condition in names for names in named) if condition is not None else form is None


def _around(article: Article, topic: Span) -> Span:
    """The block that names the topic and the two after it, in which "them" may still refer to it."""
    blocks = article.document.blocks
    here = next((index for index, block in enumerate(blocks) if block.span.contains(topic)), None)
    if here is None:
        return topic
    return blocks[here].span.cover(blocks[min(here + _FOLLOWING, len(blocks) - 1)].span)


def _allows(reading: Reading) -> bool:
    """True if the sentence probably gives leave to combine, and so is no caution."""
    return reading.chance("together") >= _LIKELY
