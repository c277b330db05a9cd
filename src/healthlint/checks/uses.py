"""The use that a dose is given for, according to the words around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from healthlint.analysis.model import Quantity, Sentence
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article
from healthlint.checks.dosing import Doses
from healthlint.checks.intake import Intake
from healthlint.checks.verdict import given_for
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern
from healthlint.reference.model import AFFIRMING, Reference
from healthlint.span import Span

_EXCESS = 1.5
"""A dose this many times the highest one on a label is too high for any use."""
_STOP = pattern(r"[.!?;]\s")


@dataclass(frozen=True, slots=True)
class Uses:
    """The uses of a drug that an article may name: by phrases, or else by the conditions of their names or classes, and
    by the `forms` in which it names the drug ("low-dose": pain), which phrases of `formed` name too ("a small
    dose")."""

    article: Article
    drug: str
    phrases: Mapping[str, Phrases]
    forms: Mapping[str, str]
    formed: Mapping[str, Phrases]

    def named(self, sentence: Sentence, known: Iterable[str]) -> tuple[tuple[str, ...], bool]:
        """The uses named nearest to the dose, and whether its own sentence names them. Otherwise they come from its
        block, then its heading, then the title, or are the only use named in the article.
        """
        block = self.article.document.blocks[sentence.block].span
        for area in (
            sentence.span,
            Span(block.start, sentence.span.end),
            block,
            self.article.heading_of(sentence.block),
        ):
            found = tuple(use for use in known if self._names(use, area))
            found = found or self._form(area)
            if found and not (area is block and self._turned(sentence, known, found)):
                return found, area is sentence.span
        return self._article_uses(known), False

    def _turned(self, sentence: Sentence, known: Iterable[str], found: tuple[str, ...]) -> bool:
        """True if the text after the sentence in its block is about another use, somebody else's: in "My dose is 40 mg.
        A friend with asthma takes ten", asthma says nothing about the 40 mg."""
        before = Span(0, sentence.span.end)
        return any(use not in found and self._names(use, before) for use in known)

    def _article_uses(self, known: Iterable[str]) -> tuple[str, ...]:
        titles = self.article.titles
        titled = tuple(use for use in known if any(self._names(use, title) for title in titles))
        titled = titled or tuple(dict.fromkeys(use for title in titles for use in self._form(title)))
        named = titled or tuple(use for use in known if self._named_at_all(use))
        return named if len(named) == 1 else ()

    def _named_at_all(self, use: str) -> bool:
        if self.phrases:
            return self.article.says(self.phrases[use], Span(0, len(self.article.document.text)))
        return use in self.article.ailments

    def tied(self, quantity: Quantity, sentence: Sentence, used: tuple[str, ...]) -> bool:
        """True if the words around the dose, within its sentence or quotation, give it for this use."""
        if self.article.context(quantity.span).polarity == "negated":
            return False
        part = _part(self.article.text(sentence.span), quantity.span.start - sentence.span.start)
        area = Span(sentence.span.start + part[0], sentence.span.start + part[1])
        return bool(self._form(area)) or any(self._names(use, area) for use in used)

    def names_another(self, uses: Iterable[str], area: Span) -> bool:
        """True if the words of a span name a use that is none of these."""
        known = {fact.about.get("use", "") for fact in self.article.reference.select("dose-range", drug=self.drug)}
        return any(self._names(use, area) for use in sorted(known.difference(uses)) if use)

    def _names(self, use: str, area: Span) -> bool:
        """True if the words of a span show that a dose is meant for a use."""
        if self.phrases:
            return self.article.says(self.phrases[use], area)
        return any(use in names for names in self.article.conditions(area))

    def _form(self, area: Span) -> tuple[str, ...]:
        named = [
            mention.form
            for mention in self.article.analysis.mentions_in(area)
            if mention.concept == self.drug and area.contains(mention.span)
        ]
        named += (form for form, phrases in self.formed.items() if self.article.says(phrases, area))
        return tuple(dict.fromkeys(self.forms[form] for form in named if form in self.forms))


def is_beyond_label(article: Article, drug: str, area: Span, by_use: Mapping[str, Doses], taken: Intake) -> bool:
    """True if the span names only illnesses that no label mentions, and the dose does not clearly exceed the documented
    ones."""
    facts = [fact.id for doses in by_use.values() for fact in doses.facts]
    if not names_later_use(article, drug, area, facts):
        return False
    return not all(doses.far_below(taken, _EXCESS) for doses in by_use.values())


def names_later_use(article: Article, drug: str, area: Span, facts: Iterable[str]) -> bool:
    """True if the facts with these ids come from labels, and the area names only conditions that no fact on the drug is
    about: the use may have been approved after the label."""
    named = list(article.conditions(area)) if article.reference.label_of(facts) else []
    about = (fact.about for fact in article.reference.select(drug=drug))
    known = {name for each in about for key, name in each.items() if key in ("use", "condition")}
    return bool(named) and all(names.isdisjoint(known) for names in named)


def uses_of_forms(reference: Reference, drug: str) -> dict[str, str]:
    """The use of each form, if the dose facts for that form are about one use alone."""
    uses: dict[str, set[str]] = {}
    for fact in reference.select("dose-range", drug=drug):
        if fact.stance in AFFIRMING and "form" in fact.about and "use" in fact.about:
            uses.setdefault(fact.about["form"], set()).add(fact.about["use"])
    return {form: found.pop() for form, found in uses.items() if len(found) == 1}


def is_without_doses(article: Article, drug: str, areas: Iterable[Span]) -> bool:
    """True if the first of these spans that names an illness names one that the drug is given for, but that no dose
    fact covers."""
    given = given_for(article.reference, drug)
    dosed = {fact.about.get("use", "") for fact in article.reference.select("dose-range", drug=drug)}
    if "" in dosed or not given - dosed:
        return False
    for area in areas:
        named = list(article.conditions(area))
        if named:
            return any(names & given - dosed for names in named) and all(names.isdisjoint(dosed) for names in named)
    return False


def within(use: str, allowed: str) -> str:
    """The use and the range that a dose is documented for: " for pain, 1-5 mg a day"."""
    named = f" for {use}" if use else ""
    return f"{named}, {allowed}" if allowed else named


def _part(text: str, at: int) -> tuple[int, int]:
    """The start and end of the sentence that contains offset `at` inside a quotation."""
    stops = [match.end() for match in _STOP.finditer(text)]
    return max((stop for stop in stops if stop <= at), default=0), min(
        (stop for stop in stops if stop > at), default=len(text)
    )
