"""Stretches of an article that stand between quotation marks, or in a quotation of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from healthlint.document.model import Block, Document
from healthlint.span import Span

_MARKS = re.compile('["“”„«»]')
_OPENS_SINGLE = re.compile(r"(?<![^\s(\[“\"—–-])[‘'](?=[^\W\d]|\[)")
_CLOSES_SINGLE = re.compile(r"(?<=[^\s(\[“])[’'](?![^\W_])")
_SENTENCE_END = re.compile(r"[.!?][”\")]*\s")
_LONGEST_SINGLE = 400


def quotations(document: Document) -> Iterator[Span]:
    """Every quotation with its marks, block by block; one that is never closed ends with its block."""
    text = document.text
    for block in document.blocks:
        if _is_quotation(block):
            yield block.span
            continue
        doubles = list(_doubles(text, block.span))
        yield from sorted([*doubles, *_singles(text, block.span, doubles)])


def _is_quotation(block: Block) -> bool:
    return block.kind == "quote" or "quote" in block.within


def _doubles(text: str, within: Span) -> Iterator[Span]:
    opened = -1
    for match in _MARKS.finditer(text, within.start, within.end):
        at = match.start()
        if opened < 0:
            if _may_open(text, at, within):
                opened = at
        elif not _reopens(text, at, within):
            yield Span(opened, at + 1)
            opened = -1
    if opened >= 0:
        yield Span(opened, within.end)


def _may_open(text: str, at: int, within: Span) -> bool:
    if text[at] in "”»":
        return False
    # 5" is five inches: a straight mark after a digit opens nothing.
    return at == within.start or not text[at - 1].isalnum()


def _reopens(text: str, at: int, within: Span) -> bool:
    return text[at] in "“„«" and at > within.start


def _singles(text: str, within: Span, doubles: list[Span]) -> Iterator[Span]:
    free_from = within.start
    nested = iter(doubles)
    double = next(nested, None)
    for match in _OPENS_SINGLE.finditer(text, within.start, within.end):
        at = match.start()
        while double is not None and double.end <= at:
            double = next(nested, None)
        if at < free_from or (double is not None and double.start <= at):
            continue
        end = _close(text, at, within)
        if end >= 0:
            yield Span(at, end + 1)
            free_from = end + 1


def _close(text: str, at: int, within: Span) -> int:
    # An apostrophe at the end of a word ("patients' ") closes nothing while a better mark follows in the sentence.
    stop = min(within.end, at + _LONGEST_SINGLE)
    ending = _SENTENCE_END.search(text, at, stop)
    limit = min(stop, ending.end()) if ending else stop
    wanted = "’" if text[at] == "‘" else "'"
    possessive = -1
    for match in _CLOSES_SINGLE.finditer(text, at + 1, limit):
        if match[0] != wanted:
            continue
        if text[match.start() - 1] != "s":
            return match.start()
        possessive = possessive if possessive >= 0 else match.start()
    return possessive
