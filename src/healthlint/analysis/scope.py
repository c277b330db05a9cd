"""Where the stretch that a cue governs begins and ends: the joints of a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence

from healthlint.analysis.lexicon import Cue
from healthlint.analysis.model import Scan, Sentence
from healthlint.span import Span

LONGEST = 60
"""Words that a cue governs at most within a clause: no writer means more, and it keeps long sentences cheap."""
_LONGEST_ITEM = 7
_HARD = frozenset(";:—•!?…")
_DASHES = frozenset("-–")
_LONGEST_SUBJECT = 10
_QUOTED_WORD = 4
"""Tokens of a quoted word or two with their marks: a cue that stands so ("might") still governs what follows."""
_JOINER, _SUBJECT, _VERB, _DETERMINER = "clause-joiner", "clause-subject", "clause-verb", "clause-determiner"
_PLURAL_VERB, _ADDER = "clause-plural-verb", "clause-adder"


class Joints:
    """The places where clauses part, found once for the whole text.

    The grammar words come from the groups `clause-joiner`, `clause-adder` (of them, "and"), `clause-subject`,
    `clause-determiner`, `clause-verb` (finite in any case) and `clause-plural-verb` (only behind a subject).
    `ends` holds the marked words of end cues, by direction, and `denials` the words that begin a negation.
    """

    def __init__(
        self,
        scan: Scan,
        ends: Mapping[str, Collection[int]],
        by_category: Mapping[str, Sequence[int]],
        denials: Collection[int],
        enclosures: Iterable[Span],
    ) -> None:
        self._scan = scan
        self._by_category = by_category
        self._words = scan.tokens.words
        reader = _Stops(scan, frozenset(ends.get("end", ())), frozenset(denials))
        stops = reader.find()
        self._restarts = frozenset(filter(reader.restarts, stops))
        self._forward = sorted({*stops, *ends.get("end-forward", ())})
        self._backward = sorted({*stops, *ends.get("end-backward", ())})
        self._commas = [index for index, word in enumerate(self._words) if word == ","]
        self._open, self._close = _enclosed(scan, enclosures)

    def scope(self, cue: Cue, first: int, last: int, sentence: Sentence) -> tuple[int, int]:
        """The tokens (end exclusive) that a cue on tokens `first` to `last` governs; `both` takes in its own."""
        start, end = last + 1, last + 1
        if cue.direction in ("forward", "both"):
            end = self._end(cue, first, last, sentence)
        if cue.direction in ("backward", "both"):
            start = self._start(cue, first, sentence)
            end = end if cue.direction == "both" else first
        return (first, last + 1) if cue.direction == "self" else (start, end)

    def _end(self, cue: Cue, first: int, last: int, sentence: Sentence) -> int:
        if cue.within == "sentence":
            return min(_next(self._by_category.get(cue.category, ()), last + 1), sentence.last)
        end = self._stop_after(last + 1, sentence.last)
        end = min(end, sentence.last, last + 1 + (cue.reach or LONGEST), self._close.get(first, sentence.last))
        if cue.within == "phrase" and self._opens_clause(first, sentence):
            end = min(end, _next(self._commas, last + 1))
        return max(end, last + 1)

    def _stop_after(self, start: int, limit: int) -> int:
        # A mark or an end directly after the cue parts nothing: 'not "a cure"', "denies: fever".
        at = start
        stop = _next(self._forward, at)
        while stop == at < limit and self._words[at] != ";" and at not in self._restarts and at < start + 2:
            at += 1
            stop = _next(self._forward, at)
        return stop

    def _start(self, cue: Cue, first: int, sentence: Sentence) -> int:
        if cue.within == "sentence":
            return max(_previous(self._by_category.get(cue.category, ()), first) + 1, sentence.first)
        stop = _previous(self._backward, first)
        if stop == first - 1 and stop >= 0 and self._words[stop] != ";":
            stop = _previous(self._backward, stop)
        reach = first - (cue.reach or LONGEST)
        return min(max(stop + 1, sentence.first, reach, self._open.get(first, sentence.first)), first)

    def _opens_clause(self, first: int, sentence: Sentence) -> bool:
        return first == sentence.first or _previous(self._backward, first) == first - 1


def _next(places: Sequence[int], at: int) -> int:
    index = bisect_left(places, at)
    return places[index] if index < len(places) else 1 << 60


def _previous(places: Sequence[int], before: int) -> int:
    index = bisect_left(places, before)
    return places[index - 1] if index else -1


def _enclosed(scan: Scan, enclosures: Iterable[Span]) -> tuple[dict[int, int], dict[int, int]]:
    """For tokens inside brackets or quotation marks: first token inside, and the token that closes them."""
    opens: dict[int, int] = {}
    closes: dict[int, int] = {}
    tokens = scan.tokens
    pairs = [(inside.start, inside.stop - 1) for inside in map(tokens.within, enclosures) if len(inside) > _QUOTED_WORD]
    for first, last in sorted([*pairs, *_brackets(scan)], key=lambda pair: (pair[0], -pair[1])):
        for index in range(first + 1, min(last, first + 4 * LONGEST)):
            opens[index], closes[index] = first + 1, last
    return opens, closes


def _brackets(scan: Scan) -> Iterable[tuple[int, int]]:
    opened: list[int] = []
    sentence = -1
    for index, word in enumerate(scan.tokens.words):
        if scan.sentence_of[index] != sentence:
            sentence, opened = scan.sentence_of[index], []
        if word == "(" and not opened:
            opened.append(index)
        elif word == ")" and opened:
            yield opened.pop(), index


class _Stops:
    """Reads every sentence once and notes where a clause ends."""

    def __init__(self, scan: Scan, ends: Collection[int], denials: Collection[int]) -> None:
        self._words, self._tokens, self._scan = scan.tokens.words, scan.tokens, scan
        self._ends, self._denials = ends, denials
        self._joiners = scan.classes.get(_JOINER, {})
        self._subjects = scan.classes.get(_SUBJECT, {})
        # A possessive looks like "is"; after a noun it is taken for one.
        self._verbs = {
            index for index in scan.classes.get(_VERB, {}) if self._words[index] != "'s" or index - 1 in self._subjects
        }
        self._adders = scan.classes.get(_ADDER, {})
        self._determiners = scan.classes.get(_DETERMINER, {})
        self._clause_cuts = [
            index for index, word in enumerate(self._words) if word == "," or word in _HARD or index in self._ends
        ]
        self._cuts = sorted({*self._clause_cuts, *self._joiners})
        self._verb_places = sorted(self._verbs)
        self._plural_places = sorted(scan.classes.get(_PLURAL_VERB, {}))

    def find(self) -> list[int]:
        """Tokens at which a scope ends, in order."""
        stops = []
        brackets = {index for pair in _brackets(self._scan) for index in pair}
        for sentence in self._scan.sentences:
            seen_verb = seen_comma = False
            for index in range(sentence.first, sentence.last):
                opens_item = seen_verb and not seen_comma
                if self._stops_at(index, sentence.last, seen_verb, brackets) or (opens_item and self._adds(index)):
                    stops.append(index)
                    seen_verb = seen_comma = False
                seen_verb |= index in self._verbs
                seen_comma |= self._words[index] == ","
        return stops

    def restarts(self, index: int) -> bool:
        """True when a verb or another denial follows: "can't, won't and doesn't"."""
        return index + 1 in self._denials or index + 1 in self._verbs

    def _stops_at(self, index: int, limit: int, seen_verb: bool, brackets: Collection[int]) -> bool:
        word = self._words[index]
        if word in _HARD or index in self._ends or (index in self._joiners and index in self._denials):
            return True
        if word in _DASHES:
            return self._spaced(index)
        if word == ")":
            return index not in brackets
        if word == ".":
            return self._full_stop(index, limit)
        if index + 1 >= limit:
            return False
        if word == ",":
            return self._comma(index, limit)
        return index in self._joiners and self._joint(index, limit, seen_verb)

    def _adds(self, index: int) -> bool:
        # "no cure, and ...": a list of two has no comma, so this is another clause.
        return self._words[index] == "," and index + 1 in self._adders

    def _spaced(self, index: int) -> bool:
        start, end = self._tokens.starts[index], self._tokens.ends[index]
        text = self._scan.document.text
        return text[start - 1 : start].isspace() and text[end : end + 1].isspace()

    def _full_stop(self, index: int, limit: int) -> bool:
        # The splitter keeps "Mr. Smith" together, and some sentences too: a long word before, a capital after.
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
        joined = start in self._joiners and start + 1 < limit
        start += joined
        if start in self._subjects or start in self._denials or start in self._verbs:
            return True
        end = min(_next(self._cuts, start), limit)
        return not joined and (self._has_verb(start, end) or end - start > _LONGEST_ITEM)

    def _joint(self, index: int, limit: int, seen_verb: bool) -> bool:
        start = index + 1
        if start in self._denials:
            return True
        end = min(_next(self._cuts, start), limit)
        if start in self._subjects:
            return self._has_verb(start, end)
        if start in self._verbs:
            return True
        if start in self._determiners:
            return self._has_verb(start, min(_next(self._clause_cuts, start), limit, start + _LONGEST_SUBJECT))
        return seen_verb and self._has_verb(start, end)

    def _has_verb(self, start: int, end: int) -> bool:
        return _next(self._verb_places, start) < end or _next(self._plural_places, start + 1) < end
