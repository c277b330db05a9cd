"""A person is given two ages; the later one is reported."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import ClassVar

from healthlint.analysis.phrasebook import Phrases
from healthlint.analysis.quantities.numbers import STARTERS, Number, read
from healthlint.analysis.quantities.reading import Reading
from healthlint.checks.base import Article, Check, Hit
from healthlint.record import dataclass
from healthlint.span import Span

_OLDEST = 110
_YOUNGEST = 5
_SHORTEST = 2
_REACH = 3
_SEVERAL = 2
_OPENING = frozenset(",(")
_CLOSING = frozenset(",.;:)")


@dataclass(frozen=True, slots=True)
class Age(Check):
    """Compares the ages that stand beside one name.

    `behind` are the words between a name and the age ("Barr, who is 58"), `ahead` those between the age and a name
    ("the 58-year-old Barr"), `closing` what may follow an age besides a mark. After `at` ("at 58, Barr says ...") the
    name must be followed by one of `now`: at 16 she left school. In the message: {figure}, {earlier}.
    """

    kind: ClassVar[str] = "age"
    behind: Phrases = Phrases(())
    ahead: Phrases = Phrases(())
    at: tuple[str, ...] = ()
    now: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()

    def run(self, article: Article) -> Iterator[Hit]:
        known: list[tuple[tuple[str, ...], float, Span]] = []
        for name, number, span in _Ages(self, article).found():
            family = {other for other, _, _ in known if len(other) > 1 and other[-1] == name[-1]}
            earlier = [(age, place) for other, age, place in known if _one(other, name)]
            # "Barr" is nobody where there are two of them.
            clear = len(name) > 1 or len(family) < _SEVERAL
            if earlier and clear and number.value not in [age for age, _ in earlier]:
                yield Hit(span, {"figure": article.text(span), "earlier": article.earlier(earlier[0][1])})
            known.append((name, number.value, span))


def _one(left: tuple[str, ...], right: tuple[str, ...]) -> bool:
    """True for "Rosa Barr" and "Barr" or "Rosa", not for "Tom Barr" and "Rosa Barr"."""
    return left == right or (min(len(left), len(right)) == 1 and bool(set(left) & set(right)))


class _Ages:
    """The ages in an article with the names that they belong to."""

    def __init__(self, check: Age, article: Article) -> None:
        self.check, self.article = check, article
        self.tokens = article.analysis.scan.tokens
        within = self.tokens.within
        # Of ", who is" and "is", which end alike, the longer one comes last.
        behind = sorted(article.matches(check.behind), key=lambda span: span.end - span.start)
        self.behind = {within(span).stop: within(span).start for span in behind}
        self.ahead = {within(span).start: within(span).stop for span in article.matches(check.ahead)}

    def found(self) -> Iterator[tuple[tuple[str, ...], Number, Span]]:
        words = self.tokens.words
        for sentence in self.article.analysis.sentences:
            parts = (words, self.tokens.starts, self.tokens.ends, sentence.first, sentence.last)
            reading = Reading(self.article.document.text, *parts)
            at = sentence.first
            while at < sentence.last:
                begins = words[at][0].isdigit() or words[at] in STARTERS
                number = read(reading, at) if begins else None
                if number is not None and _YOUNGEST <= number.value <= _OLDEST and number.value.is_integer():
                    name = self._name(number, sentence.first, sentence.last)
                    if name:
                        yield name, number, reading.span(number.first, number.end)
                at = number.end if number is not None else at + 1

    def _name(self, number: Number, first: int, last: int) -> tuple[str, ...]:
        words, after, before = self.tokens.words, number.end, number.first - 1
        following = words[after] if after < last else "."
        closed = following in _CLOSING or following in self.check.closing
        start = before if before > first and words[before] in _OPENING else self.behind.get(number.first, first)
        if closed and start > first and start - 1 in self._names:
            return self._whole(start - 1)
        if before >= first and words[before] in self.check.at and following == ",":
            return self._speaker(after + 1, last)
        end = self.ahead.get(after, last)
        named = [index for index in range(end, min(end + _REACH, last)) if index in self._names]
        return self._whole(named[-1]) if named else ()

    def _speaker(self, at: int, last: int) -> tuple[str, ...]:
        """The name in front of a verb that says how things are now."""
        while at < last and at in self._names:
            if at + 1 < last and self.tokens.words[at + 1] in self.check.now:
                return self._whole(at)
            at += 1
        return ()

    def _whole(self, end: int) -> tuple[str, ...]:
        """The name that ends with token `end`."""
        first = end
        while first - 1 in self._names:
            first -= 1
        return self.tokens.words[first : end + 1]

    @cached_property
    def _names(self) -> frozenset[int]:
        """Tokens with a capital letter that are never written without one."""
        text, words = self.article.document.text, self.tokens.words
        capital = {at for at, start in enumerate(self.tokens.starts) if text[start].isupper()}
        small = {word for at, word in enumerate(words) if at not in capital}
        return frozenset(
            at for at in capital if len(words[at]) >= _SHORTEST and words[at].isalpha() and words[at] not in small
        )
