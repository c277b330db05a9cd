"""One pass over the words of a text that finds every phrase of every pack.

Phrases share their beginnings as in a trie; where alternatives would multiply, the branches of one phrase meet again in
a node of its own, so a phrase costs about as many nodes as it has words.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from healthlint.analysis.phrases import Choice, Class, Gap, Item, Mark, Pattern, Word
from healthlint.analysis.tokens import Tokens

_WIDEST = 6
"""How many branches of one phrase may run side by side before they are joined."""
Classes = Mapping[str, Mapping[int, Sequence[int]]]
"""Name of a class -> token index where a member starts -> the indices just after its last token."""


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `first` to `last` (inclusive) match a phrase of `key`; underline `mark_first` to `mark_last`."""

    key: Hashable
    first: int
    last: int
    mark_first: int
    mark_last: int


@dataclass(slots=True, eq=False)
class _Node:
    words: dict[str, _Node] = field(default_factory=dict)
    classes: dict[str, _Node] = field(default_factory=dict)
    gaps: dict[tuple[int, int], _Node] = field(default_factory=dict)
    joins: list[_Node] = field(default_factory=list)
    marks: dict[bool, _Node] = field(default_factory=dict)
    ends: list[Hashable] = field(default_factory=list)


_Start = tuple[_Node, bool]
"""A node behind the first word of a phrase, and whether the underlined part opens at that word."""


class PhraseIndex:
    """Many phrases; `find` runs over the tokens once, whatever their number."""

    def __init__(self, barriers: Iterable[str] = ()) -> None:
        """`barriers` are words that no gap passes over: a phrase that may be negated inside says so itself."""
        self._root = _Node()
        self._barriers = frozenset((";", *barriers))
        self._starts: tuple[dict[str, list[_Start]], dict[str, list[_Start]]] | None = None

    def add(self, key: Hashable, pattern: Pattern) -> None:
        """Let every place of `pattern` be reported as `key`."""
        self._starts = None
        for node in _grow([self._root], pattern):
            if node is not self._root and key not in node.ends:
                node.ends.append(key)

    def find(self, tokens: Tokens, classes: Classes, limits: Sequence[int]) -> Iterator[Match]:
        """Every match once; `limits[i]` is the index just after the last token of the sentence of token i."""
        walker = _Walker(tokens.words, classes, self._barriers)
        if self._starts is None:
            self._starts = _starts(self._root)
        by_word, by_class = self._starts
        for index, word in enumerate(tokens.words):
            nodes = by_word.get(word)
            if nodes is not None:
                yield from walker.run(nodes, index, index + 1, limits[index])
        for name, entries in by_class.items():
            for index, ends in classes.get(name, {}).items():
                for end in ends:
                    if end <= limits[index]:
                        yield from walker.run(entries, index, end, limits[index])


def _starts(root: _Node) -> tuple[dict[str, list[_Start]], dict[str, list[_Start]]]:
    by_word: dict[str, list[_Start]] = {}
    by_class: dict[str, list[_Start]] = {}
    pending: list[_Start] = [(root, False)]
    while pending:
        node, opened = pending.pop()
        pending += [(other, opened) for other in node.joins]
        if True in node.marks:
            pending.append((node.marks[True], True))
        for word, child in node.words.items():
            by_word.setdefault(word, []).append((child, opened))
        for name, child in node.classes.items():
            by_class.setdefault(name, []).append((child, opened))
    return by_word, by_class


def _grow(frontier: list[_Node], pattern: Pattern) -> list[_Node]:
    for item in pattern:
        frontier = _joined(list(dict.fromkeys(_step(frontier, item))))
    return frontier


def _joined(frontier: list[_Node]) -> list[_Node]:
    if len(frontier) <= _WIDEST:
        return frontier
    meeting = _Node()
    for node in frontier:
        node.joins.append(meeting)
    return [meeting]


def _step(frontier: list[_Node], item: Item) -> Iterator[_Node]:
    if isinstance(item, Choice):
        for pattern in item.patterns:
            yield from _grow(frontier, pattern)
        return
    for node in frontier:
        if isinstance(item, Word):
            for word in item.words:
                yield node.words.setdefault(word, _Node())
        elif isinstance(item, Class):
            yield node.classes.setdefault(item.name, _Node())
        elif isinstance(item, Gap):
            yield node.gaps.setdefault((item.least, item.most), _Node())
        elif isinstance(item, Mark):
            yield node.marks.setdefault(item.opens, _Node())


class _Walker:
    """Follows the phrases from one place of the text; every state is tried once."""

    def __init__(self, words: Sequence[str], classes: Classes, barriers: frozenset[str]) -> None:
        self.words, self.classes, self.barriers = words, classes, barriers

    def run(self, starts: Sequence[_Start], first: int, at: int, limit: int) -> Iterator[Match]:
        """The matches that begin at token `first` and whose first element ends before token `at`."""
        found: set[Match] = set()
        seen: set[tuple[int, int, int, int]] = set()
        stack = [(node, at, first if opened else -1, -1) for node, opened in starts]
        while stack:
            node, at, opened, closed = stack.pop()
            if len(stack) > 1 or seen:
                state = (id(node), at, opened, closed)
                if state in seen:
                    continue
                seen.add(state)
            for key in node.ends:
                mark_first = first if opened < 0 else opened
                match = Match(key, first, at - 1, mark_first, max(mark_first, (at if closed < 0 else closed) - 1))
                if match not in found:
                    found.add(match)
                    yield match
            self._next(stack, node, at, opened, closed, limit)

    def _next(
        self, stack: list[tuple[_Node, int, int, int]], node: _Node, at: int, opened: int, closed: int, limit: int
    ) -> None:
        stack += [(other, at, opened, closed) for other in node.joins]
        for opens, child in node.marks.items():
            stack.append((child, at, at, closed) if opens else (child, at, opened, at))
        if at < limit:
            if self.words[at] in node.words:
                stack.append((node.words[self.words[at]], at + 1, opened, closed))
            for name, child in node.classes.items():
                ends = self.classes.get(name, {}).get(at, ())
                stack += [(child, end, opened, closed) for end in ends if end <= limit]
        for (least, most), child in node.gaps.items():
            reach = self._reach(at, most, limit)
            stack += [(child, at + skipped, opened, closed) for skipped in range(least, reach + 1)]

    def _reach(self, at: int, most: int, limit: int) -> int:
        """How many words a gap may pass over from `at`."""
        reach = 0
        while reach < most and at + reach < limit and self.words[at + reach] not in self.barriers:
            reach += 1
        return reach
