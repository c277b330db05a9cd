"""A figure other than a dose that contradicts the documented one: a year, a duration, a share of people."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import field
from typing import ClassVar, Literal

from healthlint.analysis.lexicon import Drug
from healthlint.analysis.model import Quantity
from healthlint.analysis.statements.attributes.figures import Cued
from healthlint.analysis.statements.attributes.model import size
from healthlint.checks.base import Article, Check, Hit
from healthlint.checks.warnings import warns_of
from healthlint.fast_dataclass import dataclass, replace
from healthlint.reference.jurisdictions import PLACED
from healthlint.reference.model import AFFIRMING, Fact, Reference
from healthlint.reference.ranges import Range, range_of
from healthlint.reference.value_kinds import UNIT_FACTORS
from healthlint.span import Span


@dataclass(frozen=True, slots=True)
class Figure(Cued, Check):
    """Compares quantities with the facts of type `fact` that are `about` this; a rule for any drug leaves the drug out
    of `about`. `of`: the facts whose value has this `of` ("receptor-blockade"); without it, facts without one.
    `topic` is the same for the topic of what a fact is about.

    `drug`: only if the words are about this drug. `about_key`: only facts with this key in `about` (`with`: what the
    drug must not be combined with). `relation` says when a figure is right: equal (within the documented range),
    overlap (shares a point with it), at-most, at-least. `usual`: `low` and `high` (durations in days) of another common
    meaning of the figure; a figure that is right by that meaning is only a suggestion. In the message: {figure},
    {documented}.
    """

    kind: ClassVar[str] = "figure"
    fact: str = ""
    about: Mapping[str, str] = field(default_factory=dict)
    of: str = ""
    topic: str = ""
    about_key: str = ""
    relation: Literal["equal", "overlap", "at-most", "at-least"] = "overlap"
    drug: str = ""
    usual: Mapping[str, float] = field(default_factory=dict)

    def each(self, drug: Drug) -> Iterator[Check]:
        """The check with the facts about that drug."""
        yield replace(self, drug=drug.id, about={**self.about, "drug": drug.id})

    @property
    def placed(self) -> bool:
        return self.fact in PLACED

    @property
    def spoken_of(self) -> str:
        """The drug that its facts are about, also if the figure need not be near its name."""
        return self.about.get("drug", self.drug)

    def run(self, article: Article) -> Iterator[Hit]:
        facts = self.documented(article.reference)
        documented = [found for fact in facts if (found := _documented(fact)) is not None]
        if not documented:
            return
        statements = article.reference.cited(fact.id for fact in facts)
        for quantity, ends, _ in self.figures(article, lambda cue: self._speaks_of(article, cue)):
            said = self._stated_figures(article, quantity, Range(*ends))
            if not any(self._right(other, known) for other in said for known in documented):
                yield Hit(
                    quantity.span,
                    {"figure": quantity.text, "documented": statements},
                    facts=tuple(fact.id for fact in facts),
                    severity="suggestion" if self._is_usual(said) else None,
                )

    def _is_usual(self, said: list[Range]) -> bool:
        """True for a figure that is right by the other common meaning."""
        known = Range(self.usual.get("low", -math.inf), self.usual.get("high", math.inf))
        return bool(self.usual) and any(self._right(other, known) for other in said)

    def _stated_figures(self, article: Article, quantity: Quantity, given: Range) -> list[Range]:
        """The figure and, if meeting the documented one is enough, the others of its sentence (for the same country),
        any of which may be the one meant."""
        if self.relation in ("at-most", "at-least"):
            return [given]
        peers = self.peers(article, article.analysis.sentences[quantity.sentence])
        if self.placed:
            place = article.jurisdictions.at(quantity.span)
            peers = [peer for peer in peers if article.jurisdictions.at(peer.span) == place]
        return [given, *(Range(*ends) for peer in peers if (ends := size(peer)) is not None)]

    def documented(self, reference: Reference) -> tuple[Fact, ...]:
        """The facts that state the figure."""
        facts = reference.select(self.fact, **self.about)
        stated = (fact for fact in facts if fact.stance in AFFIRMING and _documented(fact) is not None)
        stated = (fact for fact in stated if not self.about_key or self.about_key in fact.about)
        topic = self.topic or self.about.get("topic", "")
        on_topic = (fact for fact in stated if fact.about.get("topic", "") == topic)
        return tuple(fact for fact in on_topic if fact.value.get("of", "") == self.of)

    def _speaks_of(self, article: Article, cue: Span) -> bool:
        """True if the words are about the drug, or about what must not be combined with it: "three days without it are
        enough before the first dose"."""
        drug, sentence = article.about.subject_at(cue).what, article.sentence_at(cue.start)
        if sentence is None or not self.drug:
            return sentence is not None
        warnings = [fact for fact in self.documented(article.reference) if fact.about.get("with")]
        if not warnings:
            return drug == self.drug
        block = article.document.blocks[sentence.block].span
        warned = [each for each in article.analysis.mentions_in(block) if warns_of(each, warnings)]
        if any(sentence.span.contains(each.span) for each in warned):
            return drug == self.drug or any(each.concept == drug for each in warned)
        third = {each.concept for each in article.analysis.mentions_in(sentence.span) if each.kind == "drug"}
        return bool(warned) and drug == self.drug and third <= {self.drug}

    def _right(self, given: Range, documented: Range) -> bool:
        if self.relation == "at-most":
            return given.high <= documented.high * 1.001
        if self.relation == "at-least":
            return given.low >= documented.low * 0.999
        if self.relation == "equal":
            return documented.contains(given)
        return documented.overlaps(given)


def _documented(fact: Fact) -> Range | None:
    year = fact.value.get("year")
    if isinstance(year, int):
        return Range(year, year)
    unit = str(fact.value.get("unit", ""))
    return range_of(fact, _base(unit))


def _base(unit: str) -> str:
    return "days" if UNIT_FACTORS.get(unit) and unit not in ("mcg", "mg", "g", "percent") else unit
