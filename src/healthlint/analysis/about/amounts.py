"""Which drug a dose belongs to: by syntax, then by distance, then by the topic of the passage; none if unclear."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from healthlint.analysis.about.antecedents import Antecedents
from healthlint.analysis.about.dose_syntax import NOBODY, DoseSyntax
from healthlint.analysis.about.naming import Naming, as_subject
from healthlint.analysis.about.topic_places import TopicPlaces
from healthlint.analysis.drug_names import DrugNames
from healthlint.analysis.model import Quantity, Subject
from healthlint.measure import form
from healthlint.span import Span

_FROM_AFAR = frozenset(("mg", "mcg", "g", "ml", "mg/kg", "mcg/kg", "mg/m2"))
_GRAM = "g"
_BEFORE, _BEHIND, _KNOWN_WITHIN = 80, 20, 8
_STOPS = frozenset(";.:")
_JOINERS = frozenset(",/&-–—(")
_LISTED_WITHIN = 3
_BETWEEN = "joins-a-list"


class Amounts:
    """Finds the drugs that the doses of one text belong to."""

    def __init__(self, naming: Naming, topic_places: TopicPlaces, antecedents: Antecedents, names: DrugNames) -> None:
        self._naming, self._topic_places, self._antecedents = naming, topic_places, antecedents
        self._scan, self._words = naming.scan, naming.words
        self._dose_syntax = DoseSyntax(naming, names)

    def owners(self, doses: Sequence[Quantity]) -> Mapping[int, Subject]:
        """The subject that owns each dose, by the offset where the dose starts; the owner of one amount in a list owns
        them all. A Subject without a name means that the dose belongs to no drug."""
        beside = [self._owner_by_syntax(dose) for dose in doses]
        listed = [self._is_listed(*pair) for pair in pairwise(doses)]
        for index in range(len(doses) - 2, -1, -1):
            if listed[index] and beside[index] is None:
                beside[index] = beside[index + 1]
        for index in range(1, len(doses)):
            if listed[index - 1] and beside[index] is None:
                beside[index] = beside[index - 1]
        found = {dose.span.start: owner or self._from_afar(dose) for dose, owner in zip(doses, beside, strict=True)}
        return {start: owner for start, owner in found.items() if owner is not None}

    def _owner_by_syntax(self, dose: Quantity) -> Subject | None:
        """The drug that syntax ties to the amount, NOBODY if something else owns it, None if syntax does not tell."""
        sentence = self._scan.sentences[dose.sentence]
        first, end = self._tokens(dose.span)
        after = end
        if dose.freq_span is not None and dose.freq_span.start >= dose.span.end:
            begins, stops = self._tokens(dose.freq_span)
            after = stops if begins - end <= 1 else end
        tied = self._dose_syntax
        return (
            tied.of(after, sentence.last)
            or (tied.of(end, sentence.last) if after > end else None)
            or tied.adjacent(first, sentence.first)
            or tied.behind(end, sentence.last)
            or tied.across_marks(first, sentence.first)
            or tied.is_filler(after, sentence.last)
        )

    def _is_listed(self, dose: Quantity, following: Quantity) -> bool:
        """True if two amounts of a sentence are separated only by list words."""
        if following.sentence != dose.sentence:
            return False
        between = self._words.words[self._tokens(dose.full_span)[1] : self._tokens(following.span)[0]]
        joins = (word in _JOINERS or word in self._scan.lists[_BETWEEN] for word in between)
        return len(between) <= _LISTED_WITHIN and all(joins)

    def _tokens(self, span: Span) -> tuple[int, int]:
        inside = self._scan.tokens.within(span)
        return inside.start, inside.stop

    def _from_afar(self, dose: Quantity) -> Subject | None:
        """The nearest drug in the sentence, or else the topic of the passage."""
        first, end = self._tokens(dose.span)
        sentence = self._scan.sentences[dose.sentence]
        found = self._of_row(sentence.block) or self._before(first, sentence.first) or self._behind(end, sentence.last)
        if found is not None:
            return found
        if dose.unit not in _FROM_AFAR and not dose.relative and form(dose.unit) == "":
            return None
        meant = self._antecedents.of_amount(dose.sentence, near=dose.unit == _GRAM and not dose.per)
        return meant if meant.what and not self._is_no_drug(meant) else None

    def _is_no_drug(self, meant: Subject) -> bool:
        """True for a non-drug treatment, and for a class of drugs: nobody takes 50 mg of a class."""
        named = () if meant.place is None else self._naming.within(meant.place)
        return meant.sort == "treatment" or any(name.general for name in named)

    def _of_row(self, block: int) -> Subject | None:
        """The substance that a table row or glossary entry is about."""
        for label in self._topic_places.labels(block):
            for index in self._scan.tokens.within(self._topic_places.blocks[label].span):
                if (name := self._naming.starting(index)) is not None:
                    if name.general:
                        continue
                    return as_subject(name, "row")
                if self._words.inside("not-a-drug", index):
                    return NOBODY
                if (known := self._dose_syntax.known(index)) is not None:
                    return known
        return None

    def _before(self, first: int, start: int) -> Subject | None:
        for index in range(first - 1, max(start, first - _BEFORE) - 1, -1):
            name = self._naming.ending(index)
            if name is not None and not name.general:
                return as_subject(name, "subject")
            if name is None and (known := self._dose_syntax.known(index)) is not None:
                return known
        return None

    def _behind(self, end: int, last: int) -> Subject | None:
        for index in range(end, min(last, end + _BEHIND)):
            if self._scan.tokens.words[index] in _STOPS:
                return None
            name = self._naming.starting(index)
            if name is not None and not name.general:
                return as_subject(name, "object")
            near = name is None and index < end + _KNOWN_WITHIN
            if near and (known := self._dose_syntax.known(index)) is not None:
                return known
        return None
