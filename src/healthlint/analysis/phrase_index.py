"""Builds one graph out of many phrases, in groups that are searched together.

Phrases share their beginnings as in a trie. If alternatives would multiply, the branches of one phrase meet again in a
node of its own, so a phrase costs about as many nodes as it has words.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator

from healthlint.analysis.phrase_states import Node, states
from healthlint.analysis.phrase_table import PhraseTable
from healthlint.analysis.phrases import Choice, Item, Pattern, Word

_WIDEST = 6
"""Parallel branches of one phrase beyond which they are joined."""


class PhraseIndex:
    """Collects phrases; `table` compiles them for searching."""

    def __init__(self, barriers: Iterable[str] = ()) -> None:
        """`barriers` are words that no gap passes over; a phrase that may be negated inside must say so."""
        self._roots: dict[Hashable, Node] = {}
        self._nodes: list[Node] = []
        self._barriers = (";", *barriers)
        self._keys: dict[Hashable, int] = {}

    def add(self, key: Hashable, pattern: Pattern, group: Hashable = None) -> None:
        """Report every match of `pattern` as `key` to searches for the group."""
        root = self._roots.get(group)
        if root is None:
            root = self._roots[group] = self._made()
        number = self._keys.setdefault(key, len(self._keys))
        for node in self._grow([root], pattern):
            if node is not root and number not in node.ends:
                node.ends = [*node.ends, number]

    def table(self) -> PhraseTable:
        """The table of all phrases that were added."""
        found, roots = states(self._nodes, list(self._roots.values()))
        return PhraseTable.of(found, dict(zip(self._roots, roots, strict=True)), tuple(self._keys), self._barriers)

    def _grow(self, frontier: list[Node], pattern: Pattern) -> list[Node]:
        for item in pattern:
            frontier = self._joined(list(dict.fromkeys(self._step(frontier, item))))
        return frontier

    def _joined(self, frontier: list[Node]) -> list[Node]:
        if len(frontier) <= _WIDEST:
            return frontier
        meeting = self._made()
        for node in frontier:
            node.joins = [*node.joins, meeting]
        return [meeting]

    def _step(self, frontier: list[Node], item: Item) -> Iterator[Node]:
        if isinstance(item, Choice):
            for pattern in item.patterns:
                yield from self._grow(frontier, pattern)
            return
        for node in frontier:
            for step in item.words if isinstance(item, Word) else (item,):
                found = node.steps.get(step)
                if found is None:
                    found = node.steps[step] = self._made()
                yield found

    def _made(self) -> Node:
        node = Node()
        self._nodes.append(node)
        return node
