"""Who owns one dose: what syntax ties to the amount, else what is near, else what the passage is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from healthlint.analysis.model import Mention, Quantity, Scan
from healthlint.analysis.names import Names
from healthlint.analysis.passages import Drug, Passages
from healthlint.analysis.quantities.bounds import SIGNS, Cues
from healthlint.analysis.quantities.numbers import STARTERS
from healthlint.measure import form, unit
from healthlint.span import Span

_LIST_MARKS = frozenset((",", "/", "&", "-", "–", "—", "("))
_POINTING = frozenset(("it", "this", "that", "them", "these"))
_STOPS = frozenset((".", ";", ":", "?", "!", ")", "(", ",", "[", "]", "|", "•", "—", "–", '"', "“", "”"))
_FROM_AFAR = frozenset(("mg", "mcg", "g"))
_ABBREVIATION = 6
_WITHIN = 80


NOBODY = Drug("", "", -1, -1)
"""Something owns the dose that is no drug."""


class Owners:
    """Looks for the owner of one dose at a time."""

    def __init__(self, scan: Scan, mentions: Sequence[Mention], names: Names, cues: Cues) -> None:
        self.scan, self.names, self.cues = scan, names, cues
        self.words, self.lists = scan.tokens.words, scan.lists
        self.passages = Passages(scan, mentions)
        self.other = _other(scan, mentions)

    def beside(self, dose: Quantity) -> Drug | None:
        """The drug that syntax ties to the amount, NOBODY where something else owns it, None where neither is said."""
        sentence = self.scan.sentences[dose.sentence]
        first, end = self._tokens(dose.span)
        after = end
        if dose.freq_span is not None and dose.freq_span.start >= dose.span.end:
            begins, stops = self._tokens(dose.freq_span)
            after = stops if begins - end <= 1 else end
        return (
            self._of(after, sentence.last)
            or (self._of(end, sentence.last) if after > end else None)
            or self._adjacent(first, sentence.first)
            or self._right_after(end, sentence.last)
            or self._behind_punctuation(first, sentence.first)
            or self._is(after, sentence.last)
        )

    def listed(self, dose: Quantity, following: Quantity) -> bool:
        """True where only list words lie between two amounts of a sentence."""
        if following.sentence != dose.sentence:
            return False
        end, start = self._tokens(dose.whole)[1], self._tokens(following.span)[0]
        return start - end <= 3 and all(
            word in _LIST_MARKS or word in self.lists["joins-a-list"] for word in self.words[end:start]
        )

    def _tokens(self, span: Span) -> tuple[int, int]:
        inside = self.scan.tokens.within(span)
        return inside.start, inside.stop

    def _of(self, at: int, last: int) -> Drug | None:
        """N mg of X."""
        if at >= last or self.words[at] != "of":
            return None
        at += 1
        if at < last and self.words[at] in _POINTING:
            return None
        found = self._phrase(at, last, 6)
        if found is not None:
            return found
        at = self._past_determiner(at, last)
        if at >= last or not self.words[at].isalpha() or self.words[at] in self.lists["function-word"]:
            return None
        if self.cues.starts("drug-pronoun", at):
            return None
        if self.names.ordinary(self.words[at]) or self.words[at] in STARTERS:
            return NOBODY
        return self._named(at)

    def _past_determiner(self, at: int, last: int) -> int:
        while at < last and self.words[at] in self.lists["determiner"]:
            at += 1
        return at

    def _phrase(self, at: int, last: int, reach: int) -> Drug | None:
        """The drug that a noun phrase from `at` on names: a mention, else a likely name."""
        likely: Drug | None = None
        at = self._past_determiner(at, last)
        for index in range(at, min(last, at + reach)):
            mention = self.passages.starting(index)
            if mention is not None:
                return mention
            if self._salt(index, last):
                return self._named(index + 1)
            if self.cues.starts("not-a-drug", index):
                return likely or NOBODY
            word = self.words[index]
            if word in self.lists["function-word"] or word in _STOPS or word[0].isdigit():
                break
            if self._likely(index):
                if self.names.known(word):
                    return self._named(index)
                likely = likely or self._named(index)
        return likely

    def _salt(self, at: int, last: int) -> bool:
        """True for the first word of "sodium aurothiomalate"."""
        if self.words[at] not in self.lists["salt"] or at + 1 >= last:
            return False
        following = self.words[at + 1]
        return (
            following.isalpha()
            and len(following) > 6
            and not self.cues.inside("dose-word", at + 1)
            and (self._likely(at + 1) or following.endswith(("ate", "ide", "ine")))
        )

    def _right_after(self, at: int, last: int) -> Drug | None:
        """N mg X, N mg oral X, N mg tablet of X."""
        found = self._phrase(at, last, 3)
        if found is not None:
            return found
        for index in range(at, min(last, at + 3)):
            if self.words[index] == "of" and form(self.words[index - 1]):
                return self._phrase(index + 1, last, 4)
        return None

    def _adjacent(self, first: int, start: int) -> Drug | None:
        """X N mg, with nothing in between but the form or the bound."""
        return self._backwards(first - 1, start, frozenset())

    def _behind_punctuation(self, first: int, start: int) -> Drug | None:
        """X (N mg), X: N mg, X, N mg, X (MTX) (N mg)."""
        return self._backwards(first - 1, start, frozenset(("(", ")", ",", ":", "[", "–", "—", ";")))

    def _backwards(self, at: int, start: int, allowed: frozenset[str]) -> Drug | None:
        steps = 0
        while at >= start and steps < 8:
            mention = self.passages.ending(at)
            if mention is not None:
                # "constipation caused by opioids, 25 mg": a class beside a comma owns nothing.
                return None if mention.general and allowed else mention
            if self.cues.ends("not-a-drug", at):
                return NOBODY
            word = self.words[at]
            if word == ")" and allowed:
                opened = self._opening(at, start)
                if self._likely(opened - 1) or self.passages.ending(opened - 1) is not None or opened < at - 3:
                    at = opened - 1
                    continue
            if self._likely(at):
                return self._named(at)
            if len(word) == 1 and word.isalpha() and at > start and self._likely(at - 1):
                return self._named(at - 1)
            skipped = self.cues.back("dose-word", at)
            if word in allowed or word in SIGNS or form(word):
                skipped = 1
            if not skipped:
                return None
            at, steps = at - skipped, steps + 1
        return None

    def _opening(self, at: int, start: int) -> int:
        for index in range(at - 1, max(start, at - 12) - 1, -1):
            if self.words[index] == "(":
                return index
        return at

    def _is(self, at: int, last: int) -> Drug | None:
        """N mg is filler."""
        if at + 1 < last and self.words[at] in ("is", "are", "was", "were") and self.cues.starts("not-a-drug", at + 1):
            return NOBODY
        return None

    def from_afar(self, dose: Quantity) -> Drug | None:
        """The nearest drug of the sentence, else what the passage is about."""
        first, end = self._tokens(dose.span)
        sentence = self.scan.sentences[dose.sentence]
        found = self._headed(sentence.block) or self._before(first, sentence.first) or self._behind(end, sentence.last)
        if found is not None:
            return found
        if dose.unit not in _FROM_AFAR and not dose.relative and form(dose.unit) == "" and dose.unit != "ml":
            return None
        found = self.passages.topic(dose.sentence, near=dose.unit == "g" and not dose.per)
        return None if found is None or found.general else found

    def _headed(self, block: int) -> Drug | None:
        """The substance that the row of a table or a glossary's entry is about."""
        for place in self.passages.labels(block):
            for index in place:
                mention = self.passages.starting(index)
                if mention is not None:
                    return mention
                if self.cues.inside("not-a-drug", index):
                    return NOBODY
                if self.names.known(self.words[index]) and self._likely(index):
                    return self._named(index)
        return None

    def _before(self, first: int, start: int) -> Drug | None:
        for index in range(first - 1, max(start, first - _WITHIN) - 1, -1):
            mention = self.passages.ending(index)
            if mention is not None and mention.general:
                continue
            if mention is not None:
                return mention
            if self.names.known(self.words[index]) and self._likely(index):
                return self._named(index)
        return None

    def _behind(self, end: int, last: int) -> Drug | None:
        for index in range(end, min(last, end + 20)):
            if self.words[index] in (";", ".", ":"):
                return None
            mention = self.passages.starting(index)
            if mention is not None and mention.general:
                continue
            if mention is not None:
                return mention
            if index < end + 8 and self.names.known(self.words[index]) and self._likely(index):
                return self._named(index)
        return None

    def _likely(self, at: int) -> bool:
        """True where the word in a dose's place looks like the name of a drug."""
        if not 0 <= at < len(self.words) or at in self.other:
            return False
        word = self.words[at]
        if (
            len(word) < 2
            or not word[0].isalpha()
            or word in self.lists["function-word"]
            or unit(word) is not None
            or form(word)
        ):
            return False
        if self.cues.inside("not-a-drug", at) or self.cues.inside("dose-word", at):
            return False
        surface = self._surface(at, at + 1)
        if len(word) <= _ABBREVIATION and surface.isupper():
            return not self.cues.inside("not-an-abbreviation", at)
        if self.names.known(word):
            return True
        if surface[0].isupper() and at > self.scan.sentences[self.scan.sentence_of[at]].first:
            return not self.names.ordinary(word)
        return self.names.foreign(word)

    def _surface(self, first: int, end: int) -> str:
        return self.scan.text(self.scan.tokens.span(first, end - 1))

    def _named(self, at: int) -> Drug:
        end = at + 1
        sentence = self.scan.sentences[self.scan.sentence_of[at]]
        following = self.words[end] if end < sentence.last else ""
        if following in self.lists["salt"] or (
            len(following) == 1 and following.isalpha() and self._surface(end, end + 1).isupper()
        ):
            end += 1
        if at > sentence.first and len(self.words[at - 1]) == 1 and self._surface(at - 1, end)[1] == "-":
            at -= 1
        text = self._surface(at, end)
        return Drug(self.names.meant(text.lower()) or text.lower(), text, at, end)


def _other(scan: Scan, mentions: Sequence[Mention]) -> Mapping[int, Mention]:
    """The tokens of conditions and effects: no drugs, however they end."""
    return {
        index: mention for mention in mentions if mention.kind != "drug" for index in scan.tokens.within(mention.span)
    }
