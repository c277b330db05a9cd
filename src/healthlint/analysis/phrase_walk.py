"""Finds phrases in the words of one text, group by group on demand.

A phrase is followed over a gap or a class only if its sentence has one of the words that every continuation requires.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from healthlint.analysis.members import Classes, Members
from healthlint.analysis.phrase_table import PhraseTable, Start, StateRow, Targets, group_of
from healthlint.fast_dataclass import dataclass

Finder = Callable[[PhraseTable, "Text", Hashable], "list[Match]"]
"""Returns every match of a group's phrases once, by position, the longest first: `find`, or a caching version of it."""
_MOST_HELD = 100_000
"""Sentences that a text remembers for what they have, so that a large one does not fill the memory."""
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


class Text:
    """The text as a walk needs it: its words, their positions, the words of each sentence."""

    def __init__(self, words: Sequence[str], limits: Sequence[int]) -> None:
        """`limits[i]` is the index just after the last token of the sentence of token i."""
        self.words, self.limits = words, limits
        self.places: dict[str, list[int]] = {}
        for index, word in enumerate(words):
            self.places.setdefault(word, []).append(index)
        self.know({})

    def know(self, classes: Classes) -> None:
        """Make these classes available to phrases."""
        self.classes = classes if isinstance(classes, Members) else Members.of(classes)
        self._with: dict[frozenset[str], set[int]] = {}
        self._held = 0

    def sentences_with(self, needed: frozenset[str]) -> set[int]:
        """The ends (limits) of the sentences that have one of these words, or a member of one of these classes
        (`<name`)."""
        found = self._with.get(needed)
        if found is None:
            limits, places, classes = self.limits, self.places, self.classes
            found = set()
            for name in needed:
                if name in places:
                    found.update([limits[index] for index in places[name]])
                elif name[1:] in classes.names and name[0] == "<":
                    found.update([limits[index] for index in classes.get(name[1:])])
            if self._held > _MOST_HELD:
                self._with.clear()
                self._held = 0
            self._with[needed] = found
            self._held += len(found)
        return found


class Matches(Mapping[object, Sequence[Match]]):
    """The matches of each key in a text, by position, the longest first; for most keys none.

    They are searched on demand: those of a rule alone, those of all cues, or of all frames of one kind, together.
    """

    def __init__(self, tables: Sequence[PhraseTable], text: Text, finder: Finder) -> None:
        self._tables, self._text, self._find = tables, text, finder
        self._groups: dict[object, dict[object, list[Match]]] = {}

    def __getitem__(self, key: object) -> Sequence[Match]:
        return self.of(group_of(key)).get(key, ())

    def __contains__(self, key: object) -> bool:
        return key in self.of(group_of(key))

    def __iter__(self) -> Iterator[object]:
        return (key for key in dict.fromkeys(key for table in self._tables for key in table.keys) if key in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def of(self, group: object) -> Mapping[object, Sequence[Match]]:
        """The phrases of one group by their keys."""
        found = self._groups.get(group)
        if found is None:
            found = self._groups[group] = {}
            matches = [match for table in self._tables for match in self._find(table, self._text, group)]
            # Two layers may contain the same phrase of a cue.
            for match in dict.fromkeys(matches) if len(self._tables) > 1 else matches:
                found.setdefault(match.key, []).append(match)
        return found


def find(table: PhraseTable, text: Text, group: Hashable) -> list[Match]:
    """Every match of a phrase of the group once, in order of place, the longest first."""
    starts = table.starts(group)
    if starts is None:
        return []
    walk, limits = _Walk(table, text), text.limits
    for word in starts.words.keys() & text.places.keys():
        places = text.places[word]
        walk.start(starts.at_word(word), zip(places, [index + 1 for index in places], strict=True))
    for name in starts.classes.keys() & text.classes.names:
        members = text.classes.get(name).items()
        walk.start(
            starts.at_class(name), [(index, end) for index, ends in members for end in ends if end <= limits[index]]
        )
    return in_order(walk.found)


def longer(table: PhraseTable, text: Text, group: Hashable) -> list[Match]:
    """The matches of a group that begin with a word at which more than that word may match, in order."""
    starts = table.starts(group)
    if starts is None:
        return []
    walk = _Walk(table, text)
    for word in starts.words.keys() & text.places.keys():
        behind, _, next_, needs = starts.at_word(word)
        if needs or needs is None or next_:
            places = text.places[word]
            walk.start((behind, (), next_, needs), zip(places, [index + 1 for index in places], strict=True))
    return in_order(walk.found)


def in_order(matches: Iterable[Match]) -> list[Match]:
    """Sorted by start, the longest first."""
    return sorted(matches, key=lambda match: (match.first, -match.last, match.mark_first, match.mark_last))


class _Walk:
    """Follows the phrases from each place of the text in turn, trying every state once."""

    def __init__(self, table: PhraseTable, text: Text) -> None:
        self.found: list[Match] = []
        self._table, self._text, self._words = table, text, text.words

    def start(self, begun: Start, places: Iterable[tuple[int, int]]) -> None:
        """Find the matches that start at each of these places, given as the token of the first element and the token
        where it ends."""
        behind, keys, next_, needs = begun
        words, limits, found = self._words, self._text.limits, self.found
        holding = self._text.sentences_with(needs) if needs else ()
        for first, at in places:
            limit = limits[first]
            if needs is None or (at < limit and words[at] in next_) or limit in holding:
                self._follow(behind, first, at, limit)
            elif keys:
                # Usually nothing continues with the next word.
                last = at - 1
                found += [Match(key, first, last, first, last) for key in keys]

    def _follow(self, behind: tuple[Targets, Targets], first: int, at: int, limit: int) -> None:
        words, rows, row = self._words, self._table.rows, self._table.row
        with_ = self._text.sentences_with
        stack: list[_Place] = [(number, at, -1, -1) for number in behind[0]]
        if behind[1]:
            stack += [(number, at, first, -1) for number in behind[1]]
        seen: set[_Place] = set()
        reported: set[_Place] = set()
        while stack:
            place = stack.pop()
            number, at, opened, closed = place
            state = rows[number] or row(number)
            if not state.bare:
                if place in seen:
                    continue
                seen.add(place)
                if state.needs is None or limit in with_(state.needs):
                    self._follow_other_ways(stack, state, place, limit)
            if state.ends:
                self._tell(state.ends, first, place, reported)
            if at < limit:
                next_ = state.words.get(words[at])
                if next_ is not None:
                    stack += [(number, at + 1, opened, closed) for number in next_]

    def _tell(self, keys: Targets, first: int, place: _Place, reported: set[_Place]) -> None:
        _, at, opened, closed = place
        mark = first if opened < 0 else opened
        last = max(mark, (at if closed < 0 else closed) - 1)
        for key in keys:
            match = (key, at, mark, last)
            if match not in reported:
                reported.add(match)
                self.found.append(Match(self._table.keys[key], first, at - 1, mark, last))

    def _follow_other_ways(self, stack: list[_Place], state: StateRow, place: _Place, limit: int) -> None:
        """Continue with classes, gaps and marks: everything but a plain next word."""
        _, at, opened, closed = place
        if state.classes and at < limit:
            for name, end in self._text.classes.at(at, self._words[at]):
                behind = state.classes.get(name)
                if behind is not None and end <= limit:
                    stack += [(number, end, opened, closed) for number in behind]
        for least, most, behind, needs in state.gaps:
            if needs and limit not in self._text.sentences_with(needs):
                continue
            furthest = self._furthest(at, most, limit)
            for number in behind:
                self._skip(stack, number, (at + least, furthest), place, limit)
        if state.opens or state.closes:
            stack += [(number, at, at, closed) for number in state.opens]
            stack += [(number, at, opened, at) for number in state.closes]

    def _skip(self, stack: list[_Place], number: int, between: tuple[int, int], place: _Place, limit: int) -> None:
        """Continue after a gap; if only words lead on, only at those words."""
        _, _, opened, closed = place
        state = self._table.row(number)
        first, last = between
        if state.ends or not state.bare:
            stack += [(number, at, opened, closed) for at in range(first, last + 1)]
            return
        by_word, words = state.words, self._words
        for at in range(first, min(last + 1, limit)):
            behind = by_word.get(words[at])
            if behind is not None:
                stack += [(number, at + 1, opened, closed) for number in behind]

    def _furthest(self, at: int, most: int, limit: int) -> int:
        """The furthest end of a gap that begins at `at`."""
        words, barriers = self._words, self._table.barriers
        for index in range(at, min(at + most, limit)):
            if words[index] in barriers:
                return index
        return min(at + most, limit)
