"""Noun phrases in sentences: the label's names for illnesses, effects and drugs, with their places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from healthlint.authoring.drafts.wording import words
from healthlint.pattern import pattern

LONGEST = 7
"""Words; anything longer is a description rather than a name."""
_EDGE = " \t\n,;:.*†‡§|–-"
_WORD = pattern(r"\S+")
_BLANKED = pattern(r"\s{3}")
"""Where brackets were removed; the text on either side is separate."""
_NUMBER = pattern(r"\d+(?:\.\d+)?\s")
_FIGURE = pattern(r"\d\s*(?:%|mg|mL|kg)|[<>≥≤=]")


class Piece(NamedTuple):
    """A name as the label writes it, with white space normalised, at [start, end) of the sentence."""

    text: str
    start: int
    end: int


def listed(plain: str, start: int, end: int | None = None, drugs: bool = False) -> tuple[Piece, ...]:
    """The names of a list that begins at `start` and ends where the sentence continues with something else.

    For `drugs`, the last two are separate names without prepositions; otherwise "itchy nose or throat" is one."""
    end = len(plain) if end is None else end
    start = _begin(plain, start, end)
    stop = words("stop").search(plain, start, end)
    end = stop.start() if stop else end
    beside = words("drug-stop").search(plain, start, end) if drugs else None
    end = beside.start() if beside else end
    return tuple(piece for part in _parts(plain, start, end, drugs) if (piece := single(plain, *part)) is not None)


def single(plain: str, start: int, end: int) -> Piece | None:
    """The name in [start, end), without leading articles, degrees and people; None if there is no name."""
    start = _begin(plain, start, end)
    while start < end and plain[start] in _EDGE:
        start += 1
    end = _finish(plain, start, end)
    text = " ".join(plain[start:end].split())
    return Piece(text, start, end) if _is_name(text) else None


def _is_name(text: str) -> bool:
    wrong = (
        _FIGURE.search(text) or _NUMBER.match(text) or words("joint").fullmatch(text) or words("no-name").match(text)
    )
    return len(text) > 1 and len(text.split()) <= LONGEST and text[0].isalnum() and not wrong


def _finish(plain: str, start: int, end: int) -> int:
    tail = words("tail").search(plain[start:end].rstrip(_EDGE))
    end = start + tail.start() if tail else end
    while end > start and plain[end - 1] in _EDGE:
        end -= 1
    return end


def _begin(plain: str, start: int, end: int) -> int:
    """Where the name itself begins, after introductory words."""
    while True:
        word = _WORD.search(plain, start, end)
        if word is None:
            return end
        found = words("lead").match(plain, word.start(), end) or words("class-before").match(plain, word.start(), end)
        if found is None:
            return word.start()
        start = found.end()


def _parts(plain: str, start: int, end: int, drugs: bool) -> Iterator[tuple[int, int]]:
    cuts = [found.span() for found in words("item").finditer(plain, start, end)]
    ends = [*(cut[0] for cut in cuts), end]
    starts = [start, *(cut[1] for cut in cuts)]
    parts = list(zip(starts, ends, strict=True))
    if len(parts) == 2 and _is_one(plain, *parts, drugs=drugs):
        parts = [(start, end)]
    yield from parts


def _is_one(plain: str, one: tuple[int, int], other: tuple[int, int], *, drugs: bool) -> bool:
    """True for "nasal and sinus congestion" and "itchy nose or throat": two parts of one name."""
    between = plain[one[1] : other[0]].strip()
    if "," in between or _BLANKED.search(plain, one[0], other[0]):
        return False
    if drugs:
        return bool(words("partner-words").match(plain, one[0]))
    first, second = _count(plain, *one), _count(plain, *other)
    lone = first == 1 < second and words("adjective").match(plain[slice(*one)])
    return bool(lone) or (first > 1 == second and between == "or")


def _count(plain: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(plain, _begin(plain, start, end), end))


def inner(text: str) -> str:
    """A name from the start of a sentence as written within one: without an initial capital that is due to its
    position."""
    first, _, rest = text.partition(" ")
    return f"{first.lower() if first[1:].islower() else first} {rest}".strip()


def lowered(text: str) -> str:
    """A name from a title or the start of a sentence as written within one; words that are capitalised only because of
    their position lose the capital."""
    return " ".join(word.lower() if word[1:].islower() else word for word in text.split())
