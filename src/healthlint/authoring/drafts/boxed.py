"""The warnings in the box at the top of a label."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.authoring.drafts.model import Draft, Name, Unread
from healthlint.authoring.drafts.names import Piece, listed, lowered, single
from healthlint.authoring.drafts.people import only_of
from healthlint.authoring.drafts.restrictions import joined
from healthlint.authoring.drafts.sentences import Sentence, blank, sections, sentences
from healthlint.authoring.drafts.wording import words
from healthlint.authoring.labels.loinc import BOXED_WARNING
from healthlint.authoring.labels.model import Label, Section
from healthlint.span import Span


def boxed_warnings(label: Label, drug: str) -> Iterator[Draft | Unread]:
    """The risks in the box: those in its title and headings, and those said to have been reported."""
    for section in sections(label, BOXED_WARNING):
        if words("seal").search(" ".join(label.words(block.span) for block in section.blocks)):
            continue
        found: dict[str, tuple[str, Span, str]] = {}
        for text, span, only in _risks(label, section):
            found.setdefault(text.lower(), (text, span, only))
        for text, span, only in found.values():
            name = text.lower() if text.isupper() else lowered(text)
            about = {"drug": drug, **({"only": only} if only else {})}
            said = f"boxed warning: {name}{only_of(only)}"
            yield Draft("boxed-warning", about, {"risk": Name("effect", name)}, label.place(span), said)
        if not found and section.blocks:
            span = section.blocks[0].span.cover(section.blocks[-1].span)
            yield Unread("boxed-warning", label.place(span), "a boxed warning without a recognisable risk")


def _risks(label: Label, section: Section) -> Iterator[tuple[str, Span, str]]:
    """The risks with their places and in whom, or of which kind."""
    text = " ".join(label.words(block.span) for block in section.blocks)
    for head in (
        section.title,
        *(block.span for block in section.blocks if block.heading and _is_title(label, block.span)),
    ):
        yield from ((*each, "") for each in _in_title(label, head, text))
    for sentence in sentences(label, section):
        for piece in _reported(sentence):
            kind = words("boxed-only").match(sentence.plain, piece.end)
            whom = words("boxed-whom").search(sentence.plain, piece.end)
            only = joined([each[1] for each in (kind, whom) if each])
            yield piece.text, sentence.span(piece.start, piece.end), only


def _is_title(label: Label, span: Span) -> bool:
    written = label.words(span)
    return written.isupper() and len(written.split()) <= 12


def _in_title(label: Label, head: Span, body: str) -> Iterator[tuple[str, Span]]:
    """The risks named in a title; one with "and" is a single risk if the text of the box has it like that."""
    written = blank(label.words(head))
    start = words("boxed-title").match(written)
    begin = start.end() if start else 0
    tail = words("boxed-tail").search(written.rstrip())
    end = tail.start() if tail and tail.start() > begin else len(written)
    whole = single(written, begin, end)
    if whole and whole.text.lower() in body.lower():
        yield whole.text, Span(head.start + whole.start, head.start + whole.end)
        return
    for piece in listed(written, begin, end, drugs=True):
        yield piece.text, Span(head.start + piece.start, head.start + piece.end)


def _reported(sentence: Sentence) -> Iterator[Piece]:
    plain = sentence.plain
    if words("boxed-list").search(sentence.lead) and sentence.text.strip() and _first(sentence):
        yield from _one(plain, 0, len(plain))
    found = words("boxed-reported").match(plain)
    if found and not words("boxed-others").match(plain):
        cases = words("boxed-cases").match(plain, 0, found.end(1))
        yield from _one(plain, cases.end() if cases else 0, found.end(1))


def _first(sentence: Sentence) -> bool:
    """True for the first sentence of its block; the following ones explain it."""
    return sentence.start - sentence.block.span.start < 2


def _one(plain: str, start: int, end: int) -> Iterator[Piece]:
    """The name up to a comma; "bacterial, viral and other infections" is one, as a lone adjective names nothing."""
    shout = words("boxed-shout").match(plain, start, end)
    start = shout.end() if shout else start
    stop = words("stop").search(plain, start, end)
    end = stop.start() if stop else end
    comma = plain.find(",", start, end)
    cut = comma if comma > 0 and not words("adjective").match(plain[start:comma]) else end
    piece = single(plain, start, cut)
    if piece is not None:
        yield piece
