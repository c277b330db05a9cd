"""Insertions into a clause that make a point of their own: ", which is not cheap,", "(it is not cheap)"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from healthlint.analysis.clauses import Clauses, brackets, following, previous
from healthlint.analysis.frames import CLAIMS
from healthlint.analysis.model import Scan, Sentence
from healthlint.fast_dataclass import dataclass

_RELATIVE, _COMPLEMENT, _ADVERB = "clause-relative", "clause-complement", "cue-adverb"
_LONGEST = 60
_LONGEST_NAME = 10
_LONGEST_ITEM = 7
_BRACKETED = 8
"""The longest bracket, in words, that only repeats a name."""


@dataclass(frozen=True, slots=True)
class Insertion:
    """An insertion between the punctuation on tokens `first` and `last`.

    The clause around it `resumes` after it, with any negation before it still in force. `relative` means that the
    insertion is about a single noun, so that nothing in it bears on the clause.
    """

    first: int
    last: int
    resumes: bool = True
    relative: bool = False


def insertions(scan: Scan, clauses: Clauses, stops: Sequence[int]) -> list[Insertion]:
    """The insertions of all sentences, in order, none within another."""
    reader = _Reader(scan, clauses, stops)
    return [found for sentence in scan.sentences for found in reader.read(sentence)]


def resumptions(scan: Scan, inserted: Iterable[Insertion]) -> dict[int, int]:
    """For each closing mark the opening one, if a clause may continue after it, as after "(Campral)"."""
    short = {close: opening for opening, close in brackets(scan).items() if close - opening <= _BRACKETED}
    opened = {**short, **{item.last: item.first for item in inserted if item.resumes}}
    first = {sentence.first for sentence in scan.sentences}
    return {close: opening for close, opening in opened.items() if opening not in first}


class _Reader:
    def __init__(self, scan: Scan, clauses: Clauses, stops: Sequence[int]) -> None:
        self._words, self._clauses, self._stops = scan.tokens.words, clauses, stops
        self._relatives = scan.classes.get(_RELATIVE, {})
        self._complements = sorted(scan.classes.get(_COMPLEMENT, {}))
        self._adverbs = scan.classes.get(_ADVERB, {})
        self._commas = [index for index, word in enumerate(self._words) if word == ","]
        self._dashes = [index for index, word in enumerate(self._words) if clauses.dash(index)]
        # A verb known only from the frames ("wipes out") continues a clause as well as one in the lists.
        self._predicates = {
            match.mark_first for kind in CLAIMS for found in scan.matches.of(kind).values() for match in found
        }
        self._marks = sorted({*self._commas, *self._dashes, *clauses.brackets})

    def read(self, sentence: Sentence) -> Iterator[Insertion]:
        mark = following(self._marks, sentence.first + 1)
        while mark < sentence.last:
            found = self._at(mark, sentence)
            if found:
                yield found
            # The comma that closes one insertion may open the next.
            mark = following(self._marks, found.last if found else mark + 1)

    def _at(self, mark: int, sentence: Sentence) -> Insertion | None:
        close = self._clauses.brackets.get(mark)
        if close is not None:
            return Insertion(mark, close) if self._states(mark + 1, close) else None
        if self._words[mark] != ",":
            close = following(self._dashes, mark + 2)
            return Insertion(mark, close) if close < sentence.last and self._goes_on(mark, close, sentence) else None
        if mark + 1 in self._relatives:
            return self._relative(mark, sentence)
        return self._apposition(mark, sentence)

    def _states(self, start: int, end: int) -> bool:
        return start in self._relatives or self._clauses.has_verb(start, end)

    def _relative(self, mark: int, sentence: Sentence) -> Insertion | None:
        close = self._closing(mark + 2, min(sentence.last, mark + _LONGEST))
        if close is None:
            return None
        lacking = self._lacks_verb(mark, sentence)
        resumes = lacking and (self._verb_at(close + 1) or previous(self._stops, close + 1) != close)
        return Insertion(mark, close, resumes, lacking and close + 1 not in self._clauses.joiners)

    def _apposition(self, mark: int, sentence: Sentence) -> Insertion | None:
        """ "LDN, a cheap drug, relieves pain"; after "not a cheap drug" no known verb is required."""
        denies = mark + 1 in self._clauses.denials
        named = mark + 1 + denies in self._clauses.determiners
        close = following(self._commas, mark + 2)
        short = close + 1 < sentence.last and close <= mark + _LONGEST_NAME
        if not (denies or named) or not short or self._clauses.has_verb(mark + 1, close):
            return None
        if self._goes_on(mark, close, sentence):
            return Insertion(mark, close)
        return Insertion(mark, close, resumes=False) if denies and named and self._lacks_verb(mark, sentence) else None

    def _closing(self, start: int, limit: int) -> int | None:
        """The comma that ends a relative clause: the first one, unless a list inside it extends further."""
        close = following(self._commas, start)
        while close + 1 < limit and not (self._verb_at(close + 1) or close + 1 in self._clauses.denials):
            further = self._list_end(close, limit)
            if further is None:
                return close
            close = further
        return close if close + 1 < limit else None

    def _list_end(self, comma: int, limit: int) -> int | None:
        """The comma after a list that runs from this one to its "and", or None."""
        while True:
            end = following(self._commas, comma + 1)
            if end + 1 >= limit or end - comma > _LONGEST_ITEM + 1 or self._clauses.has_verb(comma + 1, end):
                return None
            if any(index in self._clauses.joiners for index in range(comma + 1, end)):
                return end
            comma = end

    def _goes_on(self, mark: int, close: int, sentence: Sentence) -> bool:
        return self._verb_at(close + 1) and self._lacks_verb(mark, sentence)

    def _lacks_verb(self, mark: int, sentence: Sentence) -> bool:
        """True if the clause before an insertion has only its subject, or a negation still waiting for its verb."""
        if mark - 1 in self._clauses.denials:
            return True
        start = max(previous(self._stops, mark), previous(self._complements, mark), sentence.first - 1) + 1
        return start < mark and not self._clauses.has_verb(start, mark)

    def _verb_at(self, index: int) -> bool:
        manner = index < len(self._words) and self._words[index].endswith("ly")
        index += manner or index in self._adverbs
        return self._clauses.verb_at(index) or index in self._predicates
