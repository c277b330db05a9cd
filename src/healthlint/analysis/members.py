"""The classes that words of a text belong to. Nearly all members are single words, so classes are cached by word."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from healthlint.analysis.phrase_table import PhraseTable

NUMBER = "number"
"""The class of words that begin with a digit."""
Ends = Mapping[int, Sequence[int]]
"""Token index where a member of a class starts -> the indices just after its last token."""
Classes = Mapping[str, Ends]
_NO_ENDS: Ends = {}


class WordClasses:
    """The classes of single words according to some tables, looked up once per word and process."""

    def __init__(self, tables: Sequence[PhraseTable], group: Hashable) -> None:
        self._starts = [starts for table in tables if (starts := table.starts(group)) is not None]
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, words: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The words that belong to a class, each with the names of its classes."""
        found = {}
        for word in words:
            names = self._known.get(word) or self._classes_of_word(word)
            if names:
                found[word] = names
        return found

    def _classes_of_word(self, word: str) -> tuple[str, ...]:
        held = [starts.at_word(word)[1] for starts in self._starts if word in starts.words]
        names = tuple(dict.fromkeys(term.id for terms in held for term in terms))  # type: ignore[attr-defined]
        if word[0].isdigit():
            return (*names, NUMBER)
        if names:
            self._known[word] = names
        return names


class Members(Mapping[str, Ends]):
    """The places of the members of each class in a text; a class is assembled when it is first requested."""

    def __init__(self, places: Mapping[str, Sequence[int]], classes: Mapping[str, tuple[str, ...]]) -> None:
        """`places` are the token indices of each word, `classes` the classes of single words."""
        self._places, self._classes = places, classes
        self._words: dict[str, list[str]] = {}
        for word, names in classes.items():
            for name in names:
                self._words.setdefault(name, []).append(word)
        self._more: dict[str, dict[int, tuple[int, ...]]] = {}
        self._ends: dict[int, tuple[int]] = {}
        self._at: dict[int, tuple[str, ...]] = {}
        self._alike: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._whole: dict[str, Ends] = {}

    @classmethod
    def of(cls, classes: Classes) -> Members:
        """Members with exactly these places."""
        found = cls({}, {})
        for name, starts in classes.items():
            for first, ends in starts.items():
                for end in ends:
                    found.add(name, first, end)
        return found

    def add(self, name: str, first: int, end: int) -> None:
        """Add a member of a class. All members must be added before any class is requested."""
        starts = self._more.setdefault(name, {})
        ends = starts.get(first)
        if ends is None:
            starts[first] = self._shared_end(end)
            names = (*self._at.get(first, ()), name)
            self._at[first] = self._alike.setdefault(names, names)
        elif end not in ends:
            starts[first] = (*ends, end)

    def _shared_end(self, end: int) -> tuple[int]:
        """A shared tuple for one end: nearly all members have a single end at their place."""
        return self._ends.get(end) or self._ends.setdefault(end, (end,))

    def at(self, index: int, word: str) -> Iterator[tuple[str, int]]:
        """The classes with a member that starts at a token, each with the index just after the member."""
        for name in self._classes.get(word, ()):
            yield name, index + 1
        for name in self._at.get(index, ()):
            for end in self._more[name][index]:
                yield name, end

    def get(self, name: str, default: Ends = _NO_ENDS) -> Ends:  # type: ignore[override]
        """The places of a class; empty if it has no member."""
        found = self._whole.get(name)
        if found is None:
            found = self._whole[name] = self._put_together(name)
        return found

    def __getitem__(self, name: str) -> Ends:
        if name not in self:
            raise KeyError(name)
        return self.get(name)

    def __contains__(self, name: object) -> bool:
        return name in self._words or name in self._more

    def __iter__(self) -> Iterator[str]:
        return iter(dict.fromkeys((*self._words, *self._more)))

    def __len__(self) -> int:
        return len(self.names)

    @cached_property
    def names(self) -> frozenset[str]:
        """The classes that have a member in the text."""
        return frozenset((*self._words, *self._more))

    def _put_together(self, name: str) -> Ends:
        words, more = self._words.get(name, ()), self._more.get(name, _NO_ENDS)
        if not words:
            return {first: more[first] for first in sorted(more)}
        # A one-word member may also begin a longer member of the class: the longest comes first.
        found: dict[int, Sequence[int]] = {
            first: self._shared_end(first + 1)
            for first in sorted(place for word in words for place in self._places[word])
        }
        if not more:
            return found
        for first, ends in more.items():
            found[first] = sorted({*ends, *found.get(first, ())}, reverse=True)
        return {first: found[first] for first in sorted(found)}
