"""The phrases of all packs as a table of states, which `phrase_walk` follows through the words of a text.

A table is plain data. A state is decoded on first use; an article reaches a small part of all phrases.
"""

from __future__ import annotations

import marshal
from array import array
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from itertools import accumulate
from typing import Any

from healthlint.analysis.phrase_states import State
from healthlint.fast_dataclass import dataclass

Plain = tuple[bytes | memoryview, bytes | memoryview, bytes | memoryview]
"""The starts of phrases; the offset of each state; the encoded states."""
Targets = Sequence[int]
_Behind = tuple[Targets, Targets]
"""The states after a first word, and those for which the underlined part opens at it."""
Start = tuple[_Behind, tuple[Hashable, ...], Collection[str], frozenset[str] | None]
"""The states after a first word; the phrases that are that word alone; the possible next words; what else must occur
in the sentence for phrases to go on (None: nothing)."""


@dataclass(frozen=True, slots=True)
class StateRow:
    """A decoded state; see `phrase_states.State`. `bare` is set if only words lead on."""

    ends: Targets
    words: Mapping[str, Targets]
    classes: Mapping[str, Targets]
    gaps: Sequence[tuple[int, int, Targets, frozenset[str] | None]]
    opens: Targets
    closes: Targets
    needs: frozenset[str] | None
    bare: bool


class PhraseTable:
    """Many phrases, in groups that are searched together."""

    def __init__(self, plain: Plain, keys: Sequence[Hashable], groups: Iterable[Hashable]) -> None:
        """`plain` is the data of an earlier table; `keys` are reported instead of their numbers; `groups` are in the
        order in which the table was given them."""
        self.plain, self.keys = plain, keys
        head, places, self._states = plain
        self._places = array("I", bytes(places))
        self.rows: list[StateRow | None] = [None] * len(self._places)
        barriers, heads = marshal.loads(head)
        self.barriers = frozenset(barriers)
        self._heads: dict[Hashable, bytes] = dict(zip(groups, heads, strict=True))
        self._starts: dict[Hashable, Starts] = {}

    @classmethod
    def of(
        cls,
        states: Sequence[State],
        roots: Mapping[Hashable, int],
        keys: Sequence[Hashable],
        barriers: Iterable[str],
    ) -> PhraseTable:
        """The table of these states; the phrases of each group begin at `roots`."""
        plain = list(map(_encoded_state, states))
        places = array("I", accumulate((len(each) for each in plain), initial=0))
        head = _plain((sorted(barriers), [_head(states, root) for root in roots.values()]))
        return cls((head, places.tobytes(), b"".join(plain)), keys, roots)

    def starts(self, group: Hashable) -> Starts | None:
        """The starts of a group's phrases; None for a group that is not in the table."""
        found = self._starts.get(group)
        if found is None and group in self._heads:
            found = self._starts[group] = Starts(self, self._heads[group])
        return found

    def row(self, number: int) -> StateRow:
        """A state, decoded on first use."""
        found = self.rows[number]
        if found is None:
            start, end = self._places[number : number + 2]
            ends, words, classes, plain, opens, closes, aside = marshal.loads(self._states[start:end])
            gaps = [(least, most, behind, _needed(needs)) for least, most, behind, needs in plain]
            bare = not (classes or gaps or opens or closes)
            found = StateRow(ends, _spread(words), classes, gaps, opens, closes, _needed(aside), bare)
            self.rows[number] = found
        return found


class Starts:
    """The starts of a group's phrases: the first words are known at once, the states after them are decoded on
    demand."""

    def __init__(self, table: PhraseTable, head: bytes) -> None:
        self._table = table
        self.words: Mapping[str, int]
        self.words, behind, self.classes = marshal.loads(head)
        self._behind: list[bytes] = behind
        self._known: list[Start | None] = [None] * len(behind)

    def at_word(self, word: str) -> Start:
        """What is behind a first word."""
        place = self.words[word]
        found = self._known[place]
        if found is None:
            found = self._known[place] = self._start(marshal.loads(self._behind[place]))
        return found

    def at_class(self, name: str) -> Start:
        """What is behind the member of a class."""
        return self._start(self.classes[name])

    def _start(self, behind: Sequence[Targets]) -> Start:
        """What is needed at the start of phrases to avoid most walks."""
        table, plain, opened = self._table, behind[0], behind[1]
        rows = [table.row(number) for number in dict.fromkeys((*reversed(opened), *reversed(plain)))]
        aside = [row.needs for row in rows if not row.bare]
        needs = None if None in aside else frozenset().union(*(needed or () for needed in aside))
        ends = tuple(table.keys[key] for key in dict.fromkeys(key for row in rows for key in row.ends))
        words = rows[0].words if len(rows) == 1 else frozenset().union(*(row.words for row in rows))
        return (plain, opened), ends, words, needs


def group_of(key: object) -> object:
    """The group in which a key is searched: ("cue", id) with all cues, a frame with the others of its kind."""
    return key[0] if isinstance(key, tuple) else key


def _encoded_state(state: State) -> bytes:
    ends, words, classes, gaps, *more, aside = state
    ways = [(*way, " ".join(needed)) for *way, needed in gaps]
    return _plain((ends, _grouped(words), classes, ways, *more, " ".join(aside)))


def _head(states: Sequence[State], number: int) -> bytes:
    """Encodes the starts: for every first word or class the states after it, and those after it if the underlined part
    opens there."""
    root = states[number]
    words: dict[str, list[list[int]]] = {word: [behind, []] for word, behind in root[1].items()}
    classes: dict[str, list[list[int]]] = {name: [behind, []] for name, behind in root[2].items()}
    for number in root[4]:
        for starts, opened in ((words, states[number][1]), (classes, states[number][2])):
            for name, behind in opened.items():
                starts.setdefault(name, [[], []])[1] += behind
    places: dict[bytes, int] = {}
    by_word = {word: places.setdefault(_plain(words[word]), len(places)) for word in words}
    return _plain((by_word, list(places), classes))


def _grouped(words: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """Words that lead to the same states, grouped."""
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
    # Version 2 of marshal is the last whose bytes depend on nothing but the values.
    return marshal.dumps(value, 2)
