"""Claims: who says that what does what to what."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property

from healthlint.analysis.about.resolve import About
from healthlint.analysis.frames import CLAIMS, Unit
from healthlint.analysis.model import Claim, Context, Mention, Quantity, Scan
from healthlint.analysis.statements.arguments import Stretch, antecedents
from healthlint.analysis.statements.grammar import Grammar
from healthlint.analysis.statements.magnitudes import Magnitudes
from healthlint.analysis.statements.predicates import Predicate
from healthlint.fast_dataclass import replace
from healthlint.span import Span

_FAR = 14
_NAMED_WITHIN = 6
_SUBJECT_WORDS = 6
_TAKEN_WITHIN = 8
_COMPARES = frozenset(("superior", "equal"))
_ILLNESS = frozenset(("condition", "effect"))
_ECHO = "echo"
_MODEST = frozenset(("benefit", "change", "harm", "cure"))


class Claims:
    """The claims of a text, built on request; a claim depends at most on its paragraph."""

    def __init__(
        self, scan: Scan, known: Sequence[Unit], made: Callable[[], tuple[Sequence[Predicate], Builder]]
    ) -> None:
        """`known` are the words of all frames; `made` gives the predicates in order, and what makes claims of them."""
        self._scan, self._known, self._made_of = scan, known, made
        self._blocks: dict[int, list[Claim]] = {}

    @cached_property
    def all(self) -> tuple[Claim, ...]:
        """Every claim, in order."""
        return tuple(_echoed(claim for block in self._predicates for claim in self._in_block(block)))

    def near(self, strengths: Collection[str]) -> tuple[Claim, ...]:
        """All claims of these strengths, in order, and possibly others."""
        if self._has_strength(_ECHO):
            return self.all
        if not any(map(self._has_strength, strengths)):
            return ()
        wanted = (block for block, each in self._predicates.items() if any(_strength(one) in strengths for one in each))
        return tuple(claim for block in wanted for claim in self._in_block(block))

    def _has_strength(self, strength: str) -> bool:
        """True if the text contains words of a frame of this strength."""
        units = (unit for unit in self._known if unit.frame.kind in CLAIMS and unit.frame.strength == strength)
        return any(unit.key in self._scan.matches for unit in units)

    @cached_property
    def _predicates(self) -> dict[int, list[Predicate]]:
        """The predicates by block."""
        found: dict[int, list[Predicate]] = {}
        for each in self._made[0]:
            found.setdefault(self._scan.sentences[self._scan.sentence_of[each.first]].block, []).append(each)
        return found

    @cached_property
    def _made(self) -> tuple[Sequence[Predicate], Builder]:
        return self._made_of()

    def _in_block(self, block: int) -> list[Claim]:
        if block not in self._blocks:
            self._blocks[block] = list(map(self._made[1].claim, self._predicates[block]))
        return self._blocks[block]


def _strength(predicate: Predicate) -> str:
    return predicate.unit.frame.strength


def _echoed(claims: Iterable[Claim]) -> Iterator[Claim]:
    """The claims; one that says "the same" of another illness takes the strength of a nearby preceding claim."""
    effect: Claim | None = None
    for claim in claims:
        if claim.strength != _ECHO:
            effect = claim if claim.relation == "causal" else effect
            yield claim
        elif effect is not None and claim.sentence - effect.sentence <= 1 and effect.context.polarity == "affirmed":
            certainty = effect.context.certainty if claim.context.certainty == "asserted" else claim.context.certainty
            context = replace(claim.context, certainty=certainty)
            yield replace(claim, strength=effect.strength, subject=effect.subject, context=context)


class Builder:
    """Builds a claim from a predicate: names, span, context, magnitude."""

    def __init__(
        self,
        grammar: Grammar,
        mentions: Sequence[Mention],
        quantities: Sequence[Quantity],
        context_of: Callable[[Span], Context],
        about: About,
    ) -> None:
        self._grammar, self._scan = grammar, grammar.scan
        self._about = about
        self._mentions = mentions
        self._mention_starts = [mention.span.start for mention in mentions]
        self._drug_starts = about.starts
        self._magnitudes = Magnitudes(grammar, quantities)
        self._context_of = context_of
        # The last agent that the text named by a noun: (block, sentence, drug or ""); it counts in its block alone.
        self._named: tuple[int, int, str] = (-1, -1, "")

    def claim(self, predicate: Predicate) -> Claim:
        unit, tokens = predicate.unit, self._scan.tokens
        place = tokens.span(predicate.first, predicate.last)
        span = self._span(predicate)
        return Claim(
            relation="causal" if unit.frame.kind == "effect" else "association",
            predicate=unit.frame.id,
            strength=self._strength(predicate),
            predicate_span=place,
            span=span,
            sentence=self._scan.sentence_of[predicate.first],
            context=self._led_context(predicate, place),
            agent=self._place(predicate.agent),
            target=self._place(predicate.target),
            subject=self._drug(predicate),
            object=self._condition(predicate),
            magnitude=self._magnitudes.of(predicate, span),
        )

    def _place(self, stretch: Stretch | None) -> Span | None:
        return None if stretch is None else self._scan.tokens.span(stretch.first, stretch.last)

    def _span(self, predicate: Predicate) -> Span:
        span = self._scan.tokens.span(self._opening(predicate), predicate.end)
        for stretch in (predicate.agent, predicate.target):
            if stretch is None:
                continue
            near = stretch.last - predicate.last if stretch.first > predicate.first else predicate.first - stretch.first
            if near <= _FAR:
                span = span.cover(self._scan.tokens.span(stretch.first, stretch.last))
        return span

    def _opening(self, predicate: Predicate) -> int:
        """The first word of the verb group of a passive: "can easily be" of "can easily be treated"."""
        first, lower = predicate.first, self._grammar.clause(predicate.first).start
        while (
            predicate.use == "passive"
            and first > lower
            and (
                self._grammar.is_a(first - 1, "be")
                or self._grammar.is_a(first - 1, "modal")
                or self._grammar.adverb(first - 1)
            )
        ):
            first -= 1
        return first

    def _context(self, place: Span) -> Context:
        """The context of the predicate; negations inside it ("never fails") are part of what it says."""
        context = self._context_of(place)
        negations = [cue for cue in context.cues if cue.category == "negated"]
        if context.polarity == "negated" and negations and all(place.contains(cue.span) for cue in negations):
            return replace(context, polarity="affirmed")
        return context

    def _led_context(self, predicate: Predicate, place: Span) -> Context:
        """The context of the predicate with the hedge (and, for a bare form, the negation) of the verb that governs
        it."""
        context, leader = self._context(place), predicate.leader
        if leader is None:
            return context
        leading = self._context(self._scan.tokens.span(leader.first, leader.last))
        if context.certainty == "asserted" and leading.certainty == "hedged":
            context = replace(context, certainty="hedged", cues=(*leading.cues, *context.cues))
        if predicate.use != "participle" and leading.polarity == "negated":
            context = replace(context, polarity="negated", cues=(*leading.cues, *context.cues))
        return context

    def _strength(self, predicate: Predicate) -> str:
        unit, target = predicate.unit, predicate.target
        if target is None or unit.frame.kind != "effect":
            return unit.frame.strength
        words = range(target.first, target.last + 1)
        if (
            unit.frame.strength in _MODEST
            and not self._condition(predicate)
            and any(self._grammar.is_a(index, "mechanism") for index in words)
            and not any(
                self._grammar.is_a(index, "assault") for index in range(words.start, max(words.stop, predicate.end + 1))
            )
        ):
            return "mechanism"
        if not unit.frame.direction or unit.frame.strength != "change":
            return unit.frame.strength
        bad = any(self._grammar.is_a(index, "bad") for index in words) or bool(self._condition(predicate))
        good = any(self._grammar.is_a(index, "good") for index in words)
        if bad == good and not bad:
            return "change"
        return "benefit" if bad == (unit.frame.direction == "down") else "harm"

    def _within(self, stretch: Stretch, kinds: frozenset[str]) -> Mention | None:
        span = self._scan.tokens.span(stretch.first, stretch.last)
        at = bisect_left(self._mention_starts, span.start)
        while at < len(self._mentions) and self._mentions[at].span.start < span.end:
            if self._mentions[at].kind in kinds:
                return self._mentions[at]
            at += 1
        return None

    def _condition(self, predicate: Predicate) -> str:
        """The condition in the target, or the one that follows "cured her of"."""
        named = self._within(predicate.target, _ILLNESS) if predicate.target else None
        if named is None and predicate.target and self._grammar.is_a(predicate.target.first, "pronoun"):
            meant = antecedents(self._grammar, predicate.target.first)
            named = self._within(Stretch(meant.start, meant.stop - 1), _ILLNESS) if meant else None
        if named is None and predicate.unit.frame.strength == "cure" and predicate.unit.voice != "whole":
            clause = self._grammar.clause(predicate.first)
            last = min(predicate.last + _NAMED_WITHIN, clause.stop - 1)
            if last > predicate.last:
                named = self._within(Stretch(predicate.last + 1, last), _ILLNESS)
        return named.concept if named else ""

    def _drug(self, predicate: Predicate) -> str:
        """The acting drug: named, or meant by a pronoun or a missing subject."""
        number = self._scan.sentence_of[predicate.first]
        block = self._scan.sentences[number].block
        if predicate.agent is not None and predicate.agent.first in self._grammar.starts("handling"):
            return ""
        named = self._within(predicate.agent, frozenset(("drug",))) if predicate.agent else None
        if named is None and (
            predicate.agent is None or predicate.unit.voice == "whole" or self._by_witnesses(predicate)
        ):
            named = self._under(predicate)
            if named is None and self._by_witnesses(predicate):
                return self._meant(predicate, block, number)
        if named is not None:
            drug = named.concept
        elif predicate.agent is None or predicate.unit.voice == "whole" or self._stands_for(predicate.agent):
            drug = self._meant(predicate, block, number)
            if predicate.agent is None:
                return drug
        else:
            drug = ""
        if drug or predicate.agent is None or not self._no_agent(predicate.agent):
            self._named = (block, number, drug)
        return drug

    def _no_agent(self, agent: Stretch) -> bool:
        """True for a study, a price, the news: a following "it" does not refer to them."""
        opening = range(agent.first, min(agent.last + 1, agent.first + _SUBJECT_WORDS))
        return any(self._grammar.is_a(index, name) for index in opening for name in ("no-agent", "study"))

    def _by_witnesses(self, predicate: Predicate) -> bool:
        """True if patients or a study report what happened; then the drug they took is the agent."""
        agent, grammar = predicate.agent, self._grammar
        if agent is None or predicate.unit.frame.kind != "association" or predicate.unit.frame.strength == "link":
            return False
        return grammar.is_a(agent.last, "plural") or grammar.is_a(agent.last, "study")

    def _under(self, predicate: Predicate) -> Mention | None:
        """The drug in or after the predicate as taken: "got better on", "was gone after a month of"."""
        if predicate.unit.frame.strength in _COMPARES:
            return None
        tokens = self._scan.tokens
        last = min(self._grammar.clause(predicate.last).stop, predicate.end + _TAKEN_WITHIN)
        for index in range(predicate.first if predicate.unit.voice == "whole" else predicate.last + 1, last):
            if self._grammar.is_a(index, "under"):
                at = index + 1 + (index + 1 < last and self._grammar.is_a(index + 1, "determiner"))
                found = self._within(Stretch(at, at), frozenset(("drug",))) if at < last else None
                if found is not None and found.span.start == tokens.starts[at]:
                    return found
        return None

    def _meant(self, predicate: Predicate, block: int, number: int) -> str:
        """The referent of "it": an unknown agent of the sentence before takes precedence over drugs named earlier."""
        first = predicate.first
        if predicate.unit.voice == "passive" and predicate.target is not None:
            first = min(first, predicate.target.first)  # "it" is not the thing it is better than
        start = self._scan.tokens.starts[first]
        passive = predicate.use == "passive" or predicate.unit.voice == "passive"
        opening = self._scan.sentences[number].span.start
        if predicate.agent is None and passive and not self._drug_between(opening, start):
            # "Your hay fever will be wiped out": by the article's topic.
            return self._about.topic if self._owned(predicate.target) else ""
        last_block, last_number, drug = self._named
        if last_block == block and number - last_number <= 1 and predicate.unit.voice != "whole":
            since = self._scan.sentences[number if drug else last_number]
            if not self._drug_between(since.span.start, start):
                return drug
        agent = predicate.agent
        return self._about.meant_at(start, many=agent is not None and self._grammar.is_a(agent.last, "many")).what

    def _owned(self, target: Stretch | None) -> bool:
        return target is not None and self._grammar.words[target.first] in ("your", "my")

    def _drug_between(self, start: int, end: int) -> bool:
        at = bisect_left(self._drug_starts, start)
        return at < len(self._drug_starts) and self._drug_starts[at] < end

    def _stands_for(self, agent: Stretch) -> bool:
        """True for "it", "this", "the drug", "these capsules"."""
        grammar = self._grammar
        first = agent.first + (1 if grammar.is_a(agent.first, "determiner") and agent.last > agent.first else 0)
        if grammar.is_a(agent.first, "pronoun") and agent.first == agent.last:
            return True
        if any(grammar.is_a(index, "foreign") for index in range(agent.first, agent.last + 1)):
            return False
        # "Side by side the little newcomer ...": words before the determiner are not part of the name. "The little
        # white pill": only adjectives that fit any pill, as "the new heart pill" is another.
        last = agent.last
        while last > agent.first and grammar.is_a(last - 1, "plain-adjective"):
            last -= 1
        head = range(max(agent.first, last - 2), agent.last)
        if grammar.is_a(agent.last, "drug-noun") and any(grammar.is_a(index, "determiner") for index in head):
            return True
        return any(
            grammar.is_a(index, "pronoun") or (grammar.is_a(index, "drug-noun") and self._heads(index, agent.last))
            for index in range(first, min(agent.last + 1, first + 2))
        )

    def _heads(self, index: int, last: int) -> bool:
        """True at the "pill" of "the pill that she took", not of "the pill cutter"."""
        grammar = self._grammar
        follows = grammar.is_a(index + 1, "pronoun") or grammar.is_a(index + 1, "personal")
        return index == last or follows or not grammar.nominal(index + 1)
