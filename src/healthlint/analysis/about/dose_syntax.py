"""The drug that syntax ties to an amount: "50 mg of tramadol", "tramadol (50 mg)", "tramadol 50 mg"."""

from __future__ import annotations

from healthlint.analysis.about.naming import Naming, as_subject
from healthlint.analysis.drug_names import DrugNames
from healthlint.analysis.model import Subject
from healthlint.analysis.quantities.bounds import SIGNS
from healthlint.analysis.quantities.numbers import STARTERS
from healthlint.measure import form, unit

_POINTING = frozenset(("it", "this", "that", "them", "these"))
_NO_DRUG, _DOSE_WORD, _PRONOUN = "not-a-drug", "dose-word", "drug-pronoun"
_STOPS = frozenset((".", ";", ":", "?", "!", ")", "(", ",", "[", "]", "|", "•", "—", "–", '"', "“", "”"))
_PARTING = frozenset(("(", ")", ",", ":", "[", "–", "—", ";"))
_OF, _BE = "of", ("is", "are", "was", "were")
_ABBREVIATION = 6
_OBJECT_WITHIN, _FORM_WITHIN, _NAME_WITHIN = 6, 4, 3
_STEPS = 8
_BRACKET = 12
NOBODY = Subject("", "amount")
"""The owner of an amount that belongs to no drug: "140 mg of filler"."""


class DoseSyntax:
    """Examines the words next to one amount at a time; None if nothing is tied to it."""

    def __init__(self, naming: Naming, names: DrugNames) -> None:
        self._naming, self._names = naming, names
        self._words, self._scan = naming.words, naming.scan
        self._said = naming.words.words
        lists = naming.scan.lists
        self._function, self._determiner, self._salt = (lists[name] for name in ("function-word", "determiner", "salt"))

    def of(self, at: int, last: int) -> Subject | None:
        """N mg of X."""
        if at >= last or self._said[at] != _OF:
            return None
        at += 1
        if at < last and self._said[at] in _POINTING:
            return None
        found = self._phrase(at, last, _OBJECT_WITHIN)
        if found is not None:
            return found
        at = self._past_determiner(at, last)
        if at >= last or not self._said[at].isalpha() or self._is_no_name(at):
            return None
        if self._names.ordinary(self._said[at]) or self._said[at] in STARTERS:
            return NOBODY
        return self.named(at)

    def behind(self, at: int, last: int) -> Subject | None:
        """N mg X, N mg oral X, N mg tablet of X."""
        found = self._phrase(at, last, _NAME_WITHIN)
        if found is not None:
            return found
        for index in range(at, min(last, at + _NAME_WITHIN)):
            if self._said[index] == _OF and form(self._said[index - 1]):
                return self._phrase(index + 1, last, _FORM_WITHIN)
        return None

    def adjacent(self, first: int, start: int) -> Subject | None:
        """X N mg, with only the form or a bound in between."""
        return self._backwards(first - 1, start, frozenset())

    def across_marks(self, first: int, start: int) -> Subject | None:
        """X (N mg), X: N mg, X, N mg, X (MTX) (N mg)."""
        return self._backwards(first - 1, start, _PARTING)

    def is_filler(self, at: int, last: int) -> Subject | None:
        """N mg is filler."""
        return NOBODY if at + 1 < last and self._said[at] in _BE and self._words.is_a(at + 1, _NO_DRUG) else None

    def known(self, index: int) -> Subject | None:
        """The drug that a single word names, according to lists of drugs and the endings of their names."""
        return self.named(index) if self._names.known(self._said[index]) and self._likely(index) else None

    def named(self, at: int) -> Subject:
        """The drug that a word names although no lexicon lists it."""
        end = at + 1
        sentence = self._scan.sentences[self._scan.sentence_of[at]]
        following = self._said[end] if end < sentence.last else ""
        if following in self._salt or (
            len(following) == 1 and following.isalpha() and self._surface(end, end + 1).isupper()
        ):
            end += 1
        if at > sentence.first and len(self._said[at - 1]) == 1 and self._surface(at - 1, end)[1] == "-":
            at -= 1
        text = self._surface(at, end)
        place = self._scan.tokens.span(at, end - 1)
        return Subject(self._names.meant(text.lower()) or text.lower(), "amount", "unlisted", place)

    def _is_no_name(self, at: int) -> bool:
        return self._said[at] in self._function or self._words.is_a(at, _PRONOUN)

    def _past_determiner(self, at: int, last: int) -> int:
        while at < last and self._said[at] in self._determiner:
            at += 1
        return at

    def _phrase(self, at: int, last: int, reach: int) -> Subject | None:
        """The drug named by a noun phrase that starts at `at`: a listed one, or else a likely name."""
        likely: Subject | None = None
        at = self._past_determiner(at, last)
        for index in range(at, min(last, at + reach)):
            if (name := self._naming.starting(index)) is not None:
                return as_subject(name, "amount")
            if self._is_salt(index, last):
                return self.named(index + 1)
            if self._words.is_a(index, _NO_DRUG):
                return likely or NOBODY
            word = self._said[index]
            if word in self._function or word in _STOPS or word[0].isdigit():
                break
            if self._likely(index):
                if self._names.known(word):
                    return self.named(index)
                likely = likely or self.named(index)
        return likely

    def _is_salt(self, at: int, last: int) -> bool:
        """True for the first word of "sodium aurothiomalate"."""
        if self._said[at] not in self._salt or at + 1 >= last:
            return False
        following = self._said[at + 1]
        return (
            following.isalpha()
            and len(following) > _ABBREVIATION
            and not self._words.inside(_DOSE_WORD, at + 1)
            and (self._likely(at + 1) or following.endswith(("ate", "ide", "ine")))
        )

    def _backwards(self, at: int, start: int, allowed: frozenset[str]) -> Subject | None:
        steps = 0
        while at >= start and steps < _STEPS:
            if (name := self._naming.ending(at)) is not None:
                # "constipation caused by opioids, 25 mg": a class next to a comma owns no amount.
                return None if name.general and allowed else as_subject(name, "amount")
            if self._words.opening(_NO_DRUG, at) >= 0:
                return NOBODY
            before = self._past_bracket(at, start) if self._said[at] == ")" and allowed else at
            if before < at:
                at = before
                continue
            if (found := self._likely_name(at, start)) is not None:
                return found
            skipped = self._skipped(at, allowed)
            if not skipped:
                return None
            at, steps = at - skipped, steps + 1
        return None

    def _likely_name(self, at: int, start: int) -> Subject | None:
        if self._likely(at):
            return self.named(at)
        word = self._said[at]
        single = len(word) == 1 and word.isalpha() and at > start
        return self.named(at - 1) if single and self._likely(at - 1) else None

    def _skipped(self, at: int, allowed: frozenset[str]) -> int:
        """The number of words allowed between a name and its amount, counting back from here."""
        word = self._said[at]
        if word in allowed or word in SIGNS or form(word):
            return 1
        opening = self._words.opening(_DOSE_WORD, at)
        return 0 if opening < 0 else at - opening + 1

    def _past_bracket(self, at: int, start: int) -> int:
        """The token before the bracket that `at` closes, if the bracket repeats a name or is long."""
        places = range(at - 1, max(start, at - _BRACKET) - 1, -1)
        opened = next((index for index in places if self._said[index] == "("), at)
        repeats = self._likely(opened - 1) or self._naming.ending(opened - 1) is not None or opened < at - 3
        return opened - 1 if repeats else at

    def _likely(self, at: int) -> bool:
        """True if the word in the position of a dose looks like the name of a drug."""
        if not 0 <= at < len(self._said) or self._naming.names_no_drug(at):
            return False
        word = self._said[at]
        if len(word) < 2 or not word[0].isalpha() or unit(word) is not None or form(word):
            return False
        if word in self._function or self._words.inside(_NO_DRUG, at) or self._words.inside(_DOSE_WORD, at):
            return False
        surface = self._surface(at, at + 1)
        if len(word) <= _ABBREVIATION and surface.isupper():
            return not self._words.inside("not-an-abbreviation", at)
        if self._names.known(word):
            return True
        if surface[0].isupper() and at > self._scan.sentences[self._scan.sentence_of[at]].first:
            return not self._names.ordinary(word)
        return self._names.foreign(word)

    def _surface(self, first: int, end: int) -> str:
        return self._scan.text(self._scan.tokens.span(first, end - 1))
