"""Results kept from one analysis of a text for the next, after an edit: only changed sentences are searched again.

A phrase never crosses the end of a sentence, so its matches depend only on the sentence's words and the class members
in it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable, Sequence

from healthlint.analysis.members import Members
from healthlint.analysis.phrase_table import PhraseTable
from healthlint.analysis.phrase_walk import Match, Text, find

Signature = tuple[object, ...]
"""Everything that the matches in one sentence depend on."""


class Stopped(BaseException):
    """Raised when the result is no longer wanted. Not an Exception, so that handlers for bugs do not catch it."""


def always() -> bool:
    """The default for `wanted`: never stop."""
    return True


class Kept:
    """Passed from one check of a text to the next. `wanted` is called now and then to ask whether to go on."""

    def __init__(self, wanted: Callable[[], bool] = always) -> None:
        self.wanted = wanted
        self._terms: Matched | None = None
        self._phrases: Matched | None = None

    def go_on(self) -> None:
        """Raises Stopped if the result is no longer wanted."""
        if not self.wanted():
            raise Stopped

    def terms(self, text: Text) -> Matched:
        """Finds the terms of a text, before its classes are known."""
        self._terms = Matched(text, self._terms, self.go_on)
        return self._terms

    def phrases(self, text: Text) -> Matched:
        """Finds the phrases of a text whose classes are known."""
        self._phrases = Matched(text, self._phrases, self.go_on)
        return self._phrases


class Matched:
    """Finds matches in a text, reusing those that `before` found in sentences that are unchanged."""

    def __init__(self, text: Text, before: Matched | None, go_on: Callable[[], None]) -> None:
        self._text, self._go_on = text, go_on
        self._found: dict[tuple[PhraseTable, Hashable], list[Match]] = {}
        self._ends, self._signatures = _sentences(text)
        self._old: dict[tuple[PhraseTable, Hashable], list[Match]] = {}
        if before is not None:
            self._old, self._seam = before._found, _Seam(before, self)
            # Otherwise every state of the text would keep the one before it alive.
            before._old = {}

    def __call__(self, table: PhraseTable, text: Text, group: Hashable) -> list[Match]:
        """As `phrase_walk.find` of this text."""
        self._go_on()
        key = table, group
        old = self._old.get(key)
        found = find(table, text, group) if old is None else self._seam.joined(old, table, group)
        self._found[key] = found
        return found

    @property
    def parts(self) -> tuple[Sequence[int], Sequence[Signature], Text]:
        """Where its sentences end, what each depends on, and the text."""
        return self._ends, self._signatures, self._text


class _Seam:
    """The new sentences between those that two states of a text share at the start and at the end."""

    def __init__(self, before: Matched, after: Matched) -> None:
        (old_ends, old, _), (ends, new, text) = before.parts, after.parts
        shared = min(len(old), len(new))
        head = next((at for at in range(shared) if old[at] != new[at]), shared)
        tail = next((at for at in range(shared - head) if old[-1 - at] != new[-1 - at]), shared - head)
        self.start = ends[head - 1] if head else 0
        self._old_end = old_ends[len(old) - tail - 1] if len(old) > tail else 0
        self.end = ends[len(new) - tail - 1] if len(new) > tail else 0
        self._moved = self.end - self._old_end
        self._middle = _part(text, self.start, self.end)

    def joined(self, old: list[Match], table: PhraseTable, group: Hashable) -> list[Match]:
        """The matches in the new state, based on those in the old one."""
        first = bisect_left(old, self.start, key=_first)
        behind = bisect_left(old, self._old_end, lo=first, key=_first)
        middle = find(table, self._middle, group)
        return [
            *old[:first],
            *(_shifted(match, self.start) for match in middle),
            *(old[behind:] if not self._moved else (_shifted(match, self._moved) for match in old[behind:])),
        ]


def _first(match: Match) -> int:
    return match.first


def _shifted(match: Match, by: int) -> Match:
    return Match(match.key, match.first + by, match.last + by, match.mark_first + by, match.mark_last + by)


def _part(text: Text, start: int, end: int) -> Text:
    """The sentences between two tokens as a text of their own."""
    part = Text(text.words[start:end], [limit - start for limit in text.limits[start:end]])
    classes = Members({}, {})
    for at in range(start, end):
        for name, behind in text.classes.at(at, text.words[at]):
            classes.add(name, at - start, behind - start)
    part.know(classes)
    return part


def _sentences(text: Text) -> tuple[list[int], list[Signature]]:
    """Where each sentence ends, and what the matches in it depend on."""
    ends: list[int] = []
    signatures: list[Signature] = []
    start = 0
    while start < len(text.words):
        end = text.limits[start]
        ends.append(end)
        members = (
            (at - start, name, behind - start)
            for at in range(start, end)
            for name, behind in sorted(text.classes.at(at, text.words[at]))
        )
        signatures.append((*text.words[start:end], *members))
        start = end
    return ends, signatures
