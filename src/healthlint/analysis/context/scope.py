"""The start and end of a cue's scope, at the places where clauses end."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from healthlint.analysis.clauses import Clauses, following, previous
from healthlint.analysis.context.insertions import Insertion, insertions
from healthlint.analysis.lexicon import Cue
from healthlint.analysis.model import Scan, Sentence
from healthlint.span import Span

LONGEST = 60
"""The most words that a cue governs within a clause; no writer means more, and the limit keeps long sentences cheap."""
_QUOTED_WORD = 4
"""Tokens of a quoted word or two with the marks: a quoted cue ("might") still governs what follows."""


class ClauseEnds:
    """The clause boundaries of the whole text, found once.

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
        clauses = Clauses(scan, frozenset(ends.get("end", ())), frozenset(denials))
        stops = clauses.find()
        self._restarts = frozenset(filter(clauses.restarts, stops))
        self._commas = [index for index, word in enumerate(self._words) if word == ","]
        self.inserted = tuple(insertions(scan, clauses, stops))
        self._inside = _Stops({*stops, *ends.get("end-forward", ())}, {*stops, *ends.get("end-backward", ())})
        self._outside = self._inside.without(self.inserted)
        marks = [*clauses.brackets.items(), *((item.first, item.last) for item in self.inserted)]
        self._open, self._close = _enclosed(scan, enclosures, marks)

    def scope(self, cue: Cue, first: int, last: int, sentence: Sentence) -> list[tuple[int, int]]:
        """The tokens (end exclusive) that a cue on tokens `first` to `last` governs; `both` includes its own.

        Insertions with a point of their own split the scope into several stretches.
        """
        if cue.direction == "self":
            return [(first, last + 1)]
        start, end = last + 1, last + 1
        if cue.direction in ("forward", "both"):
            end = self._end(cue, first, last, sentence)
        if cue.direction in ("backward", "both"):
            start = self._start(cue, first, sentence)
            end = end if cue.direction == "both" else first
        return [(start, end)] if cue.within == "sentence" else list(self._around_inserted(start, end))

    def _around_inserted(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        index = bisect_left(self.inserted, start, key=_first)
        while index < len(self.inserted) and self.inserted[index].first < end:
            item = self.inserted[index]
            if item.resumes:
                yield start, item.first
                start = item.last + 1
            index += 1
        yield start, end

    def _around(self, at: int) -> Insertion | None:
        """The insertion that a token stands in."""
        index = bisect_left(self.inserted, at, key=_first) - 1
        return self.inserted[index] if index >= 0 and at < self.inserted[index].last else None

    def _stops(self, at: int) -> _Stops:
        return self._outside if self._around(at) is None else self._inside

    def _end(self, cue: Cue, first: int, last: int, sentence: Sentence) -> int:
        if cue.within == "sentence":
            around = self._around(first)
            limit = around.last if around and around.relative else sentence.last
            return min(following(self._by_category.get(cue.category, ()), last + 1), limit)
        end = self._stop_after(self._stops(first).forward, last + 1, sentence.last)
        end = min(end, sentence.last, last + 1 + (cue.reach or LONGEST), self._close.get(first, sentence.last))
        if cue.within == "phrase" and self._opens_clause(first, sentence):
            end = min(end, following(self._commas, last + 1))
        return max(end, last + 1)

    def _stop_after(self, stops: Sequence[int], start: int, limit: int) -> int:
        # A mark or an end right after the cue ends nothing: 'not "a cure"', "denies: fever".
        at = start
        stop = following(stops, at)
        while stop == at < limit and self._words[at] != ";" and at not in self._restarts and at < start + 2:
            at += 1
            stop = following(stops, at)
        return stop

    def _start(self, cue: Cue, first: int, sentence: Sentence) -> int:
        if cue.within == "sentence":
            around = self._around(first)
            least = around.first + 1 if around and around.relative else sentence.first
            return max(previous(self._by_category.get(cue.category, ()), first) + 1, least)
        stops = self._stops(first).backward
        stop = previous(stops, first)
        if stop == first - 1 and stop >= 0 and self._words[stop] != ";":
            stop = previous(stops, stop)
        reach = first - (cue.reach or LONGEST)
        return min(max(stop + 1, sentence.first, reach, self._open.get(first, sentence.first)), first)

    def _opens_clause(self, first: int, sentence: Sentence) -> bool:
        return first == sentence.first or previous(self._stops(first).backward, first) == first - 1


class _Stops:
    """Tokens at which a scope ends, in order: forward scopes and backward scopes."""

    def __init__(self, forward: Iterable[int], backward: Iterable[int]) -> None:
        self.forward, self.backward = sorted(forward), sorted(backward)

    def without(self, inserted: Iterable[Insertion]) -> _Stops:
        """The stops outside insertions that their clause resumes after."""
        covered = {index for item in inserted if item.resumes for index in range(item.first, item.last + 1)}
        return _Stops(set(self.forward) - covered, set(self.backward) - covered)


def _first(item: Insertion) -> int:
    return item.first


def _enclosed(
    scan: Scan, enclosures: Iterable[Span], marks: Iterable[tuple[int, int]]
) -> tuple[dict[int, int], dict[int, int]]:
    """For tokens inside brackets or quotation marks: the first token inside, and the token that closes them."""
    opens: dict[int, int] = {}
    closes: dict[int, int] = {}
    tokens = scan.tokens
    pairs = [(inside.start, inside.stop - 1) for inside in map(tokens.within, enclosures) if len(inside) > _QUOTED_WORD]
    for first, last in sorted([*pairs, *marks], key=lambda pair: (pair[0], -pair[1])):
        for index in range(first + 1, min(last, first + 4 * LONGEST)):
            opens[index], closes[index] = first + 1, last
    return opens, closes
