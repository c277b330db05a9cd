"""The scan as the constructions need it: the places of frame words, verdicts and questions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from healthlint.analysis.frames import CLAIMS, Unit
from healthlint.analysis.model import Context, Scan, Sentence
from healthlint.fast_dataclass import dataclass
from healthlint.span import Span

PREFIX = "say-"
"""The prefix of the lexicon groups that constructions use."""
_VERDICTS = (("denies", True, True), ("denies-on", True, False), ("affirms", False, True), ("affirms-on", False, False))
"""Groups of verdicts: whether they deny, and whether their clause must end after them."""
_CLOSING = ' \n"”’)*_'
_OPENING = frozenset("\"“‘'(*-")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a frame at a place: tokens `first` to `last`, both inclusive."""

    unit: Unit
    first: int
    last: int
    end: int = 0
    """The index after everything that the phrase includes ("keeps «asthma» at bay"); 0 if nothing more."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The result of a construction: `denied` if what it adds to the words denies them; `place` are its tokens."""

    words: Words
    construction: str
    place: range
    denied: bool = False
    asserted: bool = False
    """An answer or a value asserts what its question or label leaves open."""
    target: range | None = None
    """For an effect: the illness."""


class Text:
    """One scan with the words of all frames in it, in order."""

    def __init__(self, scan: Scan, known: Sequence[Unit], context_of: Callable[[Span], Context]) -> None:
        self.scan, self.context_of = scan, context_of
        self.tokens = scan.tokens
        self._mentioned = _covered(self.group("mention"), len(scan.tokens))
        self._known = known
        self._sentences: dict[str, frozenset[int]] = {}

    @cached_property
    def words(self) -> tuple[Words, ...]:
        """The words of all frames but those of claims."""
        found = _longest(_found(self.scan, self._known))
        return tuple(each for each in found if not self._mentioned[each.first])

    @cached_property
    def effects(self) -> tuple[Words, ...]:
        """The words of frames of effect."""
        return tuple(_longest(_found(self.scan, self._known, effects=True)))

    @cached_property
    def _starts(self) -> list[int]:
        return [words.first for words in self.words]

    def group(self, name: str) -> Mapping[int, Sequence[int]]:
        """Where the phrases of a group start, with the indices after them."""
        return self.scan.classes.get(PREFIX + name, {})

    def within(self, part: range) -> Iterator[Words]:
        """The words of frames in a stretch, in order."""
        for at in range(bisect_left(self._starts, part.start), len(self.words)):
            if self.words[at].first >= part.stop:
                return
            if self.words[at].last < part.stop:
                yield self.words[at]

    def occurs_in(self, name: str, number: int) -> bool:
        """True if a phrase of a group occurs in a sentence."""
        if name not in self._sentences:
            self._sentences[name] = frozenset(self.scan.sentence_of[start] for start in self.group(name))
        return number in self._sentences[name]

    def sentence(self, index: int) -> Sentence:
        """The sentence of a token."""
        return self.scan.sentences[self.scan.sentence_of[index]]

    def asks(self, sentence: Sentence) -> bool:
        """True for a sentence that ends with a question mark."""
        return self.scan.text(sentence.span).rstrip(_CLOSING).endswith("?")

    def opens(self, index: int) -> bool:
        """True for the first word of a sentence, after quotation marks."""
        first = self.sentence(index).first
        return all(self.tokens.words[at] in _OPENING for at in range(first, index))

    def verdicts(self) -> Iterator[tuple[range, bool]]:
        """Words that deny (True) or affirm. Some count only at the end of their clause, unlike those of "Nobody knows"
        and "You are not alone"."""
        for name, denies, whole in _VERDICTS:
            for start, ends in self.group(name).items():
                stop, number = max(ends), self.scan.sentence_of[start]
                last = self.scan.sentences[number].last if number >= 0 else 0
                if number >= 0 and not (whole and stop < last and self.tokens.words[stop][0].isalnum()):
                    yield range(start, stop), denies

    def span(self, part: range) -> Span:
        """The span of some tokens in the document."""
        return self.tokens.span(part.start, part.stop - 1)


def _covered(group: Mapping[int, Sequence[int]], count: int) -> bytearray:
    """One byte for every token: 1 inside a phrase of the group."""
    marks = bytearray(count)
    for start, ends in group.items():
        marks[start : max(ends)] = bytes((1,)) * (max(ends) - start)
    return marks


def _found(scan: Scan, known: Iterable[Unit], effects: bool = False) -> Iterator[Words]:
    """The words of all frames except mere associations: those of effects, or the others."""
    for unit in known:
        if unit.frame.kind == "effect" if effects else unit.frame.kind not in CLAIMS:
            for match in scan.matches.get(unit.key, ()):
                if scan.sentence_of[match.mark_first] >= 0:
                    yield Words(unit, match.mark_first, match.mark_last, match.last + 1)


def _longest(found: Iterable[Words]) -> Iterator[Words]:
    """Of overlapping words of one kind, the longest: "side effect" is no "effect". A verb like "clears" may or may not
    have an object."""
    ends: dict[tuple[str, str], int] = {}
    for words in sorted(found, key=lambda each: (each.first, -each.last)):
        kind = words.unit.frame.kind
        about = (kind, words.unit.voice if kind == "effect" else words.unit.frame.matter)
        if words.first > ends.get(about, -1):
            ends[about] = words.last
            yield words
