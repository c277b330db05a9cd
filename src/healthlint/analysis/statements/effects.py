"""Statements of effect: that something cures, prevents, relieves or worsens an illness."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from healthlint.analysis.about.resolve import About
from healthlint.analysis.frames import Frame
from healthlint.analysis.model import Certainty, Context, Mention, Statement
from healthlint.analysis.statements.barred import barred
from healthlint.analysis.statements.constructions import EFFECTS
from healthlint.analysis.statements.grammar import Grammar
from healthlint.analysis.statements.targets import Targets
from healthlint.analysis.statements.text import Occurrence, Text
from healthlint.fast_dataclass import replace


def effects(text: Text, grammar: Grammar, mentions: Sequence[Mention], about: About) -> Iterator[Statement]:
    """What every construction finds, except in aims, advice and words that only look like a claim."""
    targets = Targets(grammar)
    if not text.effects:
        return
    closed = barred(grammar)
    named = {text.tokens.within(each.span).start: each.concept for each in mentions if each.kind != "drug"}
    for read in EFFECTS:
        for found in read(text, grammar, targets):
            if not closed[found.words.first]:
                yield _statement(text, grammar, found, named, about)


def _statement(text: Text, grammar: Grammar, found: Occurrence, named: dict[int, str], about: About) -> Statement:
    frame, place = found.words.unit.frame, text.span(found.place)
    context = _context(text, found)
    target = found.target
    return Statement(
        kind="effect",
        frame=frame.id,
        construction=found.construction,
        stance=frame.stance,
        polarity=context.polarity,
        certainty=_certainty(text, found, context),
        voice=context.voice,
        place=place,
        sentence=text.scan.sentence_of[found.words.first],
        about=about.subject_at(place).what,
        target=named.get(target.start, text.scan.text(text.span(target)).lower()) if target is not None else "",
        cues=context.cues,
        strength=_strength(frame),
        ill=text.span(target) if target is not None else None,
        past=_past(grammar, found),
    )


def _past(grammar: Grammar, found: Occurrence) -> bool:
    """True for "relieved", "had a lower" and "began to subside"; "has relieved" and "is relieved" hold now."""
    first = found.words.first
    previous = grammar.before(first, grammar.sentence(first).first)
    if grammar.form(grammar.words[first]) == "past":
        return not (grammar.is_a(previous, "be") or grammar.is_a(previous, "have"))
    if previous < 0:
        return False
    return grammar.words[previous] in ("had", "was", "were") or grammar.form(grammar.words[previous]) == "past"


def _strength(frame: Frame) -> str:
    """Less of an illness is a benefit."""
    return "benefit" if frame.strength == "change" and frame.direction == "down" else frame.strength


def _context(text: Text, found: Occurrence) -> Context:
    """The context of the words; a negation inside them ("no more") is part of what they say."""
    place = text.span(range(found.words.first, found.words.last + 1))
    context = text.context_of(place)
    denials = [cue for cue in context.cues if cue.category == "negated"]
    if context.polarity == "negated" and denials and all(place.contains(cue.span) for cue in denials):
        return replace(context, polarity="affirmed")
    return context


def _certainty(text: Text, found: Occurrence, context: Context) -> Certainty:
    """A question asserts nothing, whatever the cues say."""
    asked = text.asks(text.sentence(found.words.first)) and context.certainty != "questioned"
    settled = any(cue.category == "answered-yes" for cue in context.cues)
    return "questioned" if asked and not settled else context.certainty
