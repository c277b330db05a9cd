"""Answers "about what?" for any span of a text. No other module decides this."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from healthlint.analysis.about.amounts import Amounts
from healthlint.analysis.about.antecedents import Antecedents
from healthlint.analysis.about.naming import Name, Naming, as_subject
from healthlint.analysis.about.phrase import in_verb_group, opens, subject_phrase
from healthlint.analysis.about.topic_places import TopicPlaces
from healthlint.analysis.about.treatments import own_subject
from healthlint.analysis.about.words import Words
from healthlint.analysis.drug_names import DrugNames
from healthlint.analysis.model import Mention, Quantity, Scan, Subject
from healthlint.span import Span

_RELATIVE, _PRONOUN, _UNDER = "about-relative", "about-pronoun", "claim-under"
_COORDINATOR, _OTHER = "claim-coordinator", "claim-other-treatment"
_FORMER, _LATTER = "about-former", "about-latter"
_PILL, _OPENING = "about-pill", 2
_CLOSES = {",": ",", ")": "("}
_REACH = 6
"""Words between a name that no lexicon lists and the words about it."""
_PARTED = frozenset(",;:()—–")


class About:
    """Built once for each text; tells what any place in it is about."""

    def __init__(self, scan: Scan, mentions: Sequence[Mention], names: DrugNames) -> None:
        self._scan, self._names = scan, names
        self._words = Words(scan)
        self._naming = Naming(self._words, mentions, names)
        topic_places = TopicPlaces(self._naming)
        self._antecedents = Antecedents(self._naming, topic_places)
        self._amounts = Amounts(self._naming, topic_places, self._antecedents, names)
        self._known: dict[Span, Subject] = {}

    @cached_property
    def topic(self) -> str:
        """The id of the drug that the whole text is about; "" if there is none, or several."""
        return self._antecedents.topic.what

    def subject_at(self, span: Span) -> Subject:
        """What the words at `span` are about."""
        if span not in self._known:
            self._known[span] = self._subject_at(span)
        return self._known[span]

    def meant_at(self, offset: int, many: bool = False) -> Subject:
        """What "it" (or "they") refers to at a place."""
        number = self._sentence(Span(offset, offset + 1))
        return self._antecedents.many(offset) if many or number < 0 else self._antecedents.at(number, offset)

    def owners(self, doses: Sequence[Quantity]) -> Mapping[int, Subject]:
        """The drug that each dose belongs to, by the dose's start offset; "" for a dose known to belong to no drug."""
        found = self._amounts.owners(doses)
        self._known.update((dose.span, found[dose.span.start]) for dose in doses if dose.span.start in found)
        return found

    @property
    def starts(self) -> tuple[int, ...]:
        """Where names of listed drugs begin, except those that are mentioned only for comparison."""
        return tuple(name.span.start for name in self._naming.listed if name.role != "compared")

    def concerns(self, drug: str, span: Span | None) -> bool:
        """False in a text that never names `drug`, and at a span about another drug that does not mention it."""
        named = any(name.what == drug for name in self._naming.listed)
        if not named or self.topic in (drug, ""):
            return named
        number = -1 if span is None else self._sentence(span)
        if span is None or number < 0:
            return False
        here = any(name.what == drug for name in self._naming.in_sentence(number))
        return here or self.subject_at(span).what == drug

    def is_alone(self, drug: str) -> bool:
        """True if the drug is named and no other, except whole classes."""
        return {name.what for name in self._naming.listed if not name.general or name.what == drug} == {drug}

    def _sentence(self, span: Span) -> int:
        inside = self._scan.tokens.within(span)
        return self._scan.sentence_of[inside.start] if inside else -1

    def _subject_at(self, span: Span) -> Subject:
        number = self._sentence(span)
        if number < 0:
            return self._antecedents.topic
        within = self._scan.tokens.within(span)
        names = self._naming.in_sentence(number)
        return (
            self._described(names, within)
            or self._treatment(span)
            or self._around_insertion(names, within)
            or self._object(span, names, within)
            or self._before(names, within)
            or self._inside(names, within)
            or self._from_context(names, within, number)
        )

    def _described(self, names: Sequence[Name], within: range) -> Subject | None:
        """The antecedent, if the words open a relative clause: "unlike tramadol, which is a controlled substance"."""
        at = self._verb(within) - 1
        if at < 1 or not self._words.is_a(at, _RELATIVE):
            return None
        at -= self._words.words[at - 1] == ","
        return next((as_subject(name, "relative") for name in names if name.end == at), None)

    def _treatment(self, span: Span) -> Subject | None:
        phrase = own_subject(self._words, self._names, span)
        if phrase is None:
            return None
        place = self._scan.tokens.span(phrase.start, phrase.stop - 1)
        return Subject(self._scan.text(place).lower(), "subject", "treatment", place)

    def _verb(self, within: range) -> int:
        """Where the verb group of the words begins: at "has" of "has never «been approved»"."""
        at, first = within.start, self._scan.sentences[self._scan.sentence_of[within.start]].first
        while at > first and in_verb_group(self._words, at - 1):
            at -= 1
        return at

    def _around_insertion(self, names: Sequence[Name], within: range) -> Subject | None:
        """The name that an apposition or bracket right before the verb belongs to ("pregabalin, a cousin of gabapentin,
        is"), or the apposition itself ("a rival, zolpidem, is")."""
        closing = self._verb(within) - 1
        if closing < 1 or self._words.words[closing] not in _CLOSES:
            return None
        opening = _CLOSES[self._words.words[closing]]
        for name in reversed(names):
            if name.end == closing and self._words.words[name.first - 1] == opening:
                return as_subject(name, "subject") if opening == "," else None
            if name.end < closing and self._words.words[name.end] == opening and not name.aside:
                return as_subject(name, "subject")
        return None

    def _before(self, names: Sequence[Name], within: range) -> Subject | None:
        """The nearest name before the words that its clause is about."""
        earlier = [name for name in names if name.first <= within.start]
        for name in reversed(earlier):
            parted = self._parted(name.end, within.start)
            if name.aside or (name.embedded and parted) or self._ends_list(name, earlier):
                continue
            if name.sort == "drug" or self._reaches(name, within):
                return as_subject(name, "subject")
        taken = [name for name in earlier if name.role == "taken" and not name.general]
        meant = taken and self._parted(taken[-1].end, within.start) and self._means(taken[-1].end, within)
        return as_subject(taken[-1], "pronoun") if meant else None

    def _ends_list(self, name: Name, names: Sequence[Name]) -> bool:
        """True for a non-drug at the end of a list that begins with a drug: "LDN, yoga and massage are safe"."""
        drugs = [other for other in names if other.sort == "drug" and not other.aside and other.end <= name.first]
        if name.sort != "treatment" or not drugs:
            return False
        between = range(drugs[-1].end, name.first)
        return all(self._words.words[at] == "," or self._words.is_a(at, _COORDINATOR, _OTHER) for at in between)

    def _parted(self, first: int, end: int) -> bool:
        """True if punctuation or a conjunction stands between."""
        return any(opens(self._words, index) for index in range(first, end))

    def _means(self, first: int, within: range) -> bool:
        """True if the subject of the words is a pronoun, the first in its sentence."""
        at = self._verb(within) - 1
        pronoun = within.start if self._words.is_a(within.start, _PRONOUN) else at
        opening = self._scan.sentences[self._scan.sentence_of[within.start]].first
        earlier = self._words.any_is(range(opening, first), _PRONOUN)
        return self._words.is_a(pronoun, _PRONOUN) and not earlier

    def _reaches(self, name: Name, within: range) -> bool:
        """True if no punctuation separates an unlisted name from the words about it, except the end of an apposition
        ("a rival, zolpidem, is ...")."""
        between = self._words.words[name.end : within.start]
        closes = between[:1] == (",",) and self._words.words[name.first - 1] == ","
        described = between[:1] == (",",) and self._words.is_a(name.end + 1, _RELATIVE)
        parted = not _PARTED.isdisjoint(between[closes or described :])
        return len(between) <= _REACH and not parted

    def _object(self, span: Span, names: Sequence[Name], within: range) -> Subject | None:
        """What the words name themselves, if their subject is somebody: "although the FDA has approved zolpidem"."""
        phrase = subject_phrase(self._words, span)
        if phrase is None or self._words.any_is(phrase, "drug", _PRONOUN, "claim-drug-noun"):
            return None
        somebody = not any(name.first in phrase for name in names)
        return self._inside(names, within) if somebody else None

    def _inside(self, names: Sequence[Name], within: range) -> Subject | None:
        """What the words name themselves: "the FDA has approved zolpidem". "It is a narcotic" only describes it."""
        for name in names:
            if within.start < name.first < within.stop and not name.aside and not name.general:
                return as_subject(name, "object")
        return None

    def _from_context(self, names: Sequence[Name], within: range, number: int) -> Subject:
        """What the preceding text refers to here, or else the only drug that the sentence names after the words."""
        verb = self._verb(within)
        if (pointed := self._of_two(within, verb, number)) is not None:
            return pointed
        opening = range(max(verb - 1, 0), min(within.start + _OPENING, within.stop))
        pill = self._words.any_is(opening, _PILL)
        if pill and self._words.any_is(within, _PRONOUN) and self._antecedents.topic.what:
            return self._antecedents.topic  # "the spray pushes it aside": the spray is not what "it" refers to
        meant = self._antecedents.at(number, pill=pill)
        pronoun = self._words.is_a(verb - 1 if verb == within.start else within.start, _PRONOUN)
        after = [n for n in names if n.first >= within.stop and not n.aside and n.sort != "treatment"]
        only = len({name.what for name in after}) == 1 and all(name.what != meant.what for name in names)
        if only and not pronoun:
            return as_subject(after[0], "object")
        return meant if self._antecedents.topic.what else self._alongside(names, within) or meant

    def _of_two(self, within: range, verb: int, number: int) -> Subject | None:
        """What "the former" or "the second" refers to after a sentence that names two."""
        place = verb - 1
        index = 0 if self._words.opening(_FORMER, place) >= 0 else 1 if self._words.opening(_LATTER, place) >= 0 else -1
        before = self._naming.in_sentence(number - 1) if number else ()
        listed = [name for name in before if name.sort == "drug"]
        return as_subject(listed[index], "pronoun") if index >= 0 and len({name.what for name in listed}) == 2 else None

    def _alongside(self, names: Sequence[Name], within: range) -> Subject | None:
        """What an earlier clause says is taken, if the text has no topic: "with naltrexone you can stop, it ..."."""
        parted = [name for name in names if name.end <= within.start and self._parted(name.end, within.start)]
        beside = [name for name in parted if self._words.is_a(name.first - 1, _UNDER)]
        return as_subject(beside[-1], "pronoun") if beside else None
