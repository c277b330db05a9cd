"""Interactions with other drugs according to a label."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.authoring.drafts.model import Draft, Name, Unread
from healthlint.authoring.drafts.names import Piece, listed, lowered
from healthlint.authoring.drafts.partners import partners
from healthlint.authoring.drafts.sentences import Sentence, blank, sections, sentences, title, title_span
from healthlint.authoring.drafts.wording import words
from healthlint.authoring.labels.loinc import DOSAGE, INTERACTIONS
from healthlint.authoring.labels.model import Label, Section
from healthlint.span import Span

_Found = Iterator[Draft | Unread]


def interactions(label: Label, drug: str) -> _Found:
    """The advice on each partner, from the subsection with its name or the sentence that names it."""
    for section in sections(label, INTERACTIONS):
        yield from _section(label, section, drug)
    for section in sections(label, DOSAGE):
        for sentence in sentences(label, section):
            if advice(sentence.plain) == "avoid":
                yield from _from_sentence(label, sentence, drug)


def advice(plain: str) -> str:
    """The advice of a sentence: `avoid`, `caution`, or "" if it gives none."""
    if words("no-matter").search(plain):
        return ""
    if words("avoid").search(plain):
        return "avoid"
    return "caution" if words("careful").search(plain) else ""


def _section(label: Label, section: Section, drug: str) -> _Found:
    said = list(sentences(label, section))
    titled = list(_titled(label, section, said, drug)) if section.code != INTERACTIONS else []
    named = [each for sentence in said for each in _from_sentence(label, sentence, drug)]
    yield from titled
    yield from named
    if section.title and section.code != INTERACTIONS and not titled and not named:
        yield Unread("interaction", label.place(section.title), "no advice could be identified")


def _titled(label: Label, section: Section, said: list[Sentence], drug: str) -> Iterator[Draft]:
    """The partners in the title, if the text below uses the same name and gives advice."""
    kind = {advice(sentence.plain) for sentence in said} - {""}
    if not kind:
        return
    below = " ".join(sentence.plain for sentence in said).lower()
    plain = blank(title(label, section))
    for piece in listed(plain, 0, drugs=True):
        if _is_partner(plain, piece) and piece.text.lower().rstrip("s") in below:
            span = title_span(label, section, piece.start, piece.end)
            yield _draft(label, drug, piece, "avoid" if "avoid" in kind else "caution", span)


def _is_partner(plain: str, piece: Piece) -> bool:
    """True for a drug or a whole class; "other" or strong members of a class are listed in the text."""
    some = words("partner-words").match(piece.text) or words("others").search(plain, 0, piece.start)
    return not some and not words("no-partner").fullmatch(piece.text)


def _from_sentence(label: Label, sentence: Sentence, drug: str) -> Iterator[Draft]:
    kind = advice(sentence.plain)
    if kind:
        for piece in partners(sentence, "with-partner"):
            yield _draft(label, drug, piece, kind, sentence.span(piece.start, piece.end))


def _draft(label: Label, drug: str, piece: Piece, kind: str, span: Span) -> Draft:
    name = lowered(piece.text)
    said = f"{'not to be taken' if kind == 'avoid' else 'care is needed together'} with {name}"
    return Draft("interaction", {"drug": drug, "with": Name("drug", name)}, {"advice": kind}, label.place(span), said)
