"""A statement about a drug that contradicts what is documented of it: its status, its risks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar

from healthlint.checks.base import Article, Asked, Hit
from healthlint.checks.subject import beside
from healthlint.checks.term import Term
from healthlint.record import dataclass
from healthlint.reference.model import Fact, Reference
from healthlint.span import Span

_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Documented(Term):
    """Reports `terms` (see the kind `term`) about `drug` where facts say otherwise: those of one of `facts`, each a
    `type` with keys and values that the fact must have, and stances of its source (asserts, hedges).

    With `beyond`, only where the words name a condition that none of these facts is about; a fact that is about none in
    particular is about all. In the message: {text}, {drug}, {documented}.
    """

    kind: ClassVar[str] = "documented"
    facts: tuple[Asked, ...] = ()
    beyond: bool = False

    def run(self, article: Article) -> Iterator[Hit]:
        facts = self.documented(article.reference)
        if not facts:
            return
        shown = tuple(fact.id for fact in facts[:_SHOWN])
        told = {"drug": self.drug.replace("-", " "), "documented": article.reference.told(shown)}
        for hit in Term.run(self, article):
            if hit.span and _names_another(article, hit.span, self.drug):
                continue
            if not self.beyond or (hit.span and _beyond(article, hit.span, facts)):
                yield replace(hit, facts=shown, values={**hit.values, **told})

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts that say otherwise."""
        return tuple(fact for asked in self.facts for fact in asked.facts(reference, self.drug))


def _names_another(article: Article, span: Span, drug: str) -> bool:
    """True where the words themselves say of another drug what they say: "the FDA has approved ibuprofen"."""
    mentions = (m for m in article.analysis.mentions_in(span) if m.kind == "drug" and span.contains(m.span))
    named = {mention.concept for mention in mentions if not beside(article.analysis, mention)}
    return bool(named) and drug not in named


def _beyond(article: Article, span: Span, facts: tuple[Fact, ...]) -> bool:
    covered = [{fact.about[key] for key in ("use", "condition") if key in fact.about} for fact in facts]
    return all(covered) and any(all(names.isdisjoint(each) for each in covered) for names in article.conditions(span))
