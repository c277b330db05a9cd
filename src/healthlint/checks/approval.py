"""An approval that is denied although a regulator has granted it, or claimed for people whom it does not cover."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from typing import ClassVar, Literal

from healthlint.analysis.model import Sentence, Statement
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Asked, Check, Hit, Severity
from healthlint.checks.concerned import areas_before, conditions_in
from healthlint.checks.people import Aged, Group, Named, People
from healthlint.checks.term import context_of
from healthlint.fast_dataclass import dataclass
from healthlint.reference.model import Fact, Reference
from healthlint.span import Span

_NONE = Phrases(())
_BETWEEN = 3
"""The most words between a degree and the illness: "mild to moderate chronic psoriasis"."""
_GIVEN = (
    Asked("regulatory-status", {"status": "approved"}, ("asserts",)),
    Asked("indication", {"basis": "approved"}, ("asserts",)),
)


@dataclass(frozen=True, slots=True)
class Approval(Check):
    """Compares statements on approvals of `drug` with the facts, for the country or agency that the statement names.

    `report` selects what is reported. `denied`: statements, and phrases of `terms`, that the drug is not approved for a
    use that a fact gives as approved. A statement that names no use counts if it names a country or agency, unless the
    context is about another use or a form of the drug, or one of `leaves_open` refers to a particular approval ("for
    this"). With a year, or one of `past`, in the sentence, it is about the past. `people`: approvals for an age group
    (`people` and `aged`, as in the kind `amount`) or degree of an illness that the documented approvals do not cover.
    `degrees` are the words for a degree ("mild") before the name of an illness; facts give theirs under `only`.
    In the message: {text}, {people}.
    """

    kind: ClassVar[str] = "approval"
    drug: str = ""
    report: Literal["denied", "people"] = "denied"
    terms: Phrases = _NONE
    leaves_open: Phrases = _NONE
    past: Phrases = _NONE
    people: Mapping[str, Group] = field(default_factory=dict)
    aged: Aged = field(default_factory=Aged)
    degrees: Mapping[str, Phrases] = field(default_factory=dict)

    def run(self, article: Article) -> Iterator[Hit]:
        facts = self.documented(article.reference)
        for hit, sentence in self._approval_statements(article) if facts else ():
            span = hit.span
            if span is None or article.about.subject_at(span).what != self.drug:
                continue
            judge = self._denied if self.report == "denied" else self._others
            against, who = judge(article, span, sentence, facts)
            if against:
                ids = tuple(fact.id for fact in against)
                values = {"text": article.text(article.carrier(span)), "people": who}
                # The approval may have been extended to other people since the label.
                severity: Severity | None = "warning" if who and article.reference.label_of(ids) else None
                yield Hit(article.carrier(span), values, facts=ids, severity=severity, context=hit.context)

    def phrases(self) -> Iterator[Phrases]:
        yield from Check.phrases(self)
        yield from self._people.phrases()
        yield from self.degrees.values()

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The approvals."""
        return tuple(fact for asked in _GIVEN for fact in asked.facts(reference, self.drug))

    @property
    def placed(self) -> bool:
        return True

    @property
    def once_a_sentence(self) -> bool:
        return True

    @property
    def _people(self) -> People:
        return People(self.people, self.aged)

    def _approval_statements(self, article: Article) -> Iterator[tuple[Hit, Sentence]]:
        for each in article.analysis.statements:
            if each.kind == "status" and each.matter == "approval" and self._is_outright(each):
                yield Hit(each.place, context=context_of(each)), article.analysis.sentences[each.sentence]
        for span in article.matches(self.terms):
            sentence = article.sentence_at(span.start)
            if sentence is not None:
                yield Hit(span), sentence

    def _is_outright(self, statement: Statement) -> bool:
        if self.report == "people":
            return statement.stance == "for" and statement.polarity == "affirmed"
        return statement.stance == "against" and statement.polarity == "negated"

    def _denied(
        self, article: Article, span: Span, sentence: Sentence, facts: Sequence[Fact]
    ) -> tuple[tuple[Fact, ...], str]:
        """The documented approvals that the words deny."""
        rest = Span(span.start, article.part_at(sentence, span).end)
        years = any(each.kind == "year" for each in article.analysis.quantities_in(sentence.span))
        if (
            years
            or article.says(self.past, sentence.span)
            or self._people_in(article, sentence)
            or self._formed(article)
        ):
            return (), ""
        uses = list(conditions_in(article, sentence.span))
        placed = article.jurisdictions.at(span) and not article.says(self.leaves_open, rest)
        if not uses and (not placed or self._goes_on(article, span, facts)):
            return (), ""
        return _given(facts, uses), ""

    def _goes_on(self, article: Article, span: Span, facts: Sequence[Fact]) -> bool:
        """True if the preceding text, or the title, is about a use that is not approved."""
        before = (
            names for area in (*areas_before(article, span), *article.titles) for names in conditions_in(article, area)
        )
        return any(not _given(facts, [names]) for names in before)

    def _formed(self, article: Article) -> bool:
        """True if the article names a form of the drug, which is not the approved product."""
        return any(each.concept == self.drug and each.form for each in article.analysis.mentions)

    def _people_in(self, article: Article, sentence: Sentence) -> Named:
        return self._people.named(article, (sentence.span,))

    def _others(
        self, article: Article, span: Span, sentence: Sentence, facts: Sequence[Fact]
    ) -> tuple[tuple[Fact, ...], str]:
        """The approvals for the use, if none covers the people that the words name; and these people."""
        uses = list(conditions_in(article, sentence.span))
        given = _given(facts, uses)
        found = self._aged_otherwise(article, sentence, given)
        return found if found[0] else self._of_another_degree(article, sentence, given)

    def _aged_otherwise(
        self, article: Article, sentence: Sentence, given: Sequence[Fact]
    ) -> tuple[tuple[Fact, ...], str]:
        aged = [fact for fact in given if self._people.aged_apart(fact)]
        named = self._people_in(article, sentence)
        # An approval without an age is for everybody.
        if not aged or len(aged) < len(given) or not named.ages or named.states:
            return (), ""
        return (tuple(aged), who) if (who := self._people.unmet(article, sentence.span, aged)) else ((), "")

    def _of_another_degree(
        self, article: Article, sentence: Sentence, given: Sequence[Fact]
    ) -> tuple[tuple[Fact, ...], str]:
        """The approvals for an illness, if the sentence gives it a degree that none of them covers."""
        for mention in article.analysis.mentions_in(sentence.span):
            facts = tuple(fact for fact in given if _use(fact) in (mention.concept, *mention.classes))
            approved = [self._degrees_of(fact) for fact in facts]
            before = Span(sentence.span.start, mention.span.start)
            for name, phrases in self.degrees.items() if approved and all(approved) else ():
                for span in article.matches_in(phrases, before):
                    between = article.text(Span(span.end, mention.span.start))
                    if len(between.split()) <= _BETWEEN and not any(name in each for each in approved):
                        return facts, article.text(Span(span.start, mention.span.end))
        return (), ""

    def _degrees_of(self, fact: Fact) -> frozenset[str]:
        words = fact.about.get("only", "").lower().split()
        return frozenset(name for name in self.degrees if any(word.startswith(name) for word in words))


def _given(facts: Sequence[Fact], uses: Sequence[frozenset[str]]) -> tuple[Fact, ...]:
    """The approvals for all of these uses, or for any use if none is named; empty if one of them is not approved."""
    if not uses:
        return tuple(facts)
    found = {fact.id: fact for names in uses for fact in facts if _use(fact) in names}
    covered = all(any(_use(fact) in names for fact in facts) for names in uses)
    return tuple(found.values()) if covered else ()


def _use(fact: Fact) -> str:
    return fact.about.get("use", fact.about.get("condition", ""))
