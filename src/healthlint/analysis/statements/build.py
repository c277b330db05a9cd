"""Builds statements from what the constructions find, adding subject, extent, population and certainty."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import cached_property
from typing import Literal

from healthlint.analysis.about.resolve import About
from healthlint.analysis.frames import CLAIMS, Frame, Stance, Unit
from healthlint.analysis.model import Context, CueHit, Mention, Polarity, Scan, Statement
from healthlint.analysis.statements.constructions import CONSTRUCTIONS
from healthlint.analysis.statements.effects import effects
from healthlint.analysis.statements.grammar import Grammar
from healthlint.analysis.statements.text import Occurrence, Text
from healthlint.fast_dataclass import dataclass, replace
from healthlint.span import Span


@dataclass(frozen=True, slots=True)
class Parts:
    """What statements are made of besides the words of frames."""

    grammar: Grammar
    mentions: Sequence[Mention]
    context_of: Callable[[Span], Context]
    about: About


_OPEN = frozenset(("questioned", "answered-yes", "answered-no"))


class Statements:
    """The statements of a text, built when their kind is requested."""

    def __init__(self, scan: Scan, known: Sequence[Unit], made: Callable[[], Parts]) -> None:
        """`known` are the words of all frames; `made` gives what else statements are made of."""
        self._scan, self._known, self._made = scan, known, made
        self._told: dict[frozenset[tuple[str, str]], tuple[Statement, ...]] = {}

    def all(self) -> tuple[Statement, ...]:
        """All statements, in reading order."""
        return self._of(lambda _: True)

    def of(self, kind: str) -> tuple[Statement, ...]:
        """The statements of a kind."""
        return self._of(lambda frame: frame.kind == kind)

    def in_frames(self, names: Collection[str]) -> tuple[Statement, ...]:
        """The statements that match these frames."""
        return self._of(lambda frame: frame.id in names)

    def _of(self, wanted: Callable[[Frame], bool]) -> tuple[Statement, ...]:
        found = (unit.frame for unit in self._known if wanted(unit.frame) and unit.key in self._scan.matches)
        frames = frozenset((frame.kind, frame.id) for frame in found)
        if frames not in self._told:
            self._told[frames] = tuple(sorted(self._built(frames), key=_order))
        return self._told[frames]

    def _built(self, frames: Collection[tuple[str, str]]) -> Iterator[Statement]:
        if any(kind not in CLAIMS for kind, _ in frames):
            for each in self._found:
                frame = each.words.unit.frame
                if (frame.kind, frame.id) in frames and (said := self._builder.statement(each)) is not None:
                    yield said
        if any(kind == "effect" for kind, _ in frames):
            yield from (each for each in self._effects if (each.kind, each.frame) in frames)

    @cached_property
    def _parts(self) -> Parts:
        return self._made()

    @cached_property
    def _text(self) -> Text:
        return Text(self._scan, self._known, self._parts.context_of)

    @cached_property
    def _builder(self) -> _Builder:
        return _Builder(self._text, self._parts.mentions, self._parts.about)

    @cached_property
    def _found(self) -> tuple[Occurrence, ...]:
        return tuple(each for read in CONSTRUCTIONS for each in read(self._text))

    @cached_property
    def _effects(self) -> tuple[Statement, ...]:
        parts = self._parts
        return tuple(effects(self._text, parts.grammar, parts.mentions, parts.about))


def _order(statement: Statement) -> tuple[Span, str, str]:
    return statement.place, statement.kind, statement.frame


class _Builder:
    """Builds the statement of one construction: subject, stance, certainty."""

    def __init__(self, text: Text, mentions: Sequence[Mention], about: About) -> None:
        self._text = text
        self._about = about
        self._mentions: dict[int, list[Mention]] = {}
        for mention in mentions:
            self._mentions.setdefault(mention.sentence, []).append(mention)

    def statement(self, found: Occurrence) -> Statement | None:
        """The statement; None if the denial of its frame says nothing."""
        text, frame = self._text, found.words.unit.frame
        context = _context(text, found)
        if frame.one_way and context.polarity == "negated":
            return None
        number = text.scan.sentence_of[found.place.start]
        about, target = self._drug_and_partner(found)
        return Statement(
            kind=frame.kind,
            frame=frame.id,
            construction=found.construction,
            stance=_stance(frame.stance, context.polarity),
            polarity=context.polarity,
            certainty=context.certainty,
            voice=context.voice,
            place=text.span(found.place),
            sentence=number,
            matter=frame.matter,
            about=about,
            target=target,
            extent=_extent(text, found),
            reach=_reach(text, found),
            cues=context.cues,
        )

    def _drug_and_partner(self, found: Occurrence) -> tuple[str, str]:
        """The drug that the words are about, and what is named with it."""
        numbers = {self._text.scan.sentence_of[index] for index in (found.place.start, found.words.first)}
        here = [mention for number in sorted(numbers) for mention in self._mentions.get(number, ())]
        about = self._about.subject_at(self._text.span(found.place)).what
        return about, next((mention.concept for mention in here if mention.concept != about), "")


def _stance(stance: Stance, polarity: Polarity) -> Stance:
    """The stance, reversed by a negation."""
    if polarity == "affirmed":
        return stance
    return "against" if stance == "for" else "for"


def _context(text: Text, found: Occurrence) -> Context:
    """The context of the frame's words, with what the construction adds; "can" in a denial is not a hedge."""
    context = text.context_of(text.tokens.span(found.words.first, found.words.last))
    place = text.span(found.place)
    around = tuple(cue for cue in context.cues if cue.category != "hedged" or not place.contains(cue.span))
    if context.certainty == "hedged" and not any(cue.category in ("hedged", "conditional") for cue in around):
        context = replace(context, certainty="asserted", cues=around)
    if found.asserted:
        # What the verdict says is already counted, and no longer a question.
        kept = tuple(cue for cue in context.cues if cue.category not in _OPEN and not _within(text, found, cue))
        denials = len({cue.span for cue in kept if cue.category == "negated"}) + found.denied
        certainty = "asserted" if context.certainty == "questioned" else context.certainty
        critic = any(cue.category in ("critic", "myth") for cue in kept)
        voice = context.voice if critic or context.voice != "critic" else "writer"
        return replace(context, polarity=_polarity(denials), certainty=certainty, voice=voice, cues=kept)
    if found.denied:
        return replace(context, polarity="affirmed" if context.polarity == "negated" else "negated")
    return context


def _within(text: Text, found: Occurrence, cue: CueHit) -> bool:
    """True for a cue that is part of the verdict."""
    return text.span(found.place).overlaps(cue.span) and text.tokens.within(cue.span).start > found.words.last


def _polarity(denials: int) -> Polarity:
    return "negated" if denials % 2 else "affirmed"


def _extent(text: Text, found: Occurrence) -> Literal["total", "some"]:
    """Some, if only part of it is mentioned: "no serious side effects", "hardly any risk", "no danger of fire"."""
    of = found.words.last + 1
    special = of in text.group("of") and of + 1 not in text.group("of-all")
    return "some" if special or _near(text, found, "partly") else "total"


def _reach(text: Text, found: Occurrence) -> Literal["everybody", "some"]:
    """Some, if it is about some people, or about a past observation: "no harm was reported in the trial"."""
    return "some" if _near(text, found, "some-people") else "everybody"


def _near(text: Text, found: Occurrence, name: str) -> bool:
    """True if a phrase of a group occurs in the sentence of the words, or in the subject's."""
    places = {text.scan.sentence_of[found.words.first], text.scan.sentence_of[found.place.start]}
    return any(text.occurs_in(name, number) for number in places)
