"""Where one clause of a sentence ends and the next begins."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence

from healthlint.analysis.model import Scan

_HARD = frozenset(";:—•!?…")
_DASHES = frozenset("-–")
_LONGEST_ITEM = 7
_LONGEST_SUBJECT = 10
_JOINER, _SUBJECT, _VERB, _DETERMINER = "clause-joiner", "clause-subject", "clause-verb", "clause-determiner"
_PLURAL_VERB, _ADDER = "clause-plural-verb", "clause-adder"


def following(places: Sequence[int], at: int) -> int:
    """The first of the sorted places at or after `at`; beyond the text if there is none."""
    index = bisect_left(places, at)
    return places[index] if index < len(places) else 1 << 60


def previous(places: Sequence[int], before: int) -> int:
    """The last of the sorted places before `before`, or -1."""
    index = bisect_left(places, before)
    return places[index - 1] if index else -1


def brackets(scan: Scan) -> dict[int, int]:
    """The token that closes each opening round bracket of a sentence; nested brackets are skipped."""
    found: dict[int, int] = {}
    opened = sentence = -1
    for index, word in enumerate(scan.tokens.words):
        if scan.sentence_of[index] != sentence:
            sentence, opened = scan.sentence_of[index], -1
        if word == "(" and opened < 0:
            opened = index
        elif word == ")" and opened >= 0:
            found[opened] = index
            opened = -1
    return found


class Clauses:
    """Reads every sentence once and notes where clauses end.

    The grammar words come from the groups `clause-joiner`, `clause-adder` (joiners such as "and"), `clause-subject`,
    `clause-determiner`, `clause-verb` (always finite) and `clause-plural-verb` (only after a subject). `ends` are the
    words that end every clause, `denials` the words that begin a negation.
    """

    def __init__(self, scan: Scan, ends: Collection[int], denials: Collection[int]) -> None:
        self._words, self._tokens, self._scan = scan.tokens.words, scan.tokens, scan
        self.brackets = brackets(scan)
        self._ends, self.denials = ends, denials
        self.joiners = scan.classes.get(_JOINER, {})
        self.subjects = scan.classes.get(_SUBJECT, {})
        # A possessive looks like "is"; after a noun it is read as one.
        self._verbs = {
            index for index in scan.classes.get(_VERB, {}) if self._words[index] != "'s" or index - 1 in self.subjects
        }
        self._adders = scan.classes.get(_ADDER, {})
        self.determiners = scan.classes.get(_DETERMINER, {})
        self._clause_cuts = [
            index for index, word in enumerate(self._words) if word == "," or word in _HARD or index in self._ends
        ]
        self._cuts = sorted({*self._clause_cuts, *self.joiners})
        self._verb_places = sorted(self._verbs)
        self._plural_places = sorted(scan.classes.get(_PLURAL_VERB, {}))

    def find(self) -> list[int]:
        """Tokens at which a scope ends, in order."""
        stops = []
        matched = {index for pair in self.brackets.items() for index in pair}
        for sentence in self._scan.sentences:
            seen_verb = seen_comma = False
            for index in range(sentence.first, sentence.last):
                opens_item = seen_verb and not seen_comma
                if self._stops_at(index, sentence.last, seen_verb, matched) or (opens_item and self._adds(index)):
                    stops.append(index)
                    seen_verb = seen_comma = False
                seen_verb |= index in self._verbs
                seen_comma |= self._words[index] == ","
        return stops

    def restarts(self, index: int) -> bool:
        """True when a verb or another denial follows: "can't, won't and doesn't"."""
        return index + 1 in self.denials or index + 1 in self._verbs

    def _stops_at(self, index: int, limit: int, seen_verb: bool, matched: Collection[int]) -> bool:
        word = self._words[index]
        if word in _HARD or index in self._ends or (index in self.joiners and index in self.denials):
            return True
        if word in _DASHES:
            return self.dash(index)
        if word == ")":
            return index not in matched
        if word == ".":
            return self._full_stop(index, limit)
        if index + 1 >= limit:
            return False
        if word == ",":
            return self._comma(index, limit)
        return index in self.joiners and self._joint(index, limit, seen_verb)

    def _adds(self, index: int) -> bool:
        # "no cure, and ...": a list of two has no comma, so this begins another clause.
        return self._words[index] == "," and index + 1 in self._adders

    def dash(self, index: int) -> bool:
        """True for a dash that separates clauses, not one within a word or a range."""
        if self._words[index] not in _DASHES:
            return self._words[index] == "—"
        start, end = self._tokens.starts[index], self._tokens.ends[index]
        text = self._scan.document.text
        return text[start - 1 : start].isspace() and text[end : end + 1].isspace()

    def _full_stop(self, index: int, limit: int) -> bool:
        # The splitter keeps "Mr. Smith" together, but also some sentence pairs: a long word before, a capital after.
        text, before = self._scan.document.text, self._tokens.starts[index - 1]
        if index + 1 >= limit or len(self._words[index - 1]) < (4 if text[before].isupper() else 3):
            return False
        after = self._tokens.starts[index + 1]
        return self._spaced_before(index + 1) and (text[after].isupper() or not text[after].isalnum())

    def _spaced_before(self, index: int) -> bool:
        start = self._tokens.starts[index]
        return self._scan.document.text[start - 1 : start].isspace()

    def _comma(self, index: int, limit: int) -> bool:
        start = index + 1
        joined = start in self.joiners and start + 1 < limit
        start += joined
        if start in self.subjects or start in self.denials or start in self._verbs:
            return True
        end = min(following(self._cuts, start), limit)
        return not joined and (self.has_verb(start, end) or end - start > _LONGEST_ITEM)

    def _joint(self, index: int, limit: int, seen_verb: bool) -> bool:
        start = index + 1
        if start in self.denials:
            return True
        end = min(following(self._cuts, start), limit)
        if start in self.subjects:
            return self.has_verb(start, end)
        if start in self._verbs:
            return True
        if start in self.determiners:
            return self.has_verb(start, min(following(self._clause_cuts, start), limit, start + _LONGEST_SUBJECT))
        return seen_verb and self.has_verb(start, end)

    def verb_at(self, index: int) -> bool:
        """True when a finite verb stands at a token."""
        return index in self._verbs or previous(self._plural_places, index + 1) == index

    def has_verb(self, start: int, end: int) -> bool:
        """True when a finite verb stands in the tokens `start` to `end` (exclusive)."""
        return following(self._verb_places, start) < end or following(self._plural_places, start + 1) < end
