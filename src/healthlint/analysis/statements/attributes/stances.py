"""Stances for or against something: taken with food or without, approved or not, allowed together or not."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.attributes import Attribute
from healthlint.analysis.model import Context, Mention, Statement
from healthlint.analysis.places import Places
from healthlint.analysis.statements.attributes.model import Row, Value, phrases
from healthlint.fast_dataclass import replace
from healthlint.span import Span

_HEADS = ("title", "heading")
_PROSE = ("paragraph", "item", "cell")
_EARNEST = ("asserted", "absolute")
_SIDES = ("for", "against")
_EVERYTHING = "drug"


def rows(places: Places, attribute: Attribute) -> Iterator[Row]:
    """The phrases `for` and `against` contain their own negation ("no side effects"). Lists: `frames`, whose statements
    count too. Conditional, quoted or doubted words do not count, but under a heading a doubt contradicts what the
    heading promises."""
    found = [*_phrased(places, attribute), *_stated(places, attribute)]
    taken: set[int] = set()
    for row in sorted(found, key=lambda row: row.place):
        if row.place.start not in taken:
            taken.add(row.place.start)
            yield row


def _phrased(places: Places, attribute: Attribute) -> Iterator[Row]:
    for side in _SIDES:
        for span in places.matches(phrases(attribute, side)):
            context, head = _outside(places, span), _head(places, attribute, span)
            subject = _subject(places, attribute, span)
            if subject is not None and _meant(attribute, context, head) and _stands(places, attribute, span):
                yield _row(places, attribute, side, span, context, subject)


def _stated(places: Places, attribute: Attribute) -> Iterator[Row]:
    frames = attribute.lists.get("frames", ())
    for each in places.analysis.stated.in_frames(frames) if frames else ():
        total = each.extent == "total" and each.reach == "everybody" and each.certainty in _EARNEST
        if total and not _aside(each):
            subject = _pair(places, each.place, places.analysis.sentences[each.sentence].span)
            if subject is not None:
                cues = tuple(cue for cue in each.cues if cue.category != "negated")
                context = Context("affirmed", each.certainty, each.voice, cues)
                yield _row(places, attribute, each.stance, each.place, context, subject)


def _aside(statement: Statement) -> bool:
    return any(cue.category in ("conditional", "quoted", "contrast") for cue in statement.cues)


def _row(
    places: Places, attribute: Attribute, side: str, span: Span, context: Context, subject: tuple[Mention | str, ...]
) -> Row:
    names = tuple(each if isinstance(each, str) else each.concept for each in subject)
    classes = frozenset(name for each in subject if not isinstance(each, str) for name in each.classes) - {_EVERYTHING}
    scope = _head(places, attribute, span)
    return Row(attribute, Value("stance", words=(side,)), span, context, names, classes, scope=scope)


def _outside(places: Places, span: Span) -> Context:
    """The context of words that may contain their own negation."""
    context = places.context(span)
    cues = tuple(cue for cue in context.cues if not span.contains(cue.span))
    denied = any(cue.category == "negated" for cue in cues)
    return replace(context, polarity="negated" if denied else "affirmed", cues=cues)


def _meant(attribute: Attribute, context: Context, head: Span | None) -> bool:
    hedged = attribute.within == "heading" and head is None and context.certainty == "hedged"
    aside = context.has("conditional") or context.has("quoted")
    return (context.certainty in _EARNEST or hedged) and not aside


def _stands(places: Places, attribute: Attribute, span: Span) -> bool:
    block = places.document.block_at(span.start)
    return block is not None and (attribute.within != "heading" or block.kind in (*_HEADS, *_PROSE))


def _head(places: Places, attribute: Attribute, span: Span) -> Span | None:
    """The text covered by a title or heading that contains these words; None for other blocks."""
    blocks = places.document.blocks
    at = next((at for at, block in enumerate(blocks) if block.span.contains(span)), None)
    if attribute.within != "heading" or at is None or blocks[at].kind not in _HEADS:
        return None
    end = at + 1
    while end < len(blocks) and (
        blocks[at].kind == "title" or blocks[end].kind not in _HEADS or blocks[end].level > blocks[at].level
    ):
        end += 1
    return Span(blocks[at].span.start, blocks[end - 1].span.end)


def _subject(places: Places, attribute: Attribute, span: Span) -> tuple[Mention | str, ...] | None:
    if attribute.of == "pair":
        return _pair(places, span, span)
    about = places.about.subject_at(span)
    if attribute.of == "thing" and about.sort in ("drug", "unlisted"):
        return (about.what,)
    return ()


def _pair(places: Places, place: Span, area: Span) -> tuple[str, Mention] | None:
    """The drug in question and the drug or condition that an area names next, or last; None without both."""
    about = places.about.subject_at(place).what
    named = (each for each in places.analysis.mentions_in(area) if each.kind != "effect" and each.concept != about)
    others = sorted(named, key=lambda each: (each.span.start < place.start, abs(each.span.start - place.start)))
    return (about, others[0]) if about and others else None
