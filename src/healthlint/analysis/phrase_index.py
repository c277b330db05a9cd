"""Many phrases grown together into one graph, to be found in one pass over the words of a text.

Phrases share their beginnings as in a trie; where alternatives would multiply, the branches of one phrase meet again in
a node of its own, so a phrase costs about as many nodes as it has words.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from healthlint.analysis.phrase_states import Node, states
from healthlint.analysis.phrase_table import PhraseTable
from healthlint.analysis.phrases import Choice, Class, Gap, Item, Mark, Pattern, Word

_WIDEST = 6
"""How many branches of one phrase may run side by side before they are joined."""


class PhraseIndex:
    """Takes phrases; `table` finds them."""

    def __init__(self, barriers: Iterable[str] = ()) -> None:
        """`barriers` are words that no gap passes over: a phrase that may be negated inside says so itself."""
        self._root = Node()
        self._barriers = (";", *barriers)
        self._keys: dict[Hashable, int] = {}

    def add(self, key: Hashable, pattern: Pattern) -> None:
        """Let every place of `pattern` be reported as `key`."""
        number = self._keys.setdefault(key, len(self._keys))
        for node in _grow([self._root], pattern):
            if node is not self._root and number not in node.ends:
                node.ends.append(number)

    def table(self) -> PhraseTable:
        """All phrases that were added, ready to be found."""
        return PhraseTable.of(states(self._root), tuple(self._keys), self._barriers)


def _grow(frontier: list[Node], pattern: Pattern) -> list[Node]:
    for item in pattern:
        frontier = _joined(list(dict.fromkeys(_step(frontier, item))))
    return frontier


def _joined(frontier: list[Node]) -> list[Node]:
    if len(frontier) <= _WIDEST:
        return frontier
    meeting = Node()
    for node in frontier:
        node.joins.append(meeting)
    return [meeting]


def _step(frontier: list[Node], item: Item) -> Iterator[Node]:
    if isinstance(item, Choice):
        for pattern in item.patterns:
            yield from _grow(frontier, pattern)
        return
    for node in frontier:
        if isinstance(item, Word):
            for word in item.words:
                yield node.words.setdefault(word, Node())
        elif isinstance(item, Class):
            yield node.classes.setdefault(item.name, Node())
        elif isinstance(item, Gap):
            yield node.gaps.setdefault((item.least, item.most), Node())
        elif isinstance(item, Mark):
            yield node.marks.setdefault(item.opens, Node())
