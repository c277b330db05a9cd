"""The text an editor shows over a finding: the rule, its reason, and the documented facts with their sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lsprotocol.types import Hover, MarkupContent, MarkupKind, Position

from healthlint.findings.model import Evidence, Finding
from healthlint.findings.rule_pages import page_of
from healthlint.reference.model import Reference
from healthlint.server.drafts import Draft

_BETWEEN = "\n\n---\n\n"
_SIGNS = str.maketrans({sign: f"\\{sign}" for sign in "\\`*_{}[]<>#|~!"})
"""Text from an article must not be interpreted as markup."""


def hover(draft: Draft, findings: Iterable[Finding], reference: Reference, position: Position) -> Hover | None:
    """The text for the findings at a place; None if there are none."""
    at = draft.lines.offset(position)
    here = [finding for finding in findings if finding.span.start <= at <= finding.span.end]
    if not here:
        return None
    text = _BETWEEN.join(_page(finding, reference) for finding in here)
    shown = min((finding.span for finding in here), key=len)
    return Hover(MarkupContent(MarkupKind.Markdown, text), draft.lines.range(shown))


def _page(finding: Finding, reference: Reference) -> str:
    return "\n\n".join((_head(finding), plain(finding.message), plain(finding.why), *_facts(finding, reference)))


def _head(finding: Finding) -> str:
    page = page_of(finding)
    code = f"[{finding.code}]({page})" if page else finding.code
    return f"**{code} {finding.name}** ({finding.severity})"


def _facts(finding: Finding, reference: Reference) -> Iterator[str]:
    if finding.evidence:
        yield "Documented:\n" + "\n".join(f"- {_fact(each, reference)}" for each in finding.evidence)


def _fact(evidence: Evidence, reference: Reference) -> str:
    """What a source says, in our words, with the source and the place in its text."""
    fact, source = reference.fact(evidence.fact), reference.source(evidence.source)
    origin = ", ".join(part for part in (source.title, source.publisher, source.date) if part)
    where = f"characters {fact.span.start}–{fact.span.end} of {source.file}"
    shown = plain(f"{evidence.statement} ({origin}; the source {fact.stance} it; {where})")
    return f"{shown} [read it]({source.url})" if source.url else shown


def plain(text: str) -> str:
    """A text escaped so that Markdown shows it as it is."""
    return text.translate(_SIGNS)
