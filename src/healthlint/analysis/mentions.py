"""Turns terms of the first pass into mentions of drugs, conditions and adverse effects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import cast

from healthlint.analysis.model import Mention, MentionKind, Scan
from healthlint.analysis.phrase_walk import Match
from healthlint.analysis.phrasebook import Term


def find(
    scan: Scan, terms: Iterable[tuple[Term, Match]], classes_of: Mapping[tuple[str, str], tuple[str, ...]]
) -> tuple[Mention, ...]:
    """The mentions in reading order; `classes_of` maps kind and id to classes."""
    mentions = []
    for term, match in terms:
        if scan.sentence_of[match.first] < 0:
            continue
        span = scan.tokens.span(match.first, match.last)
        mentions.append(
            Mention(
                cast("MentionKind", term.kind),
                term.id,
                scan.text(span),
                span,
                scan.sentence_of[match.first],
                term.form,
                classes_of[term.kind, term.id],
                term.product,
            )
        )
    return tuple(mentions)
