"""Statements of effect as claims, unless a predicate with its arguments already says the same."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.model import Claim, Context, Statement
from healthlint.checks.base import Article
from healthlint.fast_dataclass import replace


def stated(article: Article, drug: str) -> Iterator[Claim]:
    """The effects that sentences state of `drug`; nothing if no drug is given."""
    if not drug:
        return
    counted = {(claim.sentence, claim.strength) for claim in article.analysis.claims if claim.subject == drug}
    for statement in article.analysis.stated.of("effect"):
        known = (statement.sentence, statement.strength)
        if statement.about == drug and known not in counted:
            counted.add(known)
            yield _claim(article, statement)


def _claim(article: Article, statement: Statement) -> Claim:
    named = article.analysis.mentions_in(statement.ill) if statement.ill is not None else ()
    return Claim(
        relation="causal",
        predicate=statement.frame,
        strength=statement.strength,
        predicate_span=statement.place,
        span=statement.place,
        sentence=statement.sentence,
        context=context(statement),
        agent=statement.place,
        target=statement.ill,
        subject=statement.about,
        object=next((each.concept for each in named if each.kind != "drug"), ""),
        magnitude=None,
    )


def context(statement: Statement) -> Context:
    """The context of a statement, including the negation in its own words."""
    return replace(
        Context(),
        polarity=statement.polarity,
        certainty=statement.certainty,
        voice=statement.voice,
        cues=tuple(cue for cue in statement.cues if cue.category != "negated" or statement.polarity == "negated"),
    )
