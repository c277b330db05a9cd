"""Other drugs taken at the same time, according to a sentence of a label."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.authoring.drafts.names import Piece, listed
from healthlint.authoring.drafts.sentences import Sentence
from healthlint.authoring.drafts.wording import words
from healthlint.pattern import pattern

_BRACKET = pattern(r"\s*\(([^()]*)\)")
_SHORT = pattern(r"[A-Z][A-Za-z0-9-]{1,7}s?")


def partners(sentence: Sentence, name: str = "taking") -> tuple[Piece, ...]:
    """The drugs after words like "taking", each once, in the order of the sentence."""
    found: dict[str, Piece] = {}
    for match in words(name).finditer(sentence.plain):
        start = match.start(1) if match.lastindex else match.end()
        for piece in listed(sentence.plain, start, drugs=True):
            for each in meant(sentence.text, piece):
                if not words("no-partner").fullmatch(each.text):
                    found.setdefault(each.text.lower(), each)
    for match in words("treated").finditer(sentence.plain):
        found.setdefault(match[1].lower(), Piece(match[1], *match.span(1)))
    return tuple(found.values())


def meant(text: str, piece: Piece) -> Iterator[Piece]:
    """The drugs listed in brackets after a class of drugs if these are the ones meant, or beside the class if they are
    examples of it."""
    bracket = _BRACKET.match(text, piece.end)
    if bracket and (example := words("for-example").match(bracket[1])):
        yield piece
        yield from listed(text, bracket.start(1) + example.end(), bracket.end(1), drugs=True)
    elif bracket and not _SHORT.fullmatch(bracket[1].strip()):
        yield from listed(text, bracket.start(1), bracket.end(1), drugs=True)
    else:
        yield piece
