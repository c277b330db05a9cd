"""A dose for one use that a text gives next to that for another, for comparison."""

from __future__ import annotations

from collections.abc import Mapping

from healthlint.analysis.model import Quantity
from healthlint.analysis.phrasebook import Phrases
from healthlint.checks.base import Article
from healthlint.checks.dosing import Doses, intake_of, sources_give
from healthlint.checks.intake import Intake


def is_compared_dose(
    article: Article,
    usual: Phrases,
    quantity: Quantity,
    taken: Intake,
    meant: Mapping[str, Doses],
    by_use: Mapping[str, Doses],
) -> bool:
    """True for the dose of another use that is named for comparison ("the `usual` 50 mg")."""
    if not sources_give({use: doses for use, doses in by_use.items() if use not in meant}, taken):
        return False
    sentence = article.analysis.sentences[quantity.sentence]
    return article.says(usual, sentence.span) or any(
        peer is not quantity
        and peer.sentence == quantity.sentence
        and peer.kind == "dose"
        and peer.drug == quantity.drug
        and (amount := intake_of(peer, by_use)) is not None
        and sources_give(meant, amount)
        for peer in article.analysis.quantities_in(sentence.span)
    )
