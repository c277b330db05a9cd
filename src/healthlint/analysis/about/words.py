"""Lookups of the lexicon's groups at the words of a scan."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from healthlint.analysis.model import Scan


class Words:
    """Questions about single words, and about phrases that end before a word."""

    def __init__(self, scan: Scan) -> None:
        self.scan = scan
        self.words = scan.tokens.words
        self._ends: dict[str, Mapping[int, int]] = {}
        self._inside: dict[str, frozenset[int]] = {}

    def is_a(self, index: int, *names: str) -> bool:
        """True where a phrase of one of the groups begins."""
        return any(index in self.scan.classes.get(name, {}) for name in names)

    def any_is(self, indices: Iterable[int], *names: str) -> bool:
        """True where one of the words begins a phrase of one of the groups."""
        return any(self.is_a(index, *names) for index in indices)

    def opening(self, name: str, last: int) -> int:
        """The first word of the phrase of the group that ends with word `last`; -1 if there is none."""
        if name not in self._ends:
            places = self.scan.classes.get(name, {})
            self._ends[name] = {end - 1: first for first, ends in sorted(places.items(), reverse=True) for end in ends}
        return self._ends[name].get(last, -1)

    def inside(self, name: str, index: int) -> bool:
        """True for a word of a phrase of the group."""
        if name not in self._inside:
            places = self.scan.classes.get(name, {})
            self._inside[name] = frozenset(at for first, ends in places.items() for at in range(first, max(ends)))
        return index in self._inside[name]

    def sentence(self, index: int) -> int:
        """The number of the sentence of a word, -1 outside all of them."""
        return self.scan.sentence_of[index]
