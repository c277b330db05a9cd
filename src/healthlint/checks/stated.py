"""A statement about a drug, in whatever construction, that contradicts what is documented of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from typing import ClassVar, Literal

from healthlint.analysis.model import Context, Statement
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article, Asked, Check, Hit
from healthlint.checks.partners import names_another_use, warned_at
from healthlint.record import dataclass
from healthlint.reference.model import Fact, Reference

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Stated(Check):
    """Reports statements of the kind `says` (safety, combination, status) on `drug` with this `stance`, denials
    counted: "nobody has come to harm" speaks for safety. Only what is said of everybody and of all of it counts, not
    what the rest of its sentence takes back.

    `facts`: those that say otherwise; without one of them nothing is reported. Of a combination they warn, and what
    they warn of has to be named in the sentence, or in what it answers or goes on about; `named` are other words for
    that, under the fact's name for it. `matters`: the same for a status, the facts of each. `beyond`: matters where a
    condition has to be named that none of the facts is about. In the message: {text}, {drug}, {documented}.
    """

    kind: ClassVar[str] = "stated"
    drug: str = ""
    says: Literal["safety", "combination", "status"] = "safety"
    stance: Literal["for", "against"] = "for"
    facts: tuple[Asked, ...] = ()
    named: Mapping[str, Phrases] = field(default_factory=dict)
    matters: Mapping[str, tuple[Asked, ...]] = field(default_factory=dict)
    beyond: tuple[str, ...] = ()

    def run(self, article: Article) -> Iterator[Hit]:
        for matter in self.matters or ("",):
            facts = self._facts(article.reference, matter)
            told = [each for each in article.analysis.statements if each.kind == self.says and each.matter == matter]
            yield from self._hits(article, told, facts) if facts else ()

    def _hits(self, article: Article, told: Sequence[Statement], facts: tuple[Fact, ...]) -> Iterator[Hit]:
        against = {article.statement_at(each.place.start) for each in told if self._opposes(each)}
        for statement in told:
            if not self._meant(article, statement) or article.statement_at(statement.place.start) in against:
                continue
            if denied := self._denied(article, statement, facts):
                shown = tuple(fact.id for fact in denied[:_SHOWN])
                values = {"text": article.text(statement.place), "drug": self.drug.replace("-", " ")}
                values["documented"] = article.reference.told(shown)
                yield Hit(statement.place, values, facts=shown, context=_context(statement))

    def _opposes(self, statement: Statement) -> bool:
        return statement.stance != self.stance and statement.certainty != "questioned"

    def _meant(self, article: Article, statement: Statement) -> bool:
        if statement.stance != self.stance or statement.extent != "total" or statement.reach != "everybody":
            return False
        if self.says == "combination":
            named = article.analysis.mentions_in(article.analysis.sentences[statement.sentence].span)
            return article.about.topic == self.drug or any(mention.concept == self.drug for mention in named)
        place = statement.place
        return article.about.subject_at(place).what == self.drug

    def _denied(self, article: Article, statement: Statement, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
        """The facts that a statement speaks against."""
        if self.says == "combination":
            return warned_at(article, self.drug, facts, self.named, statement.place.start)
        if statement.matter in self.beyond and not names_another_use(article, statement.place.start, facts):
            return ()
        return facts

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts that say otherwise."""
        return tuple(fact for matter in self.matters or ("",) for fact in self._facts(reference, matter))

    def _facts(self, reference: Reference, matter: str) -> tuple[Fact, ...]:
        asked = self.matters.get(matter, self.facts)
        found = (fact for each in asked for fact in each.facts(reference, self.drug))
        return tuple(fact for fact in found if self.says != "combination" or fact.about.get("with"))

    @property
    def once_a_sentence(self) -> bool:
        """A statement is one statement, however many frames it is said in."""
        return True


def _context(statement: Statement) -> Context:
    """What holds around the statement: its denials are part of it."""
    around = tuple(cue for cue in statement.cues if cue.category != "negated")
    return replace(Context(), certainty=statement.certainty, voice=statement.voice, cues=around)
