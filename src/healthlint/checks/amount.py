"""A dose outside the range documented for the drug and for the use it is given for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import ClassVar, Literal

from healthlint.analysis.model import Quantity, Sentence
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.advised import is_advised, is_own
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.compared_dose import is_compared_dose
from healthlint.checks.concentration import volume_share
from healthlint.checks.dose_facts import by_use, for_people
from healthlint.checks.dosing import Doses, intake_of, nearly, sources_give, strengths
from healthlint.checks.given_forms import forms, given_as
from healthlint.checks.intake import Intake
from healthlint.checks.measures import MILLIGRAM, Measures
from healthlint.checks.people import Aged, Group, People
from healthlint.checks.strength import ADJOINING, StrengthPhrases
from healthlint.checks.uses import Uses, is_beyond_label, is_without_doses, uses_of_forms, within
from healthlint.checks.warnings import applicable_facts
from healthlint.fast_dataclass import dataclass, replace
from healthlint.reference.model import AFFIRMING, Fact, Reference
from healthlint.reference.ranges import Consensus
from healthlint.span import Span

_BEGINNING = 30
_BEYOND = 10
"""A dose this many times the highest documented one is a slip of units (grams for milligrams), not a tablet or a usual
dose."""
_STRENGTHS = "manufactured strengths"


@dataclass(frozen=True, slots=True)
class Amount(Check):
    """Compares every dose of `drug` with the dose-range facts for its use, over the period each fact states: an amount
    without a frequency is compared with single doses, any other with totals.

    `uses` maps each use in the facts ("pain") to the phrases that show a dose is meant for it; without phrases, the
    condition of that name or class shows it. The sentence decides first, then its block (text after the sentence only
    if no other use is named before it), then the heading above. A drug named in a form of `forms` ("low-dose": pain; if
    empty, the use of the facts about that form) implies that use, as do the phrases that `formed` lists for a form ("a
    small dose"). If two uses are named, or none, a dose is right when it is documented for any of them. `strengths` are
    phrases about what manufacturers make; the amount nearest to them and those listed with it are compared with facts
    of type strength, as are amounts nearest to `holds` ("the capsule holds"), unless a compounder makes its own
    strengths. Next to `units` ("50 mg tablets") a dose may be a strength, and is one if the drug has no dose facts.
    `starting` are phrases before an initial dose, which may be below the documented range. `usual` shows that the dose
    of another use is mentioned for comparison. `aside` are phrases that show a figure is not a dose to take: a
    corrected mistake, a sum. `studied` are phrases of trials, whose doses count only if `advice` ("the usual dose is
    <dose>") recommends them; in an article on one form, `advice` gives a dose of that form. `compounded` are phrases
    next to which a strength is made to order. `limits` are negated phrases that state a maximum ("never above 20 mg"),
    which is checked like any dose. `people` are the groups that facts may be about (`population`, `ages`), each with
    its phrases, its ages and whether it stands `apart`; `aged` are phrases that give an age in figures. If the
    sentence, the block before it, its heading or the title names such a group, only facts about it count; otherwise
    those about adults do. For an initial dose, facts of the phase `start` decide if there are any. `uncovered` are
    phrases, in the sentence or its heading, for what no fact covers (an animal), and `bodily` those for an amount by
    body weight that no unit shows: such doses are not judged. `given_as` are phrases for a form of the drug (an
    injection); they exclude a dose too, as the drug's name in that form does, unless a fact of type administration
    documents the form. `report` selects which doses are reported: those `outside` everything documented, or those that
    only a `single` source documents (most of them do not). In the message: {amount}, {sum}, {range}, {use}, {sources},
    {measure} (range or strengths), {within} (" for pain, 1-5 mg").
    """

    kind: ClassVar[str] = "amount"
    drug: str = ""
    report: Literal["outside", "single"] = "outside"
    uses: Mapping[str, Phrases] = field(default_factory=dict)
    forms: Mapping[str, str] = field(default_factory=dict)
    formed: Mapping[str, Phrases] = field(default_factory=dict)
    strengths: Phrases = Phrases(())
    holds: Phrases = Phrases(())
    usual: Phrases = Phrases(())
    units: Phrases = Phrases(())
    starting: Phrases = Phrases(())
    taking: Phrases = Phrases(())
    aside: Phrases = Phrases(())
    studied: Phrases = Phrases(())
    advice: Phrases = Phrases(())
    compounded: Phrases = Phrases(())
    limits: Phrases = Phrases(())
    people: Mapping[str, Group] = field(default_factory=dict)
    aged: Aged = field(default_factory=Aged)
    uncovered: Phrases = Phrases(())
    bodily: Phrases = Phrases(())
    given_as: Mapping[str, Phrases] = field(default_factory=dict)

    def run(self, article: Article) -> Iterator[Hit]:
        facts = [fact for fact in article.reference.select("dose-range", drug=self.drug) if fact.stance in AFFIRMING]
        made = strengths(article.reference, self.drug, compounded=not facts)
        measures = Measures.of(article.reference, self.drug)
        for quantity in article.analysis.quantities:
            if quantity.kind == "dose" and quantity.drug == self.drug and not self._is_no_dose(quantity, measures):
                concerned = self._concerned(article, quantity, facts)
                if concerned or not facts:
                    yield from self._judge(article, quantity, by_use(concerned, self.uses, measures), made, measures)

    def _is_no_dose(self, quantity: Quantity, measures: Measures) -> bool:
        """True for a step, the total of a course, and the content of a volume ("2.5 mg in 1 mL") if facts give it."""
        diluted = measures.holds_volume and volume_share(quantity.text, 1.0) is not None
        return quantity.role in ("step", "total") or diluted

    def _concerned(self, article: Article, quantity: Quantity, facts: Sequence[Fact]) -> tuple[Fact, ...]:
        """The facts on doses for the people named around an amount, and on doses together with another drug named
        there."""
        people = People(self.people, self.aged)
        sentence = article.analysis.sentences[quantity.sentence]
        areas = [sentence.span, article.heading_of(sentence.block)]
        facts = applicable_facts(article, facts, areas)
        if people.set_apart(facts):
            areas.insert(1, Span(article.document.blocks[sentence.block].span.start, sentence.span.end))
            areas += article.titles
        uses = frozenset(name for area in areas[:3] for names in article.conditions(area) for name in names)
        named = people.named(article, areas)
        if not named and article.about.topic != self.drug:
            return tuple(facts)  # of a drug that the article is not about, it may speak of anybody
        return for_people(people, facts, named, uses)

    def phrases(self) -> Iterator[Phrases]:
        yield from Check.phrases(self)
        yield from People(self.people, self.aged).phrases()

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The dose ranges of every use, and the manufactured strengths."""
        return reference.select("dose-range", drug=self.drug) + reference.select("strength", drug=self.drug)

    def reads(self, reference: Reference) -> tuple[Fact, ...]:
        """Those facts, and the forms in which the drug is given."""
        given = tuple(given_as(reference, self.drug)) if self.given_as else ()
        return (*self.documented(reference), *given, *reference.select("unit-conversion", drug=self.drug))

    def _judge(
        self,
        article: Article,
        quantity: Quantity,
        by_use: Mapping[str, Doses],
        made: Consensus | None,
        measures: Measures,
    ) -> Iterator[Hit]:
        taken = intake_of(quantity, by_use, measures)
        sentence = article.analysis.sentences[quantity.sentence]
        if taken is None or self._unknown(article, sentence, quantity):
            return
        if article.says(self.aside, sentence.span) and not self._is_limit(article, quantity):
            return
        if article.says(self.studied, sentence.span) and not is_advised(article, self.advice, quantity, sentence):
            return  # a dose given in a trial is not advice
        if quantity.bound == "less-than" and not quantity.per:
            return  # "far less than 50 mg" is a comparison
        if taken.measure == MILLIGRAM and self._strength_phrases.is_content(article, quantity, taken.low):
            return
        held = taken.measure == MILLIGRAM and not quantity.per and not quantity.relative
        if held and self._strength_phrases.is_strength(article, quantity, bool(by_use)):
            compounded = article.says(self.compounded, sentence.span) and sources_give(by_use, taken)
            if made is not None and not compounded and made.judge(taken.low, taken.low) == self.report:
                yield self._hit(article, quantity, _STRENGTHS, str(made), "", made.facts)
            return
        rough = quantity.bound == "about" and quantity.relative and nearly(by_use, taken)
        if by_use and not rough and not is_beyond_label(article, self.drug, sentence.span, by_use, taken):
            yield from self._judge_dose(article, quantity, taken, by_use, made)

    def _judge_dose(
        self,
        article: Article,
        quantity: Quantity,
        taken: Intake,
        by_use: Mapping[str, Doses],
        made: Consensus | None,
    ) -> Iterator[Hit]:
        sentence = article.analysis.sentences[quantity.sentence]
        if quantity.relative and sources_give(by_use, taken):
            return  # the words name the use of the reference dose: "a tenth of the dose for addiction"
        used, nearby = self._meant(article).named(sentence, by_use)
        meant = {use: by_use[use] for use in used} or dict(by_use)
        if self._begins(article, quantity, sentence):
            yield from self._judge_start(article, quantity, taken, meant)
            if any(doses.reaches(taken) for doses in meant.values()):
                return
        verdicts = {use: doses.judge(taken) for use, doses in meant.items()}
        if not {"common", "unknown"}.isdisjoint(verdicts.values()):
            return
        use = next((use for use, verdict in verdicts.items() if verdict == "single"), None)
        if use is None and self.report == "outside":
            doses = {use: by_use[use] for use in used}
            own = is_own(article, self._meant(article), self.advice, quantity, doses)
            if sources_give(by_use, taken) and not (
                own
                or (nearby and self._meant(article).tied(quantity, sentence, used))
                or (taken.times > 1 and sources_give(meant, taken.once))
            ):
                return  # it is the dose of another use, and nothing says that it is given for this one
            if own or not self._excused(article, quantity, taken, made, meant, by_use):
                use = next(iter(meant))
                yield self._of_dose(article, quantity, taken, use, meant[use], meant[use].facts)
        elif use is not None and self.report == "single":
            yield self._of_dose(article, quantity, taken, use, meant[use], meant[use].supporters(taken))

    def _judge_start(
        self, article: Article, quantity: Quantity, taken: Intake, meant: Mapping[str, Doses]
    ) -> Iterator[Hit]:
        """Judges an initial dose by the starting facts if it would be right later but is too high at the start."""
        for use, doses in meant.items():
            first = doses.starting
            if first is None or not doses.documents(taken) or first.judge(taken) != "outside":
                return
            if not first.reaches(taken) and self.report == "outside":
                yield self._of_dose(article, quantity, taken, use, first, first.facts)
                return

    def _excused(
        self,
        article: Article,
        quantity: Quantity,
        taken: Intake,
        made: Consensus | None,
        meant: Mapping[str, Doses],
        by_use: Mapping[str, Doses],
    ) -> bool:
        if all(doses.far_below(taken, _BEYOND) for doses in by_use.values()):
            return False
        return self._strength_phrases.may_be(article, quantity, made, taken.low) or is_compared_dose(
            article, self.usual, quantity, taken, meant, by_use
        )

    def _unknown(self, article: Article, sentence: Sentence, quantity: Quantity) -> bool:
        areas = (sentence.span, article.heading_of(sentence.block))
        known = forms(article.reference, self.drug) if self.given_as else ()
        bodily = () if "/" in quantity.unit else (self.bodily,)
        unknown = (self.uncovered, *bodily, *(phrases for form, phrases in self.given_as.items() if form not in known))
        if any(article.says(phrases, area) for phrases in unknown for area in areas):
            return True
        if is_without_doses(article, self.drug, areas):
            return True
        named = (each.form for each in article.analysis.mentions_in(sentence.span) if each.concept == self.drug)
        return any(form in self.given_as and form not in known for form in named)

    def _is_limit(self, article: Article, quantity: Quantity) -> bool:
        around = Span(max(quantity.span.start - ADJOINING, 0), quantity.span.end)
        return any(place.contains(quantity.span) for place in article.matches_in(self.limits, around))

    def _begins(self, article: Article, quantity: Quantity, sentence: Sentence) -> bool:
        return any(
            0 <= quantity.span.start - span.end <= _BEGINNING
            for span in article.matches_in(self.starting, sentence.span)
        )

    @property
    def _strength_phrases(self) -> StrengthPhrases:
        return StrengthPhrases(self.drug, self.strengths, self.holds, self.units, self.taking)

    def _meant(self, article: Article) -> Uses:
        forms = self.forms or uses_of_forms(article.reference, self.drug)
        return Uses(article, self.drug, self.uses, forms, self.formed)

    def _of_dose(
        self,
        article: Article,
        quantity: Quantity,
        taken: Intake,
        use: str,
        doses: Doses,
        facts: tuple[Fact, ...],
    ) -> Hit:
        total = doses.total(taken, "" if quantity.relative else quantity.unit)
        return self._hit(article, quantity, use, str(doses), f" ({total})" if total else "", facts)

    def _hit(
        self,
        article: Article,
        quantity: Quantity,
        use: str,
        allowed: str,
        converted: str,
        facts: tuple[Fact, ...],
    ) -> Hit:
        values = {
            "amount": article.text(quantity.full_span),
            "sum": converted,
            "range": allowed,
            "use": use.replace("-", " "),
            "measure": "strengths" if use == _STRENGTHS else "range",
            "within": within("" if use == _STRENGTHS else use.replace("-", " "), allowed if len(facts) > 1 else ""),
            "sources": "; ".join(f"{fact.statement} ({fact.source})" for fact in facts),
        }
        context = article.context(quantity.full_span)
        if self._is_limit(article, quantity):
            cues = tuple(cue for cue in context.cues if cue.category != "negated")
            context = replace(context, polarity="affirmed", cues=cues)
        return Hit(quantity.full_span, values, facts=tuple(fact.id for fact in facts), context=context)
