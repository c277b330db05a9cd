"""Quantities with words that name an attribute: time until it works, duration of effect, number treated."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence

from healthlint.analysis.attributes import Attribute
from healthlint.analysis.model import Context, Quantity, Sentence
from healthlint.analysis.phrasebook import Phrases
from healthlint.analysis.places import Places
from healthlint.analysis.statements.attributes.model import Row, Value, phrases, size
from healthlint.fast_dataclass import dataclass, replace
from healthlint.span import Span

About = Callable[[Span], bool]
Ends = tuple[float, float]
_REACH = 4
_PARTING = frozenset((",", ";", "and", "but", "(", "while", "whereas", "then"))


def _anything(_: Span) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Cued:
    """Finds the quantities of kind `quantity` that state one thing: those nearest to `cues` in their sentence, and the
    first one after a question of `asked` ("How soon does it work?").

    If given, `also` must occur in the sentence or in the heading above, and `near` in the block or the one before it;
    `never` are phrases that show another topic, unless another statement begins between them (`parted`: ", and").
    `units` limits the units.
    """

    quantity: str = ""
    units: tuple[str, ...] = ()
    cues: Phrases = Phrases(())
    asked: Phrases = Phrases(())
    also: Phrases = Phrases(())
    near: Phrases = Phrases(())
    never: Phrases = Phrases(())
    parted: Phrases = Phrases(())

    def figures(self, places: Places, about: About = _anything) -> Iterator[tuple[Quantity, Ends, Span]]:
        """Each such quantity once, in reading order, with its bounds (in days, percent or years) and its cue, for which
        `about` must be true."""
        seen: set[Span] = set()
        for quantity, cue in sorted(
            (*self._cued(places, about), *self._answers(places, about)), key=lambda found: found[0].span
        ):
            ends = size(quantity)
            if quantity.span not in seen and ends is not None:
                seen.add(quantity.span)
                yield quantity, ends, cue

    def peers(self, places: Places, sentence: Sentence) -> list[Quantity]:
        """The quantities of a sentence that could be meant."""
        return [
            quantity
            for quantity in places.analysis.quantities_in(sentence.span)
            if quantity.kind == self.quantity
            and sentence.span.contains(quantity.span)
            and (not self.units or quantity.unit in self.units)
        ]

    def _cued(self, places: Places, about: About) -> Iterator[tuple[Quantity, Span]]:
        for cue in sorted(places.matches(self.cues)):
            sentence = places.sentence_at(cue.start)
            if sentence is None:
                continue
            clause = places.part_at(sentence, cue)
            peers = [peer for peer in self.peers(places, sentence) if clause.overlaps(peer.span)]
            if peers and self._meant(places, sentence, cue) and about(cue):
                yield min(peers, key=lambda quantity: _remoteness(places, quantity.span, cue)), cue

    def _answers(self, places: Places, about: About) -> Iterator[tuple[Quantity, Span]]:
        sentences = places.analysis.sentences
        for question in places.matches(self.asked):
            here = places.sentence_at(question.start)
            if here is None or not places.asks(here):
                continue
            at = bisect_left(sentences, here.span.start, key=lambda sentence: sentence.span.start)
            answer = next((s for s in sentences[at + 1 : at + 1 + _REACH] if self.peers(places, s)), None)
            first = self.peers(places, answer)[0] if answer is not None else None
            if answer is None or first is None or not about(first.span):
                continue
            if self._meant(places, answer, first.span, question):
                yield first, first.span

    def _meant(self, places: Places, sentence: Sentence, cue: Span, question: Span | None = None) -> bool:
        clause = self._statement(places, places.part_at(sentence, cue), cue)
        if places.says(self.never, clause):
            return False
        areas = (sentence.span, places.heading_of(sentence.block))
        if question is None and self.also.texts and not _stands(places, self.also, areas):
            return False
        blocks = places.document.blocks
        around = tuple(block.span for block in blocks[max(0, sentence.block - 1) : sentence.block + 1])
        return not self.near.texts or _stands(places, self.near, around)

    def _statement(self, places: Places, clause: Span, cue: Span) -> Span:
        """The part of a clause around the cue, up to where another statement begins."""
        turns = list(places.matches(self.parted))
        start = max((turn.start for turn in turns if turn.start <= cue.start), default=clause.start)
        end = min((turn.start for turn in turns if turn.start >= cue.end), default=clause.end)
        return Span(max(start, clause.start), min(end, clause.end))


_PARTS = ("cues", "asked", "also", "near", "never", "parted")


def rows(places: Places, attribute: Attribute) -> Iterator[Row]:
    """Uses the phrases of `Cued`, and `held`, within which a denied figure counts all the same ("expect nothing for a
    fortnight"). For a person, the subject is whoever the sentence names; for a drug, only the article's counts."""
    cues, *others = (phrases(attribute, part) for part in _PARTS)
    cued = Cued(attribute.values[0], attribute.units, cues, *others)
    of_drug = attribute.of == "drug"
    about = (lambda cue: places.about.subject_at(cue).what == places.about.topic != "") if of_drug else _anything
    for quantity, (low, high), cue in cued.figures(places, about):
        value = Value("range", low, high, quantity.unit, quantity.bound)
        subject = _subject(places, attribute, quantity, cue)
        yield Row(attribute, value, quantity.span, _context(places, attribute, quantity), subject)


def _subject(places: Places, attribute: Attribute, quantity: Quantity, cue: Span) -> tuple[str, ...]:
    """The subject of a figure; () if none is asked for."""
    if attribute.of == "person":
        return _names(places, places.analysis.sentences[quantity.sentence])
    return (places.about.subject_at(cue).what,) if attribute.of == "drug" else ()


def _context(places: Places, attribute: Attribute, quantity: Quantity) -> Context:
    context = places.context(quantity.span)
    held = places.matches(phrases(attribute, "held"))
    if context.polarity == "negated" and any(span.contains(quantity.span) for span in held):
        return replace(context, polarity="affirmed", cues=())
    return context


def _names(places: Places, sentence: Sentence) -> tuple[str, ...]:
    """Capitalised words next to another one: Ann Reed, Dr Reed, but not Friday."""
    tokens, text = places.analysis.scan.tokens, places.document.text
    inside = range(sentence.first, sentence.last)
    capital = {at for at in inside if text[tokens.starts[at]].isupper() and tokens.words[at] != "i"}
    return tuple(tokens.words[at] for at in sorted(capital) if at - 1 in capital or at + 1 in capital)


def _stands(places: Places, phrases: Phrases, areas: Sequence[Span]) -> bool:
    return any(places.says(phrases, area) for area in areas)


def _remoteness(places: Places, span: Span, cue: Span) -> tuple[bool, bool, int]:
    """Sort key: first the clause of the cue, then what follows the cue ("made in 1963 and approved by the Food and Drug
    Administration in 1984"), then mere distance."""
    between = Span(min(span.end, cue.end), max(span.start, cue.start))
    tokens = places.analysis.scan.tokens
    parted = between.start < between.end and any(tokens.words[index] in _PARTING for index in tokens.within(between))
    return parted, parted and span.start < cue.start, span.distance(cue)
