"""Counts of one thing: "47 papers" and "of the 74 papers", "a 12-week programme" and "the 10-week programme"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from healthlint.analysis.attributes import Attribute
from healthlint.analysis.model import Quantity
from healthlint.analysis.places import Places
from healthlint.analysis.statements.attributes.model import Row, Value, phrases, size
from healthlint.span import Span

_NEAR = 40
_NO_DOSE = 100
"""A larger count of capsules is not a dose."""
_PROGRAMME = "programme"
_SAME = "same-"


def rows(places: Places, attribute: Attribute) -> Iterator[Row]:
    """A row replies to earlier ones only if its count refers back (`back`: the, those, of the, our ..., a label as in
    "Animals: 36 mice", or "last month's 900 jars" if an earlier sentence mentions last month too) and means all of
    them. Lists: `part`, words after
    it that select some ("the 40 people in the placebo group"), unless `whole` after it means all ("who enrolled");
    `single`, things that an article has one set of (questions, steps). Words that stand for one another need no noun
    ("of the 16 present"); the length that a title gives is that of a programme."""
    kinds = kinds_of(places)
    referring = frozenset(span.end for span in places.matches(phrases(attribute, "back")))
    part, single = attribute.lists.get("part", ()), attribute.lists.get("single", ())
    seen: dict[str, list[Quantity]] = {}
    given = _first_ends(places)
    for quantity, noun in _counted(places, kinds):
        name = kinds.get(noun, noun)
        earlier = seen.setdefault(name, [])
        start = quantity.span.start
        named = kinds.get(singular(_label(places, quantity)), "") == name
        refers = named or noun in single or not referring.isdisjoint((start, start - 1))
        refers = refers or _possessed(places, quantity, earlier)
        whole = refers and (_next(places, quantity) not in part or _all(places, attribute, quantity))
        whole = whole and not _given_before(given, quantity)
        ends = size(quantity)
        if ends is not None:
            value = Value("count", *ends, quantity.kind, quantity.bound)
            yield Row(attribute, value, quantity.span, places.context(quantity.span), (name,), reply=whole)
        earlier.append(quantity)


def _all(places: Places, attribute: Attribute, quantity: Quantity) -> bool:
    """True for "the 41 who enrolled", which means all of them."""
    tokens = places.analysis.scan.tokens
    at = tokens.within(quantity.span).stop + 1
    return at < len(tokens) and tokens.words[at] in attribute.lists.get("whole", ())


def kinds_of(places: Places) -> Mapping[str, str]:
    """The thing that each of the interchangeable words counts: the lists `same-...` of the lexicon."""
    sets = ((name, words) for name, words in places.analysis.scan.lists.items() if name.startswith(_SAME))
    return {singular(word): name.removeprefix(_SAME) for name, words in sets for word in words}


def singular(word: str) -> str:
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word


def _counted(places: Places, kinds: Mapping[str, str]) -> Iterator[tuple[Quantity, str]]:
    for quantity in places.analysis.quantities:
        noun = _noun(places, quantity, kinds)
        if noun and quantity.low is not None and quantity.low == quantity.high and quantity.bound in ("exact", "about"):
            yield quantity, noun


def _noun(places: Places, quantity: Quantity, kinds: Mapping[str, str]) -> str:
    if quantity.kind == "count" or (quantity.kind == "dose" and quantity.low and quantity.low >= _NO_DOSE):
        return singular(quantity.unit)
    if quantity.kind == "other" and not quantity.unit:
        around = (singular(_next(places, quantity)), singular(_label(places, quantity)))
        return next((word for word in around if word in kinds), "")
    if quantity.kind != "duration":
        return ""
    block = places.document.blocks[places.analysis.sentences[quantity.sentence].block]
    if any(mark in quantity.text for mark in "-‐‑"):
        # A "two-year survival" and a "five-year survival" are two things.
        return kinds.get(singular(_next(places, quantity)), "")
    # "Your first 12 weeks" as a title is the length of its programme.
    return _PROGRAMME if block.kind == "title" else ""


def _next(places: Places, quantity: Quantity) -> str:
    tokens = places.analysis.scan.tokens
    after = tokens.within(Span(quantity.span.end, quantity.span.end + _NEAR))
    return tokens.words[after.start] if after else ""


def _label(places: Places, quantity: Quantity) -> str:
    """The label in "Present: 14"."""
    tokens = places.analysis.scan.tokens
    first = tokens.within(quantity.span).start
    return tokens.words[first - 2] if first > 1 and tokens.words[first - 1] == ":" else ""


def _possessed(places: Places, quantity: Quantity, earlier: list[Quantity]) -> bool:
    """True for "Last month's 900 jars" if an earlier sentence counts the jars of last month."""
    tokens = places.analysis.scan.tokens
    first = tokens.within(quantity.span).start
    if first < 2 or tokens.words[first - 1] != "'s":
        return False
    owner = tokens.words[first - 2]
    sentences = (places.analysis.sentences[each.sentence] for each in earlier)
    return any(owner in tokens.words[sentence.first : sentence.last] for sentence in sentences)


def _first_ends(places: Places) -> Mapping[float, int]:
    """The end of the first occurrence of each number that counts something."""
    ends: dict[float, int] = {}
    for each in places.analysis.quantities:
        if each.low is not None and each.kind in ("count", "other"):
            ends[each.low] = min(each.span.end, ends.get(each.low, each.span.end))
    return ends


def _given_before(given: Mapping[float, int], quantity: Quantity) -> bool:
    """True for a number that was given before, for anything: in "eight of 292", the 292 is the earlier one."""
    if quantity.kind == "duration" or quantity.low is None:
        return False
    return given.get(quantity.low, quantity.span.end) <= quantity.span.start
