"""Where the text names drugs, and which of these names are what the text is talking about."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

from healthlint.analysis.about.phrase import opens
from healthlint.analysis.about.words import Words
from healthlint.analysis.drug_names import DrugNames
from healthlint.analysis.model import Mention, Reason, Scan, Sort, Subject
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

_COMPARATOR = "comparator"
"""A placebo is a comparator; nothing is about it."""
_BESIDE_OF, _DETERMINER = "about-beside-of", "about-determiner"
_EMBEDS = "about-embeds"
_ROLES: Mapping[Role, str] = {"compared": "about-compared", "beside": "about-beside", "taken": "about-taken"}
_MODIFIED, _CLASS = "about-modified", "drug-class"
_OTHER, _DRUG_NOUNS = "claim-other-treatment", ("stands-for-drug", "claim-drug-noun")
_NO_ADJECTIVES = ("claim-be", "claim-have", "claim-modal", "claim-preposition", "claim-pronoun", "condition", "effect")
_ADJECTIVES = 3
_OF = "of"


Role = Literal["", "compared", "beside", "taken", "modifier"]


@dataclass(frozen=True, slots=True)
class Name:
    """A place that names a drug or another treatment, from word `first` up to, but not including, word `end`.

    `role` is set if the name is not what its clause is about: `compared` ("longer than naltrexone"), `beside` ("safe
    with codeine"), `taken` ("if you stop tramadol": "it" in the next clause refers to it), or `modifier` ("opioid
    receptors"). `general` is a whole class ("opioids", "alcohol"), `many` a class in the plural. `formed` is set if the
    words name a form ("low-dose"), `embedded` for the subject of a clause about somebody ("people whom morphine has
    failed").
    """

    what: str
    first: int
    end: int
    span: Span
    sentence: int
    role: Role = ""
    sort: Sort = "drug"
    general: bool = False
    formed: bool = False
    many: bool = False
    embedded: bool = False

    @property
    def aside(self) -> bool:
        """True for a name that its own clause is not about."""
        return bool(self.role)


class Naming:
    """The names in a text in reading order, by sentence. Names that no lexicon lists are looked for on demand."""

    def __init__(self, words: Words, mentions: Sequence[Mention], names: DrugNames) -> None:
        self.words = words
        self._names = names
        drugs = [each for each in mentions if _is_drug(each)]
        classes = _classes(drugs)
        self.listed = tuple(self._of(each, classes) for each in drugs)
        self._starts = [name.span.start for name in self.listed]
        self._by_sentence: dict[int, list[Name]] = defaultdict(list)
        for name in self.listed:
            self._by_sentence[name.sentence].append(name)
        self._complete: dict[int, tuple[Name, ...]] = {}
        self._drugs: dict[tuple[str, bool], bool] = {}
        self._starting = {name.first: name for name in self.listed}
        self._ending = {name.end - 1: name for name in self.listed}
        self._no_drugs = self._places(each for each in mentions if each.kind != "drug")
        self._taken = self._no_drugs | self._places(each for each in mentions if each.kind == "drug")

    @property
    def scan(self) -> Scan:
        """The scanned text."""
        return self.words.scan

    def in_sentence(self, number: int) -> tuple[Name, ...]:
        """The names in a sentence, in order."""
        if number not in self._complete:
            found = [*self._by_sentence.get(number, ()), *self._unlisted(number), *self._treatments(number)]
            self._complete[number] = tuple(sorted(found, key=lambda name: name.first))
        return self._complete[number]

    def starting(self, index: int) -> Name | None:
        """The listed name that begins with a word."""
        return self._starting.get(index)

    def ending(self, index: int) -> Name | None:
        """The listed name that ends with a word."""
        return self._ending.get(index)

    def names_no_drug(self, index: int) -> bool:
        """True for a word within the name of a condition or an effect."""
        return index in self._no_drugs

    def within(self, area: Span) -> tuple[Name, ...]:
        """The listed names that begin in a span."""
        first = bisect_left(self._starts, area.start)
        return self.listed[first : bisect_left(self._starts, area.end)]

    def role(self, first: int) -> Role:
        """The role of the name that begins with a word, judging by what precedes it."""
        opening, at = self.scan.sentences[self.scan.sentence_of[first]].first, first - 1
        while at > opening and self.words.is_a(at, _DETERMINER):
            at -= 1
        if at < opening:
            return ""
        if self.words.words[at] == _OF:
            return "beside" if self.words.opening(_BESIDE_OF, at - 1) >= opening else ""
        return next((role for role, name in _ROLES.items() if self.words.opening(name, at) >= opening), "")

    def _of(self, mention: Mention, classes: Collection[str]) -> Name:
        inside = self.scan.tokens.within(mention.span)
        general = self.words.is_a(inside.start, _CLASS)
        modifies = general and self.words.is_a(inside.stop, _MODIFIED)
        return Name(
            mention.concept,
            inside.start,
            inside.stop,
            mention.span,
            mention.sentence,
            self.role(inside.start) or ("modifier" if modifies else ""),
            general=general or mention.concept in classes,
            formed=bool(mention.form),
            many=mention.concept in classes,
            embedded=inside.start > 0 and self.words.is_a(inside.start - 1, _EMBEDS),
        )

    def _places(self, mentions: Iterable[Mention]) -> frozenset[int]:
        return frozenset(index for each in mentions for index in self.scan.tokens.within(each.span))

    def _unlisted(self, number: int) -> Iterator[Name]:
        sentence = self.scan.sentences[number]
        for index in range(sentence.first, sentence.last):
            if index in self._taken:
                continue
            word, span = self.words.words[index], self.scan.tokens.span(index, index)
            if self._is_drug(word, self.scan.text(span)[:1].isupper()):
                yield Name(word, index, index + 1, span, number, self.role(index), "unlisted")

    def _treatments(self, number: int) -> Iterator[Name]:
        """Non-drug treatments that open a clause: "our tea", "a warm bath"."""
        sentence = self.scan.sentences[number]
        for index in range(sentence.first, sentence.last):
            if index in self._taken or not self.words.is_a(index, _OTHER) or self.words.is_a(index, *_DRUG_NOUNS):
                continue
            first = index
            while first > sentence.first and index - first < _ADJECTIVES and not opens(self.words, first - 1):
                first -= 1
            starts = first == sentence.first or opens(self.words, first - 1)
            if starts and not self.words.any_is(range(first, index), "drug", *_NO_ADJECTIVES):
                span = self.scan.tokens.span(first, index)
                yield Name(self.scan.text(span).lower(), first, index + 1, span, number, self.role(first), "treatment")

    def _is_drug(self, word: str, capital: bool) -> bool:
        """Substances that the body makes ("glycogen") do not count as drugs here."""
        if (word, capital) not in self._drugs:
            sold = self._names.medicine
            self._drugs[word, capital] = self._names.listed(word) and sold is not None and sold(word, capital)
        return self._drugs[word, capital]


def as_subject(name: Name, reason: Reason) -> Subject:
    """The thing named there, as an answer."""
    return Subject(name.what, reason, name.sort, name.span)


def _is_drug(mention: Mention) -> bool:
    return mention.kind == "drug" and _COMPARATOR not in mention.classes


def _classes(drugs: Sequence[Mention]) -> frozenset[str]:
    """Classes that the text names mostly in the plural ("opioids"); "an opioid" then means the class too."""
    times = Counter(drug.concept for drug in drugs)
    plural = Counter(drug.concept for drug in drugs if _is_plural(drug))
    return frozenset(what for what, many in plural.items() if 2 * many > times[what])


def _is_plural(drug: Mention) -> bool:
    text = drug.text.lower()
    return not drug.form and text.endswith("s") and not text.endswith(("ss", "us", "is"))
