"""Finds every phrase of every pack in one pass over the words of a text.

A table is plain data. A state is decoded when a text first leads to it: an article meets a small part of all phrases.
"""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_left
from collections.abc import Container, Hashable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any, Final

from healthlint.analysis.phrase_states import State
from healthlint.analysis.tokens import Tokens
from healthlint.record import dataclass

Plain = tuple[bytes | memoryview, bytes | memoryview, bytes | memoryview]
"""Where phrases begin; where each state begins among all; the states."""
Classes = Mapping[str, Mapping[int, Sequence[int]]]
"""Name of a class -> token index where a member starts -> the indices just after its last token."""
_Targets = Sequence[int]
_Node = tuple[
    _Targets,
    Mapping[str, _Targets],
    Mapping[str, _Targets],
    Sequence[tuple[int, int, _Targets, frozenset[str] | None]],
    _Targets,
    _Targets,
    frozenset[str] | None,
    bool,
]
"""A state as it is walked over: what is said at `phrase_states.State`, and whether words alone lead on."""
_ENDS: Final = 0
_WORDS: Final = 1
_NEEDS: Final = 6
_BARE: Final = 7
_Start = tuple[tuple[_Targets, _Targets], tuple[Hashable, ...], Container[str], frozenset[str] | None]
"""The states behind a first word, and those where the underlined part opens at it; the phrases that are that word; the
words that may be next; what else has to stand in the sentence for phrases to go on (None: nothing has to)."""
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
        self._places = array("I", bytes(places))
        self.nodes: list[_Node | None] = [None] * len(self._places)
        # Which words begin phrases is known at once, what lies behind them when one is met.
        barriers, self._by_word, self._behind, self._by_class = marshal.loads(head)
        self.barriers = frozenset(barriers)
        self._starts: list[_Start | None] = [None] * len(self._behind)

    @classmethod
    def of(cls, states: Sequence[State], keys: Sequence[Hashable], barriers: Iterable[str]) -> PhraseTable:
        """The table of these states; the first is where phrases begin."""
        plain = [
            _plain(
                (
                    ends,
                    _grouped(words),
                    classes,
                    [(*way, " ".join(needed)) for *way, needed in gaps],
                    *more,
                    " ".join(aside),
                )
            )
            for ends, words, classes, gaps, *more, aside in states
        ]
        places = array("I", accumulate((len(each) for each in plain), initial=0))
        return cls((_head(states, barriers), places.tobytes(), b"".join(plain)), keys)

    def find(self, tokens: Tokens, classes: Classes, limits: Sequence[int]) -> list[Match]:
        """Every match once; `limits[i]` is the index just after the last token of the sentence of token i."""
        words, walk = tokens.words, _Walker(self, tokens.words, classes, limits)
        place_of, starts, start = self._by_word.get, self._starts, walk.start
        for index, word in enumerate(words):
            place = place_of(word)
            if place is not None:
                start(starts[place] or self._start(place), index, index + 1, limits[index])
        for name, behind in self._by_class.items():
            members = classes.get(name)
            if members:
                begun = self._begun(behind)
                for index, ends in members.items():
                    for end in ends:
                        if end <= limits[index]:
                            start(begun, index, end, limits[index])
        return walk.found

    def _start(self, place: int) -> _Start:
        found = self._starts[place] = self._begun(marshal.loads(self._behind[place]))
        return found

    def _begun(self, behind: Sequence[_Targets]) -> _Start:
        """What has to be known where phrases begin, so that mostly no walk is made."""
        states = [self.node(number) for number in dict.fromkeys((*reversed(behind[1]), *reversed(behind[0])))]
        aside = [state[_NEEDS] for state in states if not state[_BARE]]
        needs = None if None in aside else frozenset().union(*(needed or () for needed in aside))
        ends = tuple(self.keys[key] for key in dict.fromkeys(key for state in states for key in state[_ENDS]))
        words = states[0][_WORDS] if len(states) == 1 else frozenset().union(*(state[_WORDS] for state in states))
        return (behind[0], behind[1]), ends, words, needs

    def node(self, number: int) -> _Node:
        """A state; decoded when it is first asked for."""
        found = self.nodes[number]
        if found is None:
            start, end = self._places[number : number + 2]
            ends, words, classes, plain, opens, closes, aside = marshal.loads(self._states[start:end])
            gaps = [(least, most, behind, _needed(needs)) for least, most, behind, needs in plain]
            bare = not (classes or gaps or opens or closes)
            found = (ends, _spread(words), classes, gaps, opens, closes, _needed(aside), bare)
            self.nodes[number] = found
        return found


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
    places: dict[bytes, int] = {}
    by_word = {word: places.setdefault(_plain(words[word]), len(places)) for word in words}
    return _plain((sorted(barriers), by_word, list(places), classes))


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


def _needed(names: str) -> frozenset[str] | None:
    return frozenset(names.split(" ")) if names else None


def _plain(value: Any) -> bytes:
    # The second format of marshal is the last whose bytes depend on nothing but the values.
    return marshal.dumps(value, 2)


class _Walker:
    """Follows the phrases from one place of the text after the other; every state is tried once for each."""

    def __init__(self, table: PhraseTable, words: Sequence[str], classes: Classes, limits: Sequence[int]) -> None:
        self.words = words
        # By place: few classes have a member where a phrase asks, and it may ask for many.
        self.members: dict[int, list[tuple[str, Sequence[int]]]] = {}
        for name, starts in classes.items():
            for index, ends in starts.items():
                self.members.setdefault(index, []).append((name, ends))
        self.found: list[Match] = []
        self._table, self._limits = table, limits
        self._said: dict[int, frozenset[str]] = {}

    def start(self, begun: _Start, first: int, at: int, limit: int) -> None:
        """Find the matches that begin at token `first` and whose first element ends before token `at`."""
        behind, ends, words, needs = begun
        said = self._said.get(limit) or self._said_in(limit)
        if needs is None or (at < limit and self.words[at] in words) or not said.isdisjoint(needs):
            self._walk(behind, first, at, limit, said)
        else:
            # Mostly nothing goes on with the next word.
            last = at - 1
            self.found += [Match(key, first, last, first, last) for key in ends]

    def _walk(self, starts: tuple[_Targets, _Targets], first: int, at: int, limit: int, said: frozenset[str]) -> None:
        words, nodes, node = self.words, self._table.nodes, self._table.node
        stack: list[_Place] = [(number, at, -1, -1) for number in starts[0]]
        if starts[1]:
            stack += [(number, at, first, -1) for number in starts[1]]
        seen: set[_Place] = set()
        told: set[_Place] = set()
        while stack:
            place = stack.pop()
            number, at, opened, closed = place
            state = nodes[number] or node(number)
            if not state[_BARE]:
                if place in seen:
                    continue
                seen.add(place)
                if state[_NEEDS] is None or not said.isdisjoint(state[_NEEDS]):
                    self._aside(stack, state, place, limit, said)
            if state[_ENDS]:
                self._tell(state[_ENDS], first, place, told)
            if at < limit:
                behind = state[_WORDS].get(words[at])
                if behind is not None:
                    stack += [(number, at + 1, opened, closed) for number in behind]

    def _said_in(self, limit: int) -> frozenset[str]:
        """The words of the sentence that ends there, and the classes (`<name`) that have a member in it."""
        inside = range(bisect_left(self._limits, limit), limit)
        members = (f"<{name}" for index in inside for name, _ in self.members.get(index, ()))
        found = self._said[limit] = frozenset((*self.words[inside.start : inside.stop], *members))
        return found

    def _tell(self, keys: _Targets, first: int, place: _Place, told: set[_Place]) -> None:
        _, at, opened, closed = place
        mark = first if opened < 0 else opened
        last = max(mark, (at if closed < 0 else closed) - 1)
        for key in keys:
            match = (key, at, mark, last)
            if match not in told:
                told.add(match)
                self.found.append(Match(self._table.keys[key], first, at - 1, mark, last))

    def _aside(self, stack: list[_Place], state: _Node, place: _Place, limit: int, said: frozenset[str]) -> None:
        """Go on over whatever is not simply the next word."""
        _, _, classes, gaps, opens, closes, _, _ = state
        _, at, opened, closed = place
        if classes and at < limit:
            for name, ends in self.members.get(at, ()):
                behind = classes.get(name)
                if behind is not None:
                    stack += [(number, end, opened, closed) for end in ends if end <= limit for number in behind]
        for least, most, behind, needs in gaps:
            if needs and said.isdisjoint(needs):
                continue
            furthest = self._furthest(at, most, limit)
            for number in behind:
                self._skip(stack, number, (at + least, furthest), place, limit)
        if opens or closes:
            stack += [(number, at, at, closed) for number in opens]
            stack += [(number, at, opened, at) for number in closes]

    def _skip(self, stack: list[_Place], number: int, between: tuple[int, int], place: _Place, limit: int) -> None:
        """Go on behind a gap: where only words lead on, only where one of them stands."""
        _, _, opened, closed = place
        state = self._table.nodes[number] or self._table.node(number)
        first, last = between
        if state[_ENDS] or not state[_BARE]:
            stack += [(number, at, opened, closed) for at in range(first, last + 1)]
            return
        by_word, words = state[_WORDS], self.words
        for at in range(first, min(last + 1, limit)):
            behind = by_word.get(words[at])
            if behind is not None:
                stack += [(number, at + 1, opened, closed) for number in behind]

    def _furthest(self, at: int, most: int, limit: int) -> int:
        """Where a gap that begins at `at` ends at the latest."""
        words, barriers = self.words, self._table.barriers
        for index in range(at, min(at + most, limit)):
            if words[index] in barriers:
                return index
        return min(at + most, limit)
