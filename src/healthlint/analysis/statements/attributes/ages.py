"""Ages with names: "Barr, who is 58", "the 58-year-old Barr", "at 58, Barr says"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from healthlint.analysis.attributes import Attribute
from healthlint.analysis.places import Places
from healthlint.analysis.quantities.numbers import STARTERS, Number, read
from healthlint.analysis.statements.attributes.model import Row, Value, phrases
from healthlint.analysis.statements.attributes.values import reading
from healthlint.span import Span

_OLDEST = 110
_YOUNGEST = 5
_SHORTEST = 2
_REACH = 3
_OPENING = frozenset(",(")
_CLOSING = frozenset(",.;:)")
_Named = tuple[tuple[str, ...], Number, Span]


def rows(places: Places, attribute: Attribute) -> Iterator[Row]:
    """Phrases: `behind` between a name and the age, `ahead` between the age and a name. Lists: `closing` may follow an
    age, as punctuation may; after `at` the name must be followed by one of `now`, as in "at 16 she left school" the age
    is past."""
    found = list(_Ages(places, attribute).found())
    whole = {name for name, _, _ in found if len(name) > 1}
    for name, number, span in found:
        bearers = [name] if len(name) > 1 else [each for each in whole if name[0] in each] or [name]
        # "Barr" is ambiguous if there are two of them.
        if len(bearers) == 1:
            yield Row(attribute, Value("number", number.value, number.value), span, places.context(span), bearers[0])


class _Ages:
    """The ages in an article with the names they belong to."""

    def __init__(self, places: Places, attribute: Attribute) -> None:
        self.places, self.attribute = places, attribute
        self.tokens = places.analysis.scan.tokens
        within = self.tokens.within
        # Of ", who is" and "is", which end alike, the longer one sorts last.
        behind = sorted(places.matches(phrases(attribute, "behind")), key=lambda span: span.end - span.start)
        self.behind = {within(span).stop: within(span).start for span in behind}
        self.ahead = {within(span).start: within(span).stop for span in places.matches(phrases(attribute, "ahead"))}

    def found(self) -> Iterator[_Named]:
        words = self.tokens.words
        for sentence in self.places.analysis.sentences:
            text, at = reading(self.places, sentence.first), sentence.first
            while at < sentence.last:
                begins = words[at][0].isdigit() or words[at] in STARTERS
                number = read(text, at) if begins else None
                if number is not None and _YOUNGEST <= number.value <= _OLDEST and number.value.is_integer():
                    name = self._name(number, sentence.first, sentence.last)
                    if name:
                        yield name, number, text.span(number.first, number.end)
                at = number.end if number is not None else at + 1

    def _name(self, number: Number, first: int, last: int) -> tuple[str, ...]:
        words, after, before = self.tokens.words, number.end, number.first - 1
        following = words[after] if after < last else "."
        closed = following in _CLOSING or following in self.attribute.lists.get("closing", ())
        start = before if before > first and words[before] in _OPENING else self.behind.get(number.first, first)
        if closed and start > first and start - 1 in self._names:
            return self._full_name(start - 1)
        if before >= first and words[before] in self.attribute.lists.get("at", ()) and following == ",":
            return self._speaker(after + 1, last)
        end = self.ahead.get(after, last)
        named = [index for index in range(end, min(end + _REACH, last)) if index in self._names]
        return self._full_name(named[-1]) if named else ()

    def _speaker(self, at: int, last: int) -> tuple[str, ...]:
        """The name before a verb in the present tense."""
        while at < last and at in self._names:
            if at + 1 < last and self.tokens.words[at + 1] in self.attribute.lists.get("now", ()):
                return self._full_name(at)
            at += 1
        return ()

    def _full_name(self, end: int) -> tuple[str, ...]:
        """The name that ends with token `end`."""
        first = end
        while first - 1 in self._names:
            first -= 1
        return self.tokens.words[first : end + 1]

    @cached_property
    def _names(self) -> frozenset[int]:
        """Capitalised tokens that never occur in lower case."""
        text, words = self.places.document.text, self.tokens.words
        capital = {at for at, start in enumerate(self.tokens.starts) if text[start].isupper()}
        small = {word for at, word in enumerate(words) if at not in capital}
        return frozenset(
            at for at in capital if len(words[at]) >= _SHORTEST and words[at].isalpha() and words[at] not in small
        )
