"""Quotations, between marks or in a block of their own, and which of them the article disputes."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from healthlint.analysis.lexicon import Cue
from healthlint.analysis.model import CueHit, Scan
from healthlint.document.model import Block, Document
from healthlint.fast_dataclass import dataclass
from healthlint.pattern import pattern
from healthlint.span import Span

_MARKS = pattern('["“”„«»]')
_OPENS_SINGLE = pattern(r"(?<![^\s(\[“\"—–-])[‘'](?=[^\W\d]|\[)")
_CLOSES_SINGLE = pattern(r"(?<=[^\s(\[“])[’'](?![^\W_])")
_SENTENCE_END = pattern(r"[.!?][”\")]*\s")
_LONGEST_SINGLE = 400
_COMMENT = 3
"""Sentences after a quoted statement in which a writer may comment on it."""
_SHORT_QUESTION = 12
_STOPS = frozenset(".!?…")
_QUOTES = frozenset("\"“”„«»'‘’")
_MARKUP = frozenset("*_)")
_HEADINGS = ("title", "heading")
_LABEL = 6
_LABEL_ENDS = frozenset(".:—–-)")
_OPENING_BLOCKS = 3
_QUOTES_AND_NUMBER = 6
_EXAMINED = 2
"""Disputed statements from which an article counts as one that examines claims."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cue on tokens `first` to `last`."""

    cue: Cue
    first: int
    last: int


def quotations(document: Document) -> Iterator[Span]:
    """Every quotation with its marks, block by block; an unclosed one ends with its block."""
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
    # 5" is five inches: a straight mark after a digit opens no quotation.
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
    # An apostrophe at the end of a word ("patients' ") does not close it if a better mark follows in the sentence.
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


def disputes(place: Place) -> bool:
    return place.cue.direction == "previous" and place.cue.within == "phrase"


def disputed(scan: Scan, quotations: Sequence[Span], places: Sequence[Place]) -> Iterator[CueHit]:
    """A `critic` hit for each quoted statement that opens a block and is disputed outside the quotation.

    '"It cures gout." Which study says so?' Words that only attribute it ('says Ann', '- Ann, 43') or agree with it do
    not dispute it. In an article that disputes several, or whose heading says that it examines claims, every such
    statement counts as disputed unless the article agrees with it.
    """
    disputing = {place.first for place in places if disputes(place)}
    agreeing = {place.first for place in places if place.cue.category == "answered-yes"}
    left: list[Span] = []
    count = 0
    for span in quotations:
        comment = _comment_on(scan, span)
        if comment and comment.start in agreeing:
            continue
        at = _dispute(scan, comment, disputing)
        if at < 0:
            left.append(span)
            continue
        count += 1
        yield CueHit("dispute", "critic", scan.tokens.span(at, at), span)
    announced = next((place for place in places if _announces(scan, place)), None)
    if announced is not None:
        heading = scan.tokens.span(announced.first, announced.last)
        yield from (CueHit(announced.cue.id, "critic", heading, span) for span in left)
    elif max(count, sum(_quoted_heading(scan, span) for span in quotations)) >= _EXAMINED:
        yield from (CueHit("examined", "critic", Span(span.start, span.start + 1), span) for span in left)


def _quoted_heading(scan: Scan, span: Span) -> bool:
    """True for a heading that is only a quotation: its section discusses it."""
    block = scan.document.block_at(span.start)
    return block is not None and block.kind == "heading" and len(block.span) - len(span) <= _QUOTES_AND_NUMBER


def _announces(scan: Scan, place: Place) -> bool:
    """True for words of a heading or opening line that announce statements to be examined below."""
    if place.cue.direction != "label" or place.cue.category != "myth":
        return False
    block = scan.sentences[scan.sentence_of[place.first]].block
    return scan.document.blocks[block].kind in _HEADINGS or block < _OPENING_BLOCKS


def _comment_on(scan: Scan, span: Span) -> range:
    """The tokens in which the writer comments on a statement quoted in full; may be empty."""
    inside = scan.tokens.within(span)
    if not inside or scan.sentence_of[inside.start] < 0:
        return range(0)
    block = scan.sentences[scan.sentence_of[inside.start]].block
    if scan.document.blocks[block].kind == "quote" or _quoted_heading(scan, span):
        return _next_block(scan, inside.stop, block)
    if not (opens_block(scan, inside.start) or _labelled(scan, inside.start)) or not _complete(scan, inside):
        return range(0)
    return _comment(scan, _past_markup(scan, inside.stop))


def _next_block(scan: Scan, first: int, block: int) -> range:
    words = len(scan.tokens)
    if first >= words or scan.sentence_of[first] < 0:
        return range(0)
    number = scan.sentence_of[first]
    below = scan.sentences[number].block
    if below != block + 1 or scan.document.blocks[below].kind != "paragraph":
        return range(0)
    return range(first, scan.sentences[_last_sentence(scan, number)].last)


def opens_block(scan: Scan, first: int) -> bool:
    """True if only a number, a letter or punctuation precedes the token in its block."""
    block = scan.sentences[scan.sentence_of[first]].block
    for index in range(first - 1, max(first - 5, -1), -1):
        if scan.sentences[scan.sentence_of[index]].block != block:
            return True
        word = scan.tokens.words[index]
        if len(word) > 1 and not word.isdigit():
            return False
    return first < 5


def _labelled(scan: Scan, first: int) -> bool:
    """True after a short label of the block: "Page 3." or "The third claim:"."""
    block = scan.sentences[scan.sentence_of[first]].block
    if first == 0 or scan.tokens.words[first - 1] not in _LABEL_ENDS:
        return False
    for index in range(first - 1, max(first - _LABEL - 1, -1), -1):
        if scan.sentence_of[index] < 0 or scan.sentences[scan.sentence_of[index]].block != block:
            return index < first - 1
        if scan.tokens.words[index] == ",":
            return False
    return first <= _LABEL


def _complete(scan: Scan, inside: range) -> bool:
    last = inside.stop - 1
    while last > inside.start and scan.tokens.words[last] in _QUOTES:
        last -= 1
    return scan.tokens.words[last] in _STOPS and last - inside.start > 1


def _past_markup(scan: Scan, index: int) -> int:
    while index < len(scan.tokens) and scan.tokens.words[index] in _MARKUP:
        index += 1
    return index


def _comment(scan: Scan, first: int) -> range:
    """The tokens of the block's next sentences from `first` on, if they begin like independent sentences."""
    if first >= len(scan.tokens) or scan.sentence_of[first] < 0:
        return range(0)
    number, before = scan.sentence_of[first], scan.sentence_of[first - 1]
    opening = scan.document.text[scan.tokens.starts[first]]
    same = before >= 0 and scan.sentences[before].block == scan.sentences[number].block
    if not same or not (opening.isupper() or opening.isdigit()):
        return range(0)
    return range(first, scan.sentences[_last_sentence(scan, number)].last)


def _last_sentence(scan: Scan, number: int) -> int:
    block, last = scan.sentences[number].block, number
    while last + 1 < min(len(scan.sentences), number + _COMMENT) and scan.sentences[last + 1].block == block:
        last += 1
    return last


def _dispute(scan: Scan, comment: range, disputing: Collection[int]) -> int:
    """The first token of the comment that disputes, or -1."""
    words = scan.tokens.words
    openings = scan.classes.get("dispute-opening", {})
    begins = comment.start
    for index in comment:
        if index > begins and words[index - 1] in _STOPS:
            begins = index
        if words[index] in _QUOTES and index > comment.start:
            return -1  # another quotation: what follows is about that one
        if index in disputing or (index == begins and index in openings):
            return index
        if words[index] == "?" and index - begins < _SHORT_QUESTION:
            return index
    return -1
