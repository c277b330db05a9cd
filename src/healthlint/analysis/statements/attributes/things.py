"""Values after words that name an attribute, with the thing before them: "a refill costs $30", "store below 25 °C"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthlint.analysis.attributes import Attribute
from healthlint.analysis.lexicon import Lists
from healthlint.analysis.places import Places
from healthlint.analysis.statements.attributes.model import Row, phrases
from healthlint.analysis.statements.attributes.values import value_at
from healthlint.span import Span

_REACH = 7
_BREAKS = frozenset(",;:.!?()\"“”'’-–—")
_LEAST_WORD = 2


def rows(places: Places, attribute: Attribute) -> Iterator[Row]:
    """A value follows `verbs` directly; the thing is the words before them, in any order. Of the lists of the lexicon,
    `thing-idle` are words that say nothing about a thing (the, our, only), at `thing-links` another clause begins,
    `thing-other` names no thing or another one (it, each, second); a value followed by a word of `thing-part` holds for
    some only ("$30 for members")."""
    tokens = places.analysis.scan.tokens
    seen: set[Span] = set()
    for verb in sorted(places.matches(phrases(attribute, "verbs")), key=lambda span: (span.end, span.start)):
        before = tokens.within(verb)
        found = value_at(places, attribute, before.stop) if before.stop < len(tokens) else None
        if found is None or found[1] in seen:
            continue
        value, place = found
        after = tokens.within(place).stop
        if after < len(tokens) and tokens.words[after] in places.analysis.scan.lists["thing-part"]:
            continue
        subject = _subject(places, attribute, before.start)
        if subject or attribute.of != "thing":
            seen.add(place)
            said = places.context(verb)
            context = places.context(place) if said.earnest else said
            yield Row(attribute, value, place, context, subject)


def _subject(places: Places, attribute: Attribute, verb: int) -> tuple[str, ...]:
    if attribute.of != "thing":
        return ()
    number = places.analysis.scan.sentence_of[verb]
    first = places.analysis.sentences[number].first if number >= 0 else verb
    scan = places.analysis.scan
    return _telling(scan.tokens.words[max(first, verb - _REACH) : verb], scan.lists)


def _telling(words: Sequence[str], lists: Lists) -> tuple[str, ...]:
    """The significant words before a verb; none if one of them names no thing."""
    clause: list[str] = []
    for word in reversed(words):
        if word in _BREAKS or word in lists["thing-links"]:
            break
        clause.append(word)
    if any(word in lists["thing-other"] or not word.isalpha() for word in clause) or len(clause) == _REACH:
        return ()
    said = (word for word in clause if word not in lists["thing-idle"] and len(word) > _LEAST_WORD)
    return tuple(sorted({word.removesuffix("s") for word in said}))
