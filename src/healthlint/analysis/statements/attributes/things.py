"""Figures behind "costs" and "takes" with the words before it: "a refill takes three days"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthlint.analysis.attributes import Attribute
from healthlint.analysis.places import Places
from healthlint.analysis.statements.attributes.model import Row, Value, phrases, size

_REACH = 7
_BREAKS = frozenset(",;:.!?()\"“”'’-–—")
_LEAST_WORD = 2


def rows(places: Places, attribute: Attribute) -> Iterator[Row]:
    """The thing is the words before `verbs`, whatever their order. Lists: `idle` words say nothing of it (the, our,
    only), at `links` another clause begins, `other` words name no thing or another one (it, each, second); what is
    followed by a word of `part` holds for some ("$30 for members")."""
    tokens, part = places.analysis.scan.tokens, attribute.lists.get("part", ())
    verbs = sorted(places.matches(phrases(attribute, "verbs")))
    starts = {tokens.within(span).stop: tokens.within(span).start for span in verbs}
    for quantity in places.analysis.quantities if starts else ():
        ends, inside = size(quantity), tokens.within(quantity.span)
        verb = starts.get(inside.start)
        if verb is None or quantity.kind != attribute.quantity or ends is None or ends[0] != ends[1]:
            continue
        partial = inside.stop < len(tokens) and tokens.words[inside.stop] in part
        if partial or quantity.bound != "exact":
            continue
        first = places.analysis.sentences[quantity.sentence].first
        subject = _subject(tokens.words[max(first, verb - _REACH) : verb], attribute)
        if subject:
            unit = "" if quantity.kind == "duration" else quantity.unit
            value = Value("number", round(ends[0], 3), round(ends[1], 3), unit)
            yield Row(attribute, value, quantity.span, places.context(quantity.span), (*subject, unit))


def _subject(words: Sequence[str], attribute: Attribute) -> tuple[str, ...]:
    """The telling words before a verb; none where one of them names no thing."""
    clause: list[str] = []
    for word in reversed(words):
        if word in _BREAKS or word in attribute.lists.get("links", ()):
            break
        clause.append(word)
    other = attribute.lists.get("other", ())
    if any(word in other or not word.isalpha() for word in clause) or len(clause) == _REACH:
        return ()
    idle = attribute.lists.get("idle", ())
    return tuple(sorted({word.removesuffix("s") for word in clause if word not in idle and len(word) > _LEAST_WORD}))
