"""Of which classes the words of a text are members. Nearly all members are single words, and told once of each word."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from healthlint.analysis.phrase_table import PhraseTable

NUMBER = "number"
"""The class of what begins with a digit."""
Ends = Mapping[int, Sequence[int]]
"""Token index where a member of a class starts -> the indices just after its last token."""
Classes = Mapping[str, Ends]
_NO_ENDS: Ends = {}


class WordClasses:
    """The classes that single words of some tables are members of, told once of a word in a process."""

    def __init__(self, tables: Sequence[PhraseTable], group: Hashable) -> None:
        self._starts = [starts for table in tables if (starts := table.starts(group)) is not None]
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, words: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Those of these words that are members, with the names of the classes."""
        found = {}
        for word in words:
            names = self._known.get(word) or self._told(word)
            if names:
                found[word] = names
        return found

    def _told(self, word: str) -> tuple[str, ...]:
        held = [starts.at_word(word)[1] for starts in self._starts if word in starts.words]
        names = tuple(dict.fromkeys(term.id for terms in held for term in terms))  # type: ignore[attr-defined]
        if word[0].isdigit():
            return (*names, NUMBER)
        if names:
            self._known[word] = names
        return names


class Members(Mapping[str, Ends]):
    """Where the members of each class stand in a text; what single words say is put together when somebody asks."""

    def __init__(self, places: Mapping[str, Sequence[int]], classes: Mapping[str, tuple[str, ...]]) -> None:
        """`places` is where each word stands, `classes` those of single words."""
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
        """The same as these."""
        found = cls({}, {})
        for name, starts in classes.items():
            for first, ends in starts.items():
                for end in ends:
                    found.add(name, first, end)
        return found

    def add(self, name: str, first: int, end: int) -> None:
        """Note a further member of a class, once. All are noted before anybody asks."""
        starts = self._more.setdefault(name, {})
        ends = starts.get(first)
        if ends is None:
            starts[first] = self._alone(end)
            names = (*self._at.get(first, ()), name)
            self._at[first] = self._alike.setdefault(names, names)
        elif end not in ends:
            starts[first] = (*ends, end)

    def _alone(self, end: int) -> tuple[int]:
        """Nearly all members are alone at their place: the classes of a word share what says so."""
        return self._ends.get(end) or self._ends.setdefault(end, (end,))

    def at(self, index: int, word: str) -> Iterator[tuple[str, int]]:
        """The classes that have a member which starts there, each with the index just after it."""
        for name in self._classes.get(word, ()):
            yield name, index + 1
        for name in self._at.get(index, ()):
            for end in self._more[name][index]:
                yield name, end

    def get(self, name: str, default: Ends = _NO_ENDS) -> Ends:  # type: ignore[override]
        """The places of a class; none for one that has no member."""
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
        """The classes that have a member."""
        return frozenset((*self._words, *self._more))

    def _put_together(self, name: str) -> Ends:
        words, more = self._words.get(name, ()), self._more.get(name, _NO_ENDS)
        if not words:
            return {first: more[first] for first in sorted(more)}
        # A member of one word that is another's first says nothing else: the farthest stands first.
        found: dict[int, Sequence[int]] = {
            first: self._alone(first + 1) for first in sorted(place for word in words for place in self._places[word])
        }
        if not more:
            return found
        for first, ends in more.items():
            found[first] = sorted({*ends, *found.get(first, ())}, reverse=True)
        return {first: found[first] for first in sorted(found)}
