"""What keeps two values apart: an explicit alternative, another population, another time."""

from __future__ import annotations

from collections.abc import Iterable

from healthlint.analysis.attributes import Qualifier
from healthlint.analysis.phrasebook import Phrases
from healthlint.analysis.places import Places
from healthlint.span import Span


class Qualifiers:
    """The qualifiers of a lexicon in one article."""

    def __init__(self, places: Places, known: Iterable[Qualifier]) -> None:
        self._places = places
        self._known = [(each, Phrases(each.phrases)) for each in known]

    def of(self, place: Span) -> tuple[bool, frozenset[str]]:
        """Whether the value is an explicit alternative, and the qualifiers of population and time that apply: those in
        its part of the sentence, and in the heading above."""
        sentence = self._places.sentence_at(place.start)
        if sentence is None:
            return False, frozenset()
        part, heading = self._places.part_at(sentence, place), self._places.heading_of(sentence.block)
        said = [each for each, phrases in self._known if self._places.says(phrases, part)]
        headed = [each for each, phrases in self._known if self._places.says(phrases, heading)]
        alternative = any(each.sort == "alternative" for each in said)
        applying = (*said, *(each for each in headed if each.sort == "population"))
        return alternative, frozenset(each.id for each in applying if each.sort != "alternative")
