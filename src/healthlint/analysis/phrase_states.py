"""Minimises a graph of phrases to numbered states: what `PhraseTable` walks over and a file can hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from healthlint.analysis.phrases import Class, Gap, Mark

Step = str | Class | Gap | Mark
"""An edge of the graph: a word, a member of a class, a gap, or a mark that consumes no word."""


class Node:
    """A node of a growing graph of phrases. `joins` are edges that consume no word; `number` is the number of its
    state, once assigned. There are hundreds of thousands, so lists are made on demand."""

    __slots__ = ("ends", "joins", "number", "steps")

    def __init__(self) -> None:
        self.steps: dict[Step, Node] = {}
        self.joins: list[Node] | tuple[()] = ()
        self.ends: list[int] | tuple[()] = ()
        self.number = -1


State = tuple[
    list[int],
    dict[str, list[int]],
    dict[str, list[int]],
    list[tuple[int, int, list[int], list[str]]],
    list[int],
    list[int],
    list[str],
]
"""Plain data: keys that end here; states after each word, each class and each gap (least, most, and its requirement);
states after an opening and after a closing mark; the requirement of all but the words. A requirement is a set of
words and classes (`<name`) one of which must occur for any phrase to go on that way; empty if not known."""
_MOST_NEEDED = 60
"""With more words than this, one nearly always occurs in the sentence."""
_CLASS_WEIGHT = 40
"""The number of words that a class counts for, as it has many members."""


def states(nodes: Sequence[Node], roots: Sequence[Node]) -> tuple[list[State], list[int]]:
    """The states of a graph, and the numbers of those of its roots. Equivalent nodes become one state and joins are
    removed. `nodes` are in order of creation, so each precedes everything that it leads to."""
    known: dict[_Signature, int] = {}
    found: list[_Signature] = []
    for node in reversed(nodes):
        signature = _signature(node, found)
        node.number = known.setdefault(signature, len(found))
        if node.number == len(found):
            found.append(signature)
    plain = [_state(*signature) for signature in found]
    return _ordered(_needing(plain), [root.number for root in roots])


_Signature = tuple[frozenset[int], frozenset[tuple[Step, int]]]
"""What ends at a node, and the state after each edge; nodes with equal signatures are one state."""


def _signature(node: Node, known: Sequence[_Signature]) -> _Signature:
    """The signature of a node whose successors have numbers; joins are followed."""
    ends, steps = frozenset(node.ends), frozenset([(step, child.number) for step, child in node.steps.items()])
    for join in node.joins:
        more_ends, more_steps = known[join.number]
        ends, steps = ends | more_ends, steps | more_steps
    return ends, steps


def _state(ends: frozenset[int], steps: frozenset[tuple[Step, int]]) -> State:
    words: dict[str, list[int]] = {}
    classes: dict[str, list[int]] = {}
    gaps: dict[tuple[int, int], list[int]] = {}
    marks: dict[bool, list[int]] = {True: [], False: []}
    for step, number in steps:
        if isinstance(step, str):
            words.setdefault(step, []).append(number)
        elif isinstance(step, Class):
            classes.setdefault(step.name, []).append(number)
        elif isinstance(step, Gap):
            gaps.setdefault((step.least, step.most), []).append(number)
        else:
            marks[step.opens].append(number)
    return (
        sorted(ends),
        {word: sorted(words[word]) for word in sorted(words)},
        {name: sorted(classes[name]) for name in sorted(classes)},
        [(*gap, sorted(gaps[gap]), []) for gap in sorted(gaps)],
        sorted(marks[True]),
        sorted(marks[False]),
        [],
    )


_Needed = frozenset[str] | None
"""Words and classes one of which must occur in the sentence; None if there is no requirement, or too many words."""


def _needing(found: Sequence[State]) -> list[State]:
    """The states with their requirements."""
    weights = Counter(word for state in found for word in state[1])
    needs: list[_Needed] = []

    def weight(needed: Iterable[str]) -> int:
        return sum(_CLASS_WEIGHT if name[0] == "<" and len(name) > 1 else weights[name] for name in needed)

    def behind(numbers: Iterable[int]) -> _Needed:
        return _any_of(needs[number] for number in numbers)

    def rarer(here: Iterable[str], numbers: Iterable[int]) -> frozenset[str]:
        there, own = behind(numbers), frozenset(here)
        return own if there is None or weight(there) >= weight(own) else there

    made: list[State] = []
    for ends, words, classes, gaps, opens, closes, _ in found:
        alike: dict[tuple[int, ...], list[str]] = {}
        for word, numbers in words.items():
            alike.setdefault(tuple(numbers), []).append(word)
        next_ = [rarer(names, numbers) for numbers, names in alike.items()]
        over = [behind(numbers) for _, _, numbers, _ in gaps]
        aside = _any_of(
            [
                *(rarer((f"<{name}",), numbers) for name, numbers in classes.items()),
                *over,
                *(behind(numbers) for numbers in (opens, closes) if numbers),
            ]
        )
        needs.append(None if ends else _any_of([*next_, aside]))
        gaps = [(*gap[:3], sorted(needed or ())) for gap, needed in zip(gaps, over, strict=True)]
        made.append((ends, words, classes, gaps, opens, closes, sorted(aside or ())))
    return made


def _any_of(several: Iterable[_Needed]) -> _Needed:
    """The requirement if one of several ways is enough."""
    needed: set[str] = set()
    for each in several:
        if each is None:
            return None
        needed |= each
    return frozenset(needed) if len(needed) <= _MOST_NEEDED else None


def _ordered(found: list[State], roots: Sequence[int]) -> tuple[list[State], list[int]]:
    """The states renumbered so that those visited together are adjacent, and the numbers of the roots."""
    places: dict[int, int] = {}
    pending = list(reversed(roots))
    while pending:
        number = pending.pop()
        if number not in places:
            places[number] = len(places)
            pending += reversed(list(_targets(found[number])))
    moved = sorted(places, key=places.__getitem__)
    return [_renumbered(found[number], places) for number in moved], [places[root] for root in roots]


def _targets(state: State) -> Iterator[int]:
    _, words, classes, gaps, opens, closes, _ = state
    for behind in (*words.values(), *classes.values(), *(behind for _, _, behind, _ in gaps), opens, closes):
        yield from behind


def _renumbered(state: State, places: dict[int, int]) -> State:
    def of(numbers: Iterable[int]) -> list[int]:
        return [places[number] for number in numbers]

    ends, words, classes, gaps, opens, closes, aside = state
    return (
        ends,
        {word: of(behind) for word, behind in words.items()},
        {name: of(behind) for name, behind in classes.items()},
        [(least, most, of(behind), needed) for least, most, behind, needed in gaps],
        of(opens),
        of(closes),
        aside,
    )
