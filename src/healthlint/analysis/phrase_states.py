"""Phrases that have grown into a graph, as few numbered states: what `PhraseTable` walks over and a file can hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

T = TypeVar("T", str, tuple[int, int], bool)


@dataclass(slots=True, eq=False)
class Node:
    """A place in a growing graph of phrases. `joins` lead on without a word, as do `marks` (True opens)."""

    words: dict[str, Node] = field(default_factory=dict)
    classes: dict[str, Node] = field(default_factory=dict)
    gaps: dict[tuple[int, int], Node] = field(default_factory=dict)
    joins: list[Node] = field(default_factory=list)
    marks: dict[bool, Node] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)


State = tuple[
    list[int],
    dict[str, list[int]],
    dict[str, list[int]],
    list[tuple[int, int, list[int]]],
    list[int],
    list[int],
    list[str],
]
"""Keys that end here; states behind each word, each class and each gap (least, most); behind an opening and a closing
mark; words and classes (`<name`) without any of which no phrase goes on from here to its end. Plain data."""
_MOST_NEEDED = 60
"""Of more words one nearly always stands in the sentence."""
_CLASS_WEIGHT = 40
"""A class has many members: it stands for as much as a word that so many states ask for."""


def states(root: Node) -> list[State]:
    """The states of a graph, the root's first: nodes from which the same is found are one, and no joins are left."""
    numbers: dict[int, int] = {}
    known: dict[Hashable, int] = {}
    found: list[State] = []
    for node in _upwards(root):
        state = _state(node, numbers)
        signature = _frozen(state)
        if signature not in known:
            known[signature] = len(found)
            found.append(state)
        numbers[id(node)] = known[signature]
    return _ordered(list(map(_needing, found, _needs(found))), numbers[id(root)])


def _upwards(root: Node) -> Iterator[Node]:
    """Every node after all that it leads to."""
    done: set[int] = set()
    pending = [(root, False)]
    while pending:
        node, below = pending.pop()
        if below:
            yield node
        elif id(node) not in done:
            done.add(id(node))
            pending.append((node, True))
            pending += [(child, False) for child in _children(node) if id(child) not in done]


def _children(node: Node) -> Iterator[Node]:
    yield from node.joins
    yield from node.words.values()
    yield from node.classes.values()
    yield from node.gaps.values()
    yield from node.marks.values()


def _state(node: Node, numbers: dict[int, int]) -> State:
    joined = list(_joined(node))
    gaps = _behind((each.gaps for each in joined), numbers)
    marks = _behind((each.marks for each in joined), numbers)
    return (
        sorted({key for each in joined for key in each.ends}),
        _behind((each.words for each in joined), numbers),
        _behind((each.classes for each in joined), numbers),
        [(least, most, behind) for (least, most), behind in gaps.items()],
        marks.get(True, []),
        marks.get(False, []),
        [],
    )


def _needs(found: Sequence[State]) -> list[frozenset[str] | None]:
    """What each state needs, chosen so that it is rare; None where a phrase ends or more would be needed."""
    weights = Counter(word for state in found for word in state[1])
    needs: list[frozenset[str] | None] = []

    def weight(needed: Iterable[str]) -> int:
        return sum(_CLASS_WEIGHT if name[0] == "<" and len(name) > 1 else weights[name] for name in needed)

    def behind(numbers: Iterable[int]) -> frozenset[str] | None:
        several = [needs[number] for number in numbers]
        return (
            frozenset().union(*(each or () for each in several)) if all(each is not None for each in several) else None
        )

    def rarer(here: Iterable[str], numbers: Iterable[int]) -> frozenset[str]:
        there, own = behind(numbers), frozenset(here)
        return own if there is None or weight(there) >= weight(own) else there

    for ends, words, classes, gaps, opens, closes, _ in found:
        alike: dict[tuple[int, ...], list[str]] = {}
        for word, numbers in words.items():
            alike.setdefault(tuple(numbers), []).append(word)
        each = [rarer(names, numbers) for numbers, names in alike.items()]
        each += [rarer((f"<{name}",), numbers) for name, numbers in classes.items()]
        aside = [behind(numbers) for numbers in (*(numbers for _, _, numbers in gaps), opens, closes) if numbers]
        if ends or None in aside:
            needs.append(None)
        else:
            needed = frozenset().union(*each, *(one or () for one in aside))
            needs.append(needed if len(needed) <= _MOST_NEEDED else None)
    return needs


def _needing(state: State, needed: frozenset[str] | None) -> State:
    return (*state[:6], sorted(needed or ()))


def _behind(children: Iterable[Mapping[T, Node]], numbers: dict[int, int]) -> dict[T, list[int]]:
    """The numbers of what lies behind each of these."""
    found: dict[T, set[int]] = {}
    for each in children:
        for name, child in each.items():
            found.setdefault(name, set()).add(numbers[id(child)])
    return {name: sorted(found[name]) for name in sorted(found)}


def _joined(node: Node) -> Iterator[Node]:
    """The node and all that it leads to without a word."""
    seen: set[int] = set()
    pending = [node]
    while pending:
        each = pending.pop()
        if id(each) not in seen:
            seen.add(id(each))
            pending += each.joins
            yield each


def _frozen(state: State) -> Hashable:
    ends, words, classes, gaps, opens, closes, _ = state
    return (
        tuple(ends),
        tuple((word, tuple(behind)) for word, behind in words.items()),
        tuple((name, tuple(behind)) for name, behind in classes.items()),
        tuple((least, most, tuple(behind)) for least, most, behind in gaps),
        tuple(opens),
        tuple(closes),
    )


def _ordered(found: list[State], root: int) -> list[State]:
    """The same, so numbered that what is walked over together lies together; the root comes first."""
    places: dict[int, int] = {}
    pending = [root]
    while pending:
        number = pending.pop()
        if number not in places:
            places[number] = len(places)
            pending += reversed(list(_targets(found[number])))
    moved = sorted(places, key=places.__getitem__)
    return [_renumbered(found[number], places) for number in moved]


def _targets(state: State) -> Iterator[int]:
    _, words, classes, gaps, opens, closes, _ = state
    for behind in (*words.values(), *classes.values(), *(behind for _, _, behind in gaps), opens, closes):
        yield from behind


def _renumbered(state: State, places: dict[int, int]) -> State:
    def of(numbers: Iterable[int]) -> list[int]:
        return [places[number] for number in numbers]

    ends, words, classes, gaps, opens, closes, needed = state
    return (
        ends,
        {word: of(behind) for word, behind in words.items()},
        {name: of(behind) for name, behind in classes.items()},
        [(least, most, of(behind)) for least, most, behind in gaps],
        of(opens),
        of(closes),
        needed,
    )
