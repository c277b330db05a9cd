"""Builds findings from the hits of checks and the texts of rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from healthlint.checks.base import Hit, Severity
from healthlint.document.anchors import pointed_at
from healthlint.document.model import Document, Mark
from healthlint.errors import PackError
from healthlint.fast_dataclass import replace
from healthlint.findings.model import Edit, Evidence, Finding, Fix, Line, Position, family_name
from healthlint.measure import same_numbers
from healthlint.packs.model import Rule
from healthlint.pattern import pattern
from healthlint.reference.model import Reference
from healthlint.span import Span

_AROUND = 192
"""Characters kept of a line before a finding, and twice as many after its start: more than any terminal shows."""
_LONGEST_QUOTE = 400
# Text without any character special to YAML or TOML, quoted or not.
_HARMLESS = pattern(r"(?:[\w.%()+/–-][\w .%()+/–-]*)?")


def build(hit: Hit, rule: Rule, document: Document, reference: Reference, sentence: str = "") -> Finding:
    """The finding for one hit of one rule; `sentence` is the sentence around it."""
    seen = _title(document) if hit.span is None else hit.span
    span = hit.place or document.prose.locate(seen.start, seen.end)
    fix = None if hit.replacement is None else _fix(hit, hit.replacement, span, rule, document)
    facts = tuple(evidence(fact, reference) for fact in dict.fromkeys((*hit.facts, *rule.facts)))
    finding = _finding(rule, document, span, hit.values, _severity(hit, rule, reference), facts, fix)
    place, excerpt = document.place_at(seen.start) or finding.place, _excerpt(document, span, document.marks_in(seen))
    against = None if hit.against is None else document.prose.locate(hit.against.start, hit.against.end)
    return replace(finding, place=place, sentence=sentence, excerpt=excerpt, against=against, company=hit.company)


def _severity(hit: Hit, rule: Rule, reference: Reference) -> Severity:
    """A single promotional source is not enough for an error."""
    severity = hit.severity or rule.severity
    if severity == "error" and reference.rests_on_praise(hit.facts):
        return "warning"
    return severity


def by_draft(finding: Finding) -> Finding:
    """A finding based on an unreviewed fact: shown, never fixed, and no reason for a run to fail."""
    fix = None if finding.fix is None else replace(finding.fix, safe=False, display_only=True)
    message = f"{finding.message} (Based on an unreviewed draft.)"
    return replace(finding, severity="suggestion", message=message, fix=fix)


def build_in_source(span: Span, values: Mapping[str, str], removal: Span | None, rule: Rule, doc: Document) -> Finding:
    """The finding of a rule on something other than the text, such as a comment; `removal` is the part of the file that
    a fix removes."""
    fix = None if removal is None else Fix(rule.fix == "safe", (Edit(removal, ""),))
    finding = _finding(rule, doc, span, values, rule.severity, (), fix)
    return replace(finding, sentence=finding.excerpt)


def _finding(
    rule: Rule,
    document: Document,
    span: Span,
    values: Mapping[str, str],
    severity: Severity,
    facts: tuple[Evidence, ...],
    fix: Fix | None,
) -> Finding:
    return Finding(
        path=document.path,
        code=rule.id,
        name=rule.name,
        family=family_name(rule.family),
        severity=severity,
        message=_message(rule, values),
        why=rule.why,
        span=span,
        start=Position(*document.position(span.start)),
        end=Position(*document.position(span.end)),
        excerpt=_excerpt(document, span),
        evidence=facts,
        fix=fix,
        kind=rule.kind,
        narrow=rule.check.narrow,
        place=document.place(span) or "",
        line=line(document, span),
        formerly=rule.aliases,
        help=rule.page,
    )


def line(document: Document, span: Span) -> Line:
    """The visible line in which a span of the file begins."""
    text, seen = document.seen(span)
    _, column = document.position(span.start)
    # An export may be one line of megabytes; only the part that may be shown is cut out of it.
    near = max(seen.start - (column - 1), seen.start - _AROUND)
    end = _line_end(text, near, seen.start + 2 * _AROUND)
    return Line(text[near:end], seen.start - near, seen.end - near, document.page is None)


def _line_end(text: str, start: int, stop: int) -> int:
    ends = [at for at in (text.find("\n", start, stop), text.find("\r", start, stop)) if at >= 0]
    return min(ends, default=min(stop, len(text)))


def _excerpt(document: Document, span: Span, marks: Iterable[Mark] = ()) -> str:
    text, seen = document.seen(span)
    excerpt = _without(text, seen, (document.seen(mark.taken)[1] for mark in marks))
    # A line of a page is a paragraph; only one whose end was deleted continues in the next.
    return excerpt if document.page is None else excerpt.replace("\n", "")


def _without(text: str, seen: Span, marks: Iterable[Span]) -> str:
    """A span without the citation marks inside it, which are not part of its words."""
    parts, at = [], seen.start
    for mark in marks:
        parts.append(text[at : max(at, mark.start)])
        at = max(at, mark.end)
    return "".join((*parts, text[at : seen.end]))


def _fix(hit: Hit, replacement: str, span: Span, rule: Rule, document: Document) -> Fix | None:
    """The edit that inserts the right text. It is only displayed if it would change the value of a number (doses are
    for people to correct) or something that other parts of the file refer to."""
    assert hit.span is not None
    if span.overlaps(document.front) and not _HARMLESS.fullmatch(replacement):
        return None
    text = document.written(hit.span)
    edit = _edit(text, replacement, hit.span, span, document)
    if edit is None:
        return None
    display_only = (
        hit.applicability == "display" or not same_numbers(text, replacement) or pointed_at(document, hit.span)
    )
    return Fix(rule.fix == "safe" and hit.applicability == "safe" and not display_only, (edit,), display_only)


def _edit(text: str, replacement: str, seen: Span, span: Span, document: Document) -> Edit | None:
    """An edit of the whole span or, if there is markup inside, of the differing characters only; None if these contain
    markup too. A fix changes only what the writer typed."""
    if document.page is not None and document.marks_in(seen):
        return None
    if document.page is not None or document.source[span.start : span.end] == text:
        # The Word writer leaves the markup inside a span alone.
        return Edit(span, replacement)
    first, last = _differing(text, replacement)
    place = document.prose.locate(seen.start + first, seen.end - last)
    inside = text[first : len(text) - last]
    if document.source[place.start : place.end] != inside:
        return None
    return Edit(place, replacement[first : len(replacement) - last])


def _differing(old: str, new: str) -> tuple[int, int]:
    """The length of the common beginning, and of the common end of the rest."""
    shorter = min(len(old), len(new))
    first = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    last = next((at for at in range(shorter - first) if old[-1 - at] != new[-1 - at]), shorter - first)
    return first, last


def _message(rule: Rule, values: Mapping[str, str]) -> str:
    try:
        return rule.message.format_map({name: _shortened(value) for name, value in values.items()})
    except KeyError as missing:
        known = ", ".join(sorted(values)) or "none"
        raise PackError(
            f"{rule.pack}/{rule.path}: the message uses {{{missing.args[0]}}}; a {rule.kind} check gives: {known}"
        ) from None


def _shortened(value: str) -> str:
    """Text quoted in a message, without its middle if that would fill a screen."""
    if len(value) <= _LONGEST_QUOTE:
        return value
    half = _LONGEST_QUOTE // 2
    return f"{value[:half].rstrip()} … {value[-half:].lstrip()}"


def evidence(fact_id: str, reference: Reference) -> Evidence:
    """The fact and its source as a finding shows them."""
    fact = reference.fact(fact_id)
    source = reference.source(fact.source)
    return Evidence(fact.id, fact.source, fact.statement, source.title, source.url)


def title_span(document: Document) -> Span:
    """The place of a finding on the whole article: the title, or else the first line."""
    seen = _title(document)
    return document.prose.locate(seen.start, seen.end)


def _title(document: Document) -> Span:
    for block in document.blocks:
        if block.kind == "title":
            return _first_line(document, block.span)
    if document.blocks:
        return _first_line(document, document.blocks[0].span)
    return Span(0, 0)


def _first_line(document: Document, span: Span) -> Span:
    line = document.text[span.start : span.end].split("\n", 1)[0]
    return Span(span.start, span.start + len(line))
