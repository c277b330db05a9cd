"""Expansions of abbreviations: "low-dose naltrexone (LDN)", "LDN stands for ...", and similar compounds."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.attributes import Attribute
from healthlint.analysis.places import Places
from healthlint.analysis.statements.attributes.model import Row, Value, phrases
from healthlint.analysis.tokens import Tokens
from healthlint.pattern import pattern
from healthlint.span import Span

_TELLING = 3
"""The fewest words of an expansion that is not a chance resemblance."""
_LINK = 40
_COMPOUND = pattern(r"[^\W\d_]+[-‐‑][^\W\d_]")
_ABBREVIATION = pattern(r"\b[A-Z]{2,6}\b")


def rows(places: Places, attribute: Attribute) -> Iterator[Row]:
    """`links` are the phrases allowed between an abbreviation and the words whose initials spell it."""
    beside = list(_next_to_abbreviations(places, attribute))
    yield from sorted((*beside, *_compounds(places, attribute, beside)), key=lambda row: row.place)


def _compounds(places: Places, attribute: Attribute, beside: list[Row]) -> Iterator[Row]:
    tokens = places.analysis.scan.tokens
    first = {row.subject: row for row in reversed(beside)}
    for subject, row in first.items():
        inside = tokens.within(row.value_place or row.place)
        for span in _variants(tokens, tokens.words[inside.start : inside.stop]):
            # Only a compound: "an aortic aneurysm" is not another name of the abdominal one.
            if _COMPOUND.match(places.text(span)) and not any(each.place.overlaps(span) for each in beside):
                yield _row(places, attribute, subject[0], span, span)


def _next_to_abbreviations(places: Places, attribute: Attribute) -> Iterator[Row]:
    tokens = places.analysis.scan.tokens
    linked = {span.start: span.end for span in sorted(places.matches(phrases(attribute, "links")))}
    for match in _ABBREVIATION.finditer(places.document.text):
        place = Span(*match.span())
        for span in _expansions(tokens, match[0].lower(), place, linked):
            yield _row(places, attribute, match[0], span.cover(place), span)


def _row(places: Places, attribute: Attribute, abbreviation: str, place: Span, named: Span) -> Row:
    inside = places.analysis.scan.tokens.within(named)
    # Restless leg and restless legs are the same.
    words = tuple(word.removesuffix("s") for word in places.analysis.scan.tokens.words[inside.start : inside.stop])
    return Row(attribute, Value("name", words=words), place, places.context(place), (abbreviation,), value_place=named)


def _expansions(tokens: Tokens, letters: str, place: Span, linked: dict[int, int]) -> Iterator[Span]:
    inside = tokens.within(place)
    if not inside:
        return
    before, after = inside.start - 1, inside.stop
    if before >= 0 and tokens.words[before] == "(":
        yield from _spelled(tokens, letters, before - len(letters))
    if after < len(tokens) and tokens.words[after] == "(":
        start = linked.get(tokens.starts[after + 1]) if after + 1 < len(tokens) else None
        opening = after + 1 if start is None else tokens.within(Span(start, start + _LINK)).start
        yield from _spelled(tokens, letters, opening)
    elif after < len(tokens) and tokens.starts[after] in linked:
        end = linked[tokens.starts[after]]
        yield from _spelled(tokens, letters, tokens.within(Span(end, end + _LINK)).start)


def _variants(tokens: Tokens, words: tuple[str, ...]) -> Iterator[Span]:
    """Stretches with the same initials that differ only in the first word, "light-dose" for "low-dose", or in the
    second: "long-duration"."""
    if len(words) < _TELLING:
        return
    for last in range(len(words) - 1, len(tokens)):
        first = last - len(words) + 1
        if tokens.words[last] == words[-1] and _differs(tokens.words[first : last + 1], words):
            yield tokens.span(first, last)


def _differs(found: tuple[str, ...], words: tuple[str, ...]) -> bool:
    varied = [_varied(one, known) for one, known in zip(found, words, strict=True)]
    same = [one == known for one, known in zip(found, words, strict=True)]
    return varied[0] and all(map(any, zip(varied, same, strict=True)))


def _varied(word: str, known: str) -> bool:
    # "lower-dose" and "low-doses" are forms of the same; "light-dose" is another thing.
    return word[0] == known[0] and word.isalpha() and not word.startswith(known) and not known.startswith(word)


def _spelled(tokens: Tokens, letters: str, first: int) -> Iterator[Span]:
    last = first + len(letters) - 1
    if first < 0 or last >= len(tokens):
        return
    if all(tokens.words[first + index][0] == letter for index, letter in enumerate(letters)):
        yield tokens.span(first, last)
