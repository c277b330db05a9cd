"""Resolves "it", "the drug" or a missing subject at a place in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from healthlint.analysis.about.naming import Name, Naming, as_subject
from healthlint.analysis.about.topic import topic
from healthlint.analysis.about.topic_places import TopicPlaces
from healthlint.analysis.model import UNCLEAR, Reason, Subject
from healthlint.span import Span

_SUBJECT_WITHIN = 5
_PARAGRAPHS = 2
_PREPOSITION, _PARTNER = "claim-preposition", "about-partner"
_SHORT = 5


class Antecedents:
    """Searches the nearest context first: the paragraph, the line or heading above it, the article, the section."""

    def __init__(self, naming: Naming, topic_places: TopicPlaces) -> None:
        self._naming, self._topic_places = naming, topic_places
        self._scan = naming.scan
        self._many = [name for name in naming.listed if name.many]
        self._spoken_of: dict[int, Name | None] = {}
        self._paragraphs: dict[bool, dict[int, Subject | None]] = {True: {}, False: {}}

    @cached_property
    def topic(self) -> Subject:
        """What the article is about."""
        what = topic(self._naming)
        return Subject(what, "article", "drug") if what else UNCLEAR

    def at(self, sentence: int, offset: int = -1, pill: bool = False) -> Subject:
        """What a pronoun refers to at the start of a sentence, or at an offset within it; a `pill` ("the capsules") is
        a drug, not a class of drugs."""
        block = self._scan.sentences[sentence].block
        before = [name for name in self._naming.in_sentence(sentence) if name.span.start < offset and not name.aside]
        if (name := self._of(before)) is not None:
            return as_subject(name, "pronoun")
        found = self._in_paragraph(sentence, block, pill) or self._above(block)
        return found or (self.topic if self.topic.what else self._in_section(sentence, block))

    def of_amount(self, sentence: int, near: bool) -> Subject:
        """What an amount belongs to if nothing in its sentence says; with `near`, only what its paragraph names."""
        if near:
            return self._in_paragraph(sentence, self._scan.sentences[sentence].block, pill=False) or UNCLEAR
        return self.at(sentence)

    def many(self, offset: int) -> Subject:
        """The class of drugs that "they" refers to."""
        at = bisect_left(self._many, offset, key=lambda name: name.span.start) - 1
        if at < 0:
            return self.topic
        name, block = self._many[at], self._topic_places.block(offset)
        if self._scan.sentences[name.sentence].block < self._topic_places.section(block):
            return self.topic
        return as_subject(name, "pronoun")

    def _in_paragraph(self, sentence: int, block: int, pill: bool) -> Subject | None:
        """The topic of the preceding sentences in the paragraph, the nearest first."""
        known = self._paragraphs[pill]
        first = sentence
        while first not in known and first and self._scan.sentences[first - 1].block == block:
            first -= 1
        found = known.setdefault(first, None)
        for number in range(first, sentence):
            found = known[number + 1] = self._left_by(number, pill) or found
        return found

    def _left_by(self, number: int, pill: bool) -> Subject | None:
        """What a pronoun after this sentence refers to; nobody if the sentence mentions several things."""
        name = self.spoken_of(number)
        if name is not None and not (pill and (name.general or name.sort == "treatment")):
            return as_subject(name, "pronoun")
        return UNCLEAR if name is None and not pill and self._is_list(number) else None

    def _is_list(self, number: int) -> bool:
        """True for a sentence that mentions several things, none of them the article's topic: "yoga, tramadol, ice"."""
        names = [name for name in self._naming.in_sentence(number) if not name.aside and not name.general]
        return len({name.what for name in names}) > 1

    def spoken_of(self, number: int) -> Name | None:
        """The one thing that a sentence is about: the one in subject position, else the only one, else the one that is
        taken."""
        if number not in self._spoken_of:
            names = self._naming.in_sentence(number)
            taken = [name for name in names if name.role == "taken" and not name.general]
            self._spoken_of[number] = self._of([name for name in names if not name.aside]) or self._of(taken)
        return self._spoken_of[number]

    def _of(self, names: Sequence[Name]) -> Name | None:
        names = [name for name in names if not name.many and not self._is_bare(name)]
        opening = self._scan.sentences[names[0].sentence].first + _SUBJECT_WITHIN if names else 0
        subjects = [name for name in names if name.first < opening]
        for found in (subjects, names):
            if found and len({name.what for name in found}) == 1:
                return found[0]
        return next((name for name in names if name.what == self.topic.what), None)

    def _is_bare(self, name: Name) -> bool:
        """True for a class of drugs about which nothing is said: "wine on naltrexone? Pour it"."""
        words, limit = self._naming.words, self._scan.limits[name.first]
        bare = name.end >= limit or words.is_a(name.end, _PREPOSITION) or not words.words[name.end].isalpha()
        return name.general and bare

    def _above(self, block: int) -> Subject | None:
        for place, reason in self._places(block):
            name = self._named_in(place)
            # An article may be headed by the name of a clinic or shop ("Riverside Physiotherapy").
            if name is not None and not (name.sort == "treatment" and place.start == 0 and self.topic.what):
                return as_subject(name, reason)
        return None

    def _places(self, block: int) -> Iterator[tuple[Span, Reason]]:
        blocks = self._topic_places.blocks
        for label in self._topic_places.labels(block):
            if not self._is_partner(label):
                yield blocks[label].span, "row"
        if blocks[block].kind != "cell" and (line := self._topic_places.lead_in(block)) is not None:
            yield line, "lead-in"
        for heading in self._topic_places.headings(block):
            yield heading, "heading"

    def _is_partner(self, label: int) -> bool:
        """True for the row of a substance taken together with another, according to the column heading."""
        heads = (self._topic_places.blocks[at].span for at in self._topic_places.labels(label))
        words = self._naming.words
        return any(words.any_is(self._scan.tokens.within(head), _PARTNER) for head in heads)

    def _named_in(self, area: Span) -> Name | None:
        """The only thing that a line names; a non-drug counts only in a short line ("Our nettle tea")."""
        inside = self._scan.tokens.within(area)
        numbers = sorted({self._scan.sentence_of[index] for index in inside} - {-1})
        named = [name for number in numbers for name in self._naming.in_sentence(number)]
        short = len(inside) <= _SHORT
        names = [
            name
            for name in named
            if not name.aside and not name.many and (short or name.sort != "treatment") and name.first in inside
        ]
        return names[0] if len({name.what for name in names}) == 1 else None

    def _in_section(self, sentence: int, block: int) -> Subject:
        """The last thing named, searching back no further than the heading and a few paragraphs."""
        first = max(self._topic_places.section(block), block - _PARAGRAPHS)
        for number in range(sentence - 1, -1, -1):
            if self._scan.sentences[number].block < first:
                break
            name = self.spoken_of(number)
            if name is not None:
                return as_subject(name, "section")
        return UNCLEAR
