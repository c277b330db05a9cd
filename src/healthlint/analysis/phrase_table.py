"""Finds every phrase of every pack in one pass over the words of a text.

A table is plain data in pages of a few states each. A page is decoded when a text first leads to it: an article meets a
small part of all phrases.
"""

from __future__ import annotations

import marshal
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from healthlint.analysis.phrase_states import State
from healthlint.analysis.tokens import Tokens
from healthlint.record import dataclass

_PAGE = 8
"""States of a page."""
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

    def __init__(self, pages: Sequence[bytes], keys: Sequence[Hashable]) -> None:
        """`pages` are those of an earlier table; `keys` are reported in place of their numbers."""
        self.pages, self.keys = pages, keys
        head = marshal.loads(pages[0])
        self._barriers = frozenset(head["barriers"])
        self._by_word = _spread(head["words"])
        self._by_class: dict[str, list[_Targets]] = head["classes"]
        self._nodes: list[_Node | None] = [None] * head["states"]

    @classmethod
    def of(cls, states: Sequence[State], keys: Sequence[Hashable], barriers: Iterable[str]) -> PhraseTable:
        """The table of these states; the first is where phrases begin."""
        return cls([_head(states, barriers), *_pages(states)], keys)

    def find(self, tokens: Tokens, classes: Classes, limits: Sequence[int]) -> Iterator[Match]:
        """Every match once; `limits[i]` is the index just after the last token of the sentence of token i."""
        walk = _Walker(self, tokens.words, classes).run
        by_word = self._by_word
        for index, word in enumerate(tokens.words):
            if word in by_word:
                yield from walk(by_word[word], index, index + 1, limits[index])
        for name, starts in self._by_class.items():
            for index, ends in classes.get(name, {}).items():
                for end in ends:
                    if end <= limits[index]:
                        yield from walk(starts, index, end, limits[index])

    def node(self, number: int) -> _Node:
        """A state, from its page."""
        found = self._nodes[number]
        if found is None:
            page = number // _PAGE
            for place, (ends, words, *others) in enumerate(marshal.loads(self.pages[page + 1]), page * _PAGE):
                self._nodes[place] = (ends, _spread(words), *others)
            found = self._nodes[number]
            assert found is not None
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
    head = {"barriers": sorted(barriers), "states": len(states), "words": _grouped(words), "classes": classes}
    return _page(head)


def _pages(states: Sequence[State]) -> Iterator[bytes]:
    plain: list[object] = [
        (ends, _grouped(words), tuple(classes.items()), gaps, opens, closes)
        for ends, words, classes, gaps, opens, closes in states[1:]
    ]
    # Nothing leads back to the first, which the head replaces; it keeps its number.
    plain.insert(0, ((), (), (), (), (), ()))
    for start in range(0, len(plain), _PAGE):
        yield _page(plain[start : start + _PAGE])


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


def _page(plain: Any) -> bytes:
    # The second format of marshal is the last whose bytes depend on nothing but the values.
    return marshal.dumps(plain, 2)


class _Walker:
    """Follows the phrases from one place of the text; every state is tried once."""

    def __init__(self, table: PhraseTable, words: Sequence[str], classes: Classes) -> None:
        self.table, self.words, self.classes = table, words, classes

    def run(self, starts: Sequence[_Targets], first: int, at: int, limit: int) -> Iterator[Match]:
        """The matches that begin at token `first` and whose first element ends before token `at`."""
        plain, opened = starts
        stack: list[_Place] = [(number, at, -1, -1) for number in plain]
        stack += [(number, at, first, -1) for number in opened]
        seen: set[_Place] = set()
        found: set[_Place] = set()
        node = self.table.node
        while stack:
            place = stack.pop()
            if place in seen:
                continue
            seen.add(place)
            number, at, opens, closes = place
            state = node(number)
            for key in state[0]:
                mark = first if opens < 0 else opens
                match = (key, at - 1, mark, max(mark, (at if closes < 0 else closes) - 1))
                if match not in found:
                    found.add(match)
                    yield Match(self.table.keys[key], first, *match[1:])
            self._next(stack, state, at, opens, closes, limit)

    def _next(self, stack: list[_Place], state: _Node, at: int, opened: int, closed: int, limit: int) -> None:
        _, words, classes, gaps, opens, closes = state
        if at < limit:
            behind = words.get(self.words[at])
            if behind is not None:
                stack += [(number, at + 1, opened, closed) for number in behind]
            for name, behind in classes:
                for end in self.classes.get(name, {}).get(at, ()):
                    if end <= limit:
                        stack += [(number, end, opened, closed) for number in behind]
        for least, most, behind in gaps:
            reach = self._reach(at, most, limit)
            for skipped in range(least, reach + 1):
                stack += [(number, at + skipped, opened, closed) for number in behind]
        stack += [(number, at, at, closed) for number in opens]
        stack += [(number, at, opened, at) for number in closes]

    def _reach(self, at: int, most: int, limit: int) -> int:
        """How many words a gap may pass over from `at`."""
        reach = 0
        while reach < most and at + reach < limit and self.table.passes(self.words[at + reach]):
            reach += 1
        return reach
