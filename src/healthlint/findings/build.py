"""Joins what a check saw with what its rule says."""

from __future__ import annotations

from healthlint.checks.base import Hit
from healthlint.document.model import Document
from healthlint.errors import PackError
from healthlint.findings.model import FAMILIES, Edit, Evidence, Finding, Fix, Position
from healthlint.packs.model import Rule
from healthlint.reference.model import Reference
from healthlint.span import Span


def build(hit: Hit, rule: Rule, document: Document, reference: Reference) -> Finding:
    """The finding for one hit of one rule."""
    span = document.prose.locate(hit.span.start, hit.span.end) if hit.span else title_span(document)
    letters = rule.id.rstrip("0123456789")
    return Finding(
        path=document.path,
        code=rule.id,
        name=rule.name,
        family=FAMILIES.get(letters, letters.lower()),
        severity=hit.severity or rule.severity,
        message=_message(rule, hit),
        why=rule.why,
        span=span,
        start=Position(*document.position(span.start)),
        end=Position(*document.position(span.end)),
        excerpt=_excerpt(document, span),
        evidence=tuple(evidence(fact, reference) for fact in dict.fromkeys((*hit.facts, *rule.facts))),
        fix=None if hit.replacement is None else Fix(rule.fix == "safe", (Edit(span, hit.replacement),)),
        kind=rule.kind,
        place=document.place(span),
    )


def _excerpt(document: Document, span: Span) -> str:
    text, seen = document.seen(span)
    return text[seen.start : seen.end]


def _message(rule: Rule, hit: Hit) -> str:
    try:
        return rule.message.format_map(hit.values)
    except KeyError as missing:
        known = ", ".join(sorted(hit.values)) or "none"
        raise PackError(
            f"{rule.pack}/{rule.path}: the message asks for {{{missing.args[0]}}}; a {rule.kind} check gives: {known}"
        ) from None


def evidence(fact_id: str, reference: Reference) -> Evidence:
    """The fact and its source as a finding shows them."""
    fact = reference.fact(fact_id)
    return Evidence(fact.id, fact.source, fact.statement, reference.source(fact.source).title)


def title_span(document: Document) -> Span:
    """Where a finding on the whole article stands: the title, else the first line."""
    for block in document.blocks:
        if block.kind == "title":
            return _first_line(document, block.span)
    if document.blocks:
        return _first_line(document, document.blocks[0].span)
    return Span(0, 0)


def _first_line(document: Document, span: Span) -> Span:
    line = document.text[span.start : span.end].split("\n", 1)[0]
    return document.prose.locate(span.start, span.start + len(line))
