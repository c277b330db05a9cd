"""Context that crosses sentences: quotations, questions and their answers, denials of what stands before, myths."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from healthlint.analysis.lexicon import Cue, Lexicon
from healthlint.analysis.model import CueHit, Scan, Sentence
from healthlint.analysis.myths import MythWords, statements
from healthlint.analysis.tokens import tokenize
from healthlint.span import Span

_SPEECH = 4
"""Quoted words from which a quotation is somebody's statement; fewer are a name, a term or a scare quote."""
_PARTS = frozenset('?.!:;"“„«(')
_HEADINGS = ("title", "heading")
_COMMENT = 3
"""Sentences after a quoted statement in which a writer says what to think of it."""
_SHORT_QUESTION = 12
_STOPS = frozenset(".!?…")
_MARKS = frozenset("\"“”„«»'‘’")
_MARKUP = frozenset("*_)")
_ANSWERS = ("answered-yes", "answered-no")
_CLAIMED = frozenset(("quoted", "reported", "critic"))


@dataclass(frozen=True, slots=True)
class Place:
    """A cue on tokens `first` to `last`."""

    cue: Cue
    first: int
    last: int


def quoted(scan: Scan, quotations: Iterable[Span]) -> Iterator[CueHit]:
    """A `quoted` hit for every quotation, and a `reported` one where it is long enough to be somebody's words."""
    for span in quotations:
        mark = Span(span.start, min(span.start + 1, span.end))
        yield CueHit("quotation", "quoted", mark, span)
        if sum(scan.tokens.words[index][0].isalnum() for index in scan.tokens.within(span)) >= _SPEECH:
            yield CueHit("quotation", "reported", mark, span)


def questions(scan: Scan, ends: Mapping[str, Sequence[int]]) -> Iterator[CueHit]:
    """A `questioned` hit for every sentence that ends with a question mark."""
    begins, stops = sorted(ends.get("end-backward", ())), sorted(ends.get("end-forward", ()))
    for sentence in scan.sentences:
        at = _question_mark(scan, sentence)
        yield from _inner_questions(scan, sentence, at if at >= 0 else sentence.last)
        if at < 0:
            continue
        first = max(sentence.first, _last_of(begins, at))
        stop = _last_of(stops, at)
        if stop < first:
            yield CueHit("question", "questioned", scan.tokens.span(at, at), scan.tokens.span(first, at))


def _last_of(places: Sequence[int], before: int) -> int:
    index = bisect_right(places, before)
    return places[index - 1] if index else -1


def _question_mark(scan: Scan, sentence: Sentence) -> int:
    for index in range(sentence.last - 1, sentence.first - 1, -1):
        word = scan.tokens.words[index]
        if word == "?":
            return index
        if word[0].isalnum():
            return -1
    return -1


def _inner_questions(scan: Scan, sentence: Sentence, before: int) -> Iterator[CueHit]:
    # “Does it work?” she asked: what stands after the last full stop or opening mark.
    first = sentence.first
    for index in range(sentence.first, before):
        word = scan.tokens.words[index]
        if word == "?" and first < index:
            yield CueHit("question", "questioned", scan.tokens.span(index, index), scan.tokens.span(first, index))
        if word in _PARTS:
            first = index + 1


def across_sentences(
    scan: Scan, lexicon: Lexicon, places: Sequence[Place], hits: Sequence[CueHit], quotations: Sequence[Span]
) -> Iterator[CueHit]:
    """The hits of cues that judge other sentences than their own."""
    marked = _Marked(scan, hits)
    openers = scan.classes.get("sentence-opener", {})
    for place in places:
        if place.cue.direction == "previous" and not _disputes(place) and opens_sentence(scan, place.first, openers):
            yield from _judged(scan, place, marked)
    yield from _disputed(scan, quotations, places)
    for place in places:
        if place.cue.category == "critic" and place.cue.direction == "label" and _opens_block(scan, place.first):
            yield from _corrected(scan, place)
    yield from statements(
        scan,
        [
            (place.cue, place.first, place.last)
            for place in places
            if place.cue.category == "myth" or place.cue.within == "section" or place.cue.direction == "label"
        ],
        MythWords(frozenset(_words(lexicon, "myth-word")), _phrases(lexicon, "myth-column")),
        marked.denied,
        quotations,
    )


def _words(lexicon: Lexicon, group: str) -> Iterator[str]:
    for phrase in lexicon.groups.get(group, ()):
        yield from tokenize(phrase).words


def _phrases(lexicon: Lexicon, group: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tokenize(phrase).words for phrase in lexicon.groups.get(group, ()))


def opens_sentence(scan: Scan, first: int, openers: Mapping[int, Sequence[int]]) -> bool:
    """True when nothing but marks and an opening word ("But", "Well,") stands before this token."""
    sentence = scan.sentences[scan.sentence_of[first]]
    return (
        all(
            not scan.tokens.words[index][0].isalnum() or index in openers
            for index in range(sentence.first, min(first, sentence.first + 4))
        )
        and first < sentence.first + 4
    )


class _Marked:
    """Which sentences are questions, quote or report something, or deny something."""

    def __init__(self, scan: Scan, hits: Iterable[CueHit]) -> None:
        self._starts = [sentence.span.start for sentence in scan.sentences]
        self.asked: set[int] = set()
        self.claimed: set[int] = set()
        self.denied: set[int] = set()
        for hit in hits:
            if hit.id == "question":
                self.asked.add(self._number(hit.span))
            elif hit.category in _CLAIMED:
                first = self._number(hit.scope)
                self.claimed.update(range(first, max(self._number(Span(hit.scope.end - 1, hit.scope.end)), first) + 1))
            elif hit.category == "negated":
                self.denied.add(self._number(hit.span))

    def _number(self, span: Span) -> int:
        return max(bisect_right(self._starts, span.start) - 1, 0)


def _judged(scan: Scan, place: Place, marked: _Marked) -> Iterator[CueHit]:
    own = scan.sentence_of[place.first]
    span = scan.tokens.span(place.first, place.last)
    if place.cue.category in _ANSWERS:
        targets = list(_asked_before(own, marked))
        category = place.cue.category
        if not targets and category == "answered-no" and _wholly_quoted(scan, own - 1):
            targets, category = [own - 1], "critic"
    else:
        targets, category = list(_claimed_before(scan, own, marked, place.cue.reach or 1)), place.cue.category
    for number in targets:
        yield CueHit(place.cue.id, category, span, scan.sentences[number].span)
        if category == "answered-no":
            # What is asked in order to be denied is not the writer's word: 'A wonder? No.'
            yield CueHit(place.cue.id, "critic", span, scan.sentences[number].span)


def _asked_before(own: int, marked: _Marked) -> Iterator[int]:
    number = own - 1
    while number in marked.asked and number > own - 4:
        yield number
        number -= 1


def _claimed_before(scan: Scan, own: int, marked: _Marked, reach: int) -> Iterator[int]:
    """The sentence before, and with `reach` those further up that quote or report something, one gap allowed."""
    if own == 0 or scan.sentences[own].block - scan.sentences[own - 1].block > 1:
        return
    block = scan.sentences[own - 1].block
    gaps = 0
    for number in range(own - 1, max(own - 1 - reach, -1), -1):
        if scan.sentences[number].block != block or gaps > 1:
            return
        if number in marked.claimed or number == own - 1:
            yield number
        gaps = 0 if number in marked.claimed else gaps + 1


def _wholly_quoted(scan: Scan, number: int) -> bool:
    if number < 0:
        return False
    text = scan.text(scan.sentences[number].span)
    return text[:1] in "\"“‘'«" and text[-1:] in "\"”’'»"


def _disputes(place: Place) -> bool:
    return place.cue.direction == "previous" and place.cue.within == "phrase"


def _disputed(scan: Scan, quotations: Sequence[Span], places: Sequence[Place]) -> Iterator[CueHit]:
    """A `critic` hit for each quoted statement that opens a block and is disputed outside the quotation.

    '"It cures gout." Which study says so?' Words that merely say whose statement it is ('says Ann', '- Ann, 43') or
    agree with it leave it as it stands.
    """
    disputing = {place.first for place in places if _disputes(place)}
    agreeing = {place.first for place in places if place.cue.category == "answered-yes"}
    for span in quotations:
        inside = scan.tokens.within(span)
        if not inside or not _opens_block(scan, inside.start) or not _complete(scan, inside):
            continue
        comment = _comment(scan, _past_markup(scan, inside.stop))
        if comment and comment.start not in agreeing and (at := _dispute(scan, comment, disputing)) >= 0:
            yield CueHit("dispute", "critic", scan.tokens.span(at, at), span)


def _opens_block(scan: Scan, first: int) -> bool:
    """True when nothing but a number, a letter or marks stands before the token in its block."""
    block = scan.sentences[scan.sentence_of[first]].block
    for index in range(first - 1, max(first - 5, -1), -1):
        if scan.sentences[scan.sentence_of[index]].block != block:
            return True
        word = scan.tokens.words[index]
        if len(word) > 1 and not word.isdigit():
            return False
    return first < 5


def _complete(scan: Scan, inside: range) -> bool:
    last = inside.stop - 1
    while last > inside.start and scan.tokens.words[last] in _MARKS:
        last -= 1
    return scan.tokens.words[last] in _STOPS and last - inside.start > 1


def _past_markup(scan: Scan, index: int) -> int:
    while index < len(scan.tokens) and scan.tokens.words[index] in _MARKUP:
        index += 1
    return index


def _comment(scan: Scan, first: int) -> range:
    """The tokens of the next sentences of the block from `first` on, when they begin like a sentence of their own."""
    words = scan.tokens.words
    if first >= len(words) or scan.sentence_of[first] < 0:
        return range(first, first)
    number, before = scan.sentence_of[first], scan.sentence_of[first - 1]
    block = scan.sentences[number].block
    opening = scan.document.text[scan.tokens.starts[first]]
    if before < 0 or scan.sentences[before].block != block or not (opening.isupper() or opening.isdigit()):
        return range(first, first)
    last = number
    while last + 1 < min(len(scan.sentences), number + _COMMENT) and scan.sentences[last + 1].block == block:
        last += 1
    return range(first, scan.sentences[last].last)


def _dispute(scan: Scan, comment: range, disputing: Collection[int]) -> int:
    """The first token of the comment that disputes, or -1."""
    words = scan.tokens.words
    openings = scan.classes.get("dispute-opening", {})
    begins = comment.start
    for index in comment:
        if index > begins and words[index - 1] in _STOPS:
            begins = index
        if words[index] in _MARKS and index > comment.start:
            return -1  # another quotation: what follows is said of that one
        if index in disputing or (index == begins and index in openings):
            return index
        if words[index] == "?" and index - begins < _SHORT_QUESTION:
            return index
    return -1


def _corrected(scan: Scan, place: Place) -> Iterator[CueHit]:
    """A `critic` hit for a notice that repeats an error to mend it: its block, or what stands below its heading."""
    blocks, sentence = scan.document.blocks, scan.sentences[scan.sentence_of[place.first]]
    first = last = sentence.block
    if blocks[first].kind in _HEADINGS:
        if place.last + 1 < sentence.last:
            return
        first += 1
        while last + 1 < len(blocks) and blocks[last + 1].kind not in _HEADINGS:
            last += 1
    elif place.cue.within == "section":
        return
    if first <= last:
        scope = Span(blocks[first].span.start, blocks[last].span.end)
        yield CueHit(place.cue.id, "critic", scan.tokens.span(place.first, place.last), scope)
