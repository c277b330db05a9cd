"""Finds every phrase of every pack in one pass over the words of a text.

A table is plain data. A state is decoded when a text first leads to it: an article meets a small part of all phrases.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

from healthlint.analysis.phrase_states import State
from healthlint.analysis.tokens import Tokens
from healthlint.record import dataclass

Plain = tuple[bytes, bytes, bytes]
"""Where phrases begin; where each state begins among all; the states."""
Classes = Mapping[str, Mapping[int, Sequence[int]]]
"""Name of a class -> token index where a member starts -> the indices just after its last token."""
_Targets = Sequence[int]
_Node = tuple[
    _Targets,
    Mapping[str, _Targets],
    Sequence[tuple[str, _Targets]],
    Sequence[tuple[int, int, _Targets]],
    _Targets,
    _Targets,
]
"""A state as it is walked over; what it holds is said at `phrase_states.State`."""
_Place = tuple[int, int, int, int]
"""A state, the next token, and where the underlined part opened and closed (-1: not yet)."""
_NOWHERE: Mapping[int, Sequence[int]] = {}


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `first` to `last` (inclusive) match a phrase of `key`; underline `mark_first` to `mark_last`."""

    key: Hashable
    first: int
    last: int
    mark_first: int
    mark_last: int


class PhraseTable:
    """Many phrases; `find` runs over the tokens once, whatever their number."""

    def __init__(self, plain: Plain, keys: Sequence[Hashable]) -> None:
        """`plain` is what an earlier table had; `keys` are reported in place of their numbers."""
        self.plain, self.keys = plain, keys
        head, places, self._states = plain
        self._places = array("I", places)
        self._nodes: list[_Node | None] = [None] * len(self._places)
        barriers, words, self._by_class = marshal.loads(head)
        self._barriers = frozenset(barriers)
        self._by_word = _spread(words)

    @classmethod
    def of(cls, states: Sequence[State], keys: Sequence[Hashable], barriers: Iterable[str]) -> PhraseTable:
        """The table of these states; the first is where phrases begin."""
        plain = [
            _plain((ends, _grouped(words), tuple(classes.items()), *more)) for ends, words, classes, *more in states
        ]
        places = array("I", accumulate((len(each) for each in plain), initial=0))
        return cls((_head(states, barriers), places.tobytes(), b"".join(plain)), keys)

    def find(self, tokens: Tokens, classes: Classes, limits: Sequence[int]) -> list[Match]:
        """Every match once; `limits[i]` is the index just after the last token of the sentence of token i."""
        walker = _Walker(self, tokens.words, classes)
        starts = self._by_word.get
        for index, word in enumerate(tokens.words):
            behind = starts(word)
            if behind is not None:
                walker.run(behind, index, index + 1, limits[index])
        for name, behind in self._by_class.items():
            for index, ends in classes.get(name, {}).items():
                for end in ends:
                    if end <= limits[index]:
                        walker.run(behind, index, end, limits[index])
        return walker.found

    def node(self, number: int) -> _Node:
        """A state; decoded when it is first asked for."""
        found = self._nodes[number]
        if found is None:
            start, end = self._places[number : number + 2]
            ends, words, *more = marshal.loads(self._states[start:end])
            found = self._nodes[number] = (ends, _spread(words), *more)
        return found

    def passes(self, word: str) -> bool:
        """True for a word that a gap may pass over."""
        return word not in self._barriers


def _head(states: Sequence[State], barriers: Iterable[str]) -> bytes:
    """Where phrases begin: for every first word or class the states behind it, and those behind it when the underlined
    part opens there."""
    root = states[0]
    words: dict[str, list[list[int]]] = {word: [behind, []] for word, behind in root[1].items()}
    classes: dict[str, list[list[int]]] = {name: [behind, []] for name, behind in root[2].items()}
    for number in root[4]:
        for starts, opened in ((words, states[number][1]), (classes, states[number][2])):
            for name, behind in opened.items():
                starts.setdefault(name, [[], []])[1] += behind
    return _plain((sorted(barriers), _grouped(words), classes))


def _grouped(words: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Words that lead to the same, side by side."""
    groups: dict[str, tuple[list[str], Any]] = {}
    for word, behind in words.items():
        groups.setdefault(str(behind), ([], behind))[0].append(word)
    return [(" ".join(group), behind) for group, behind in groups.values()]


def _spread(groups: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    words: dict[str, Any] = {}
    for group, behind in groups:
        words.update(dict.fromkeys(group.split(" "), behind))
    return words


def _plain(value: Any) -> bytes:
    # The second format of marshal is the last whose bytes depend on nothing but the values.
    return marshal.dumps(value, 2)


class _Walker:
    """Follows the phrases from one place of the text after the other; every state is tried once for each."""

    def __init__(self, table: PhraseTable, words: Sequence[str], classes: Classes) -> None:
        self.words, self.classes = words, classes
        self.found: list[Match] = []
        self._node, self._passes, self._keys = table.node, table.passes, table.keys

    def run(self, starts: Sequence[_Targets], first: int, at: int, limit: int) -> None:
        """Find the matches that begin at token `first` and whose first element ends before token `at`."""
        plain, opened = starts
        stack: list[_Place] = [(number, at, -1, -1) for number in plain]
        if opened:
            stack += [(number, at, first, -1) for number in opened]
        seen: set[_Place] = set()
        told: set[_Place] = set()
        while stack:
            place = stack.pop()
            if stack or seen:
                if place in seen:
                    continue
                seen.add(place)
            state = self._node(place[0])
            if state[0]:
                self._tell(state[0], first, place, told)
            self._next(stack, state, place, limit)

    def _tell(self, keys: _Targets, first: int, place: _Place, told: set[_Place]) -> None:
        _, at, opened, closed = place
        mark = first if opened < 0 else opened
        for key in keys:
            match = (key, at - 1, mark, max(mark, (at if closed < 0 else closed) - 1))
            if match not in told:
                told.add(match)
                self.found.append(Match(self._keys[key], first, *match[1:]))

    def _next(self, stack: list[_Place], state: _Node, place: _Place, limit: int) -> None:
        _, words, classes, gaps, opens, closes = state
        _, at, opened, closed = place
        if at < limit:
            behind = words.get(self.words[at])
            if behind is not None:
                stack += [(number, at + 1, opened, closed) for number in behind]
            for name, behind in classes:
                ends = self.classes.get(name, _NOWHERE).get(at, ())
                stack += [(number, end, opened, closed) for end in ends if end <= limit for number in behind]
        for least, most, behind in gaps:
            widths = range(least, self._reach(at, most, limit) + 1)
            for number in behind:
                self._skip(stack, number, widths, place, limit)
        if opens or closes:
            stack += [(number, at, at, closed) for number in opens]
            stack += [(number, at, opened, at) for number in closes]

    def _skip(self, stack: list[_Place], number: int, widths: range, place: _Place, limit: int) -> None:
        """Go on behind a gap, where what comes then is not simply another word than the one that stands there."""
        _, at, opened, closed = place
        ends, words, *others = self._node(number)
        if ends or any(others):
            stack += [(number, at + width, opened, closed) for width in widths]
            return
        for width in widths:
            if at + width < limit:
                for behind in words.get(self.words[at + width], ()):
                    stack.append((behind, at + width + 1, opened, closed))

    def _reach(self, at: int, most: int, limit: int) -> int:
        """How many words a gap may pass over from `at`."""
        reach = 0
        while reach < most and at + reach < limit and self._passes(self.words[at + reach]):
            reach += 1
        return reach
