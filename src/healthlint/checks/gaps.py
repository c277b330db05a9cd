"""What an article says of a drug with facts that none of its facts covers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from healthlint.analysis.model import Quantity, Statement
from healthlint.checks.base import Article, Check
from healthlint.checks.figure import Figure
from healthlint.checks.rhythm import Rhythm
from healthlint.reference.coverage import DOSES, KINDS, lacking
from healthlint.span import Span

Subjects = Iterator[tuple[str, str, Span]]
"""A kind of statement (`reference.coverage.KINDS`), the drug that it is about, and its place."""
_BENEFITS = ("cure", "universal", "proven", "superior", "benefit")
_MATTERS = {"approval": "uses and approval", "prescription-free": "prescription"}
_FIGURES = {"onset": "time until it works", "approval-year": "years of approval"}


def gaps(article: Article, checks: Iterable[Check]) -> dict[str, list[Span]]:
    """The places of each such subject ("doses of naloxone") in the article; `checks` are those on any drug, which know
    the words of figures."""
    drugs = article.concepts.intersection(article.reference.drugs)
    missing = {drug: kinds for drug in drugs if (kinds := lacking(article.reference, drug))}
    found: dict[str, list[Span]] = {}
    for kind, drug, span in _stated_subjects(article, tuple(checks)) if missing else ():
        if kind in missing.get(drug, ()):
            places = found.setdefault(KINDS[kind].words.format(drug.replace("-", " ")), [])
            places += [] if span in places else [span]
    return found


def _stated_subjects(article: Article, checks: tuple[Check, ...]) -> Subjects:
    for quantity in article.analysis.quantities:
        yield from _of_amount(quantity)
    for statement in article.analysis.statements:
        if statement.certainty != "questioned" and statement.about:
            yield from _of_statement(article, statement)
    yield from _of_claims(article)
    for check in checks:
        yield from _of_figures(article, check)


def _of_amount(quantity: Quantity) -> Subjects:
    if quantity.kind == "dose" and quantity.drug and not quantity.relative:
        kind = {"dose": DOSES, "strength": "strengths"}.get(quantity.role)
        if kind:
            yield kind, quantity.drug, quantity.span


def _of_statement(article: Article, statement: Statement) -> Subjects:
    if statement.kind == "status" and statement.matter in _MATTERS and statement.stance == "for":
        yield _MATTERS[statement.matter], statement.about, statement.place
    if statement.kind == "combination" and statement.target:
        ill = statement.target in article.ailments
        yield "who must not take it" if ill else "what it must not meet", statement.about, statement.place
    if statement.kind == "safety":
        yield "side effects", statement.about, statement.place


def _of_claims(article: Article) -> Subjects:
    for claim in article.analysis.claims:
        context = claim.context
        outright = context.polarity == "affirmed" and context.certainty != "questioned" and context.voice == "writer"
        if claim.subject and claim.relation == "causal" and outright and claim.strength in _BENEFITS:
            yield "benefits", claim.subject, claim.span
            if claim.magnitude is not None and claim.magnitude.unit == "percent":
                yield "sizes of effects", claim.subject, claim.magnitude.span


def _of_figures(article: Article, check: Check) -> Subjects:
    """Figures after words that ask for them, and how often something is taken."""
    if isinstance(check, Figure) and check.fact in _FIGURES:
        for quantity, _, cue in check.figures(article, lambda _: True):
            yield _FIGURES[check.fact], article.about.subject_at(cue).what, quantity.span
    if isinstance(check, Rhythm):
        for span in check.places(article):
            yield "how often it is taken", article.about.subject_at(span).what, span
