"""Context across sentences: quotations, questions and answers, denials of earlier text, myths."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence

from healthlint.analysis.dialogue.myths import MythWords, statements
from healthlint.analysis.dialogue.quotation import Place, disputed, disputes, opens_block
from healthlint.analysis.lexicon import Lexicon
from healthlint.analysis.model import CueHit, Scan, Sentence
from healthlint.analysis.tokens import tokenize
from healthlint.pattern import pattern
from healthlint.span import Span

_SPEECH = 4
"""Quoted words from which a quotation is somebody's statement; fewer are a name, a term or a scare quote."""
_NEW_LINE = pattern(r"\n|<[bB][rR]")
_PARTS = frozenset('?.!:;"“„«(')
_HEADINGS = ("title", "heading")
_ANSWERS = ("answered-yes", "answered-no")
_CLAIMED = frozenset(("quoted", "reported", "critic"))
_QUALIFIES = frozenset(("negated", "hedged", "questioned", "conditional", "reported", "critic"))


def quoted(scan: Scan, quotations: Iterable[Span]) -> Iterator[CueHit]:
    """A `quoted` hit for every quotation, and a `reported` one if it is long enough to be somebody's words."""
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
    # “Does it work?” she asked: the question begins after the last full stop or opening mark.
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
    """The hits of cues that apply to other sentences than their own."""
    marked = _Marked(scan, hits)
    answers = _Answers(scan, places)
    openers = scan.classes.get("sentence-opener", {})
    for place in places:
        if place.cue.direction == "previous" and not disputes(place) and opens_sentence(scan, place.first, openers):
            yield from _judged(scan, place, marked, answers)
    yield from disputed(scan, quotations, places)
    for place in places:
        if place.cue.direction != "label" or not opens_block(scan, place.first):
            continue
        if place.cue.category == "critic":
            yield from _corrected(scan, place)
        elif place.cue.category == "questioned":
            yield from _letter(scan, place, answers)
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
    """True if only punctuation and an opening word ("But", "Well,") precede this token."""
    sentence = scan.sentences[scan.sentence_of[first]]
    return (
        all(
            not scan.tokens.words[index][0].isalnum() or index in openers
            for index in range(sentence.first, min(first, sentence.first + 4))
        )
        and first < sentence.first + 4
    )


class _Marked:
    """The sentences that ask, quote or report something, deny something, or withdraw what they say."""

    def __init__(self, scan: Scan, hits: Iterable[CueHit]) -> None:
        self._starts = [sentence.span.start for sentence in scan.sentences]
        self.asked: set[int] = set()
        self.claimed: set[int] = set()
        self.denied: set[int] = set()
        self.qualified: set[int] = set()
        for hit in hits:
            if hit.category in _QUALIFIES:
                self.qualified.add(self._number(hit.span))
            if hit.id == "question":
                self.asked.add(self._number(hit.span))
            elif hit.category in _CLAIMED:
                first = self._number(hit.scope)
                self.claimed.update(range(first, max(self._number(Span(hit.scope.end - 1, hit.scope.end)), first) + 1))
            elif hit.category == "negated":
                self.denied.add(self._number(hit.span))

    def _number(self, span: Span) -> int:
        return max(bisect_right(self._starts, span.start) - 1, 0)


def _judged(scan: Scan, place: Place, marked: _Marked, answers: _Answers) -> Iterator[CueHit]:
    own = scan.sentence_of[place.first]
    span = scan.tokens.span(place.first, place.last)
    if place.cue.category in _ANSWERS:
        targets = list(_asked_before(own, marked))
        category = place.cue.category
        if category == "answered-yes" and own in marked.qualified:
            return  # "Yes, say its makers", "Yes, but only in mice": not a plain yes from the writer
        if not targets and category == "answered-no" and _wholly_quoted(scan, own - 1):
            targets, category = [own - 1], "critic"
    elif place.cue.category == "questioned":
        # "True or false?" asks about the sentence before it, whoever says that.
        alone = _is_all(scan, place, own)
        asked = own in marked.asked and (alone or own - 1 in marked.claimed) and own + 1 not in answers.agreeing
        targets, category = [own - 1] if asked else [], place.cue.category
    else:
        targets, category = list(_claimed_before(scan, own, marked, place.cue.reach or 1)), place.cue.category
    for number in targets:
        yield CueHit(place.cue.id, category, span, scan.sentences[number].span)
        if category == "answered-no":
            # A question asked only to be denied is not the writer's claim: 'A wonder? No.'
            yield CueHit(place.cue.id, "critic", span, scan.sentences[number].span)


def _is_all(scan: Scan, place: Place, number: int) -> bool:
    """True if a cue is all that a sentence says."""
    sentence = scan.sentences[number]
    others = (index for index in range(sentence.first, sentence.last) if not place.first <= index <= place.last)
    return not any(scan.tokens.words[index][0].isalnum() for index in others)


def _asked_before(own: int, marked: _Marked) -> Iterator[int]:
    number = own - 1
    while number in marked.asked and number > own - 4:
        yield number
        number -= 1


def _claimed_before(scan: Scan, own: int, marked: _Marked, reach: int) -> Iterator[int]:
    """The sentence before and, with `reach`, those further up that quote or report something, allowing one gap."""
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


class _Answers:
    """Where an answer begins by its label ("A."), and which sentences begin with agreement."""

    def __init__(self, scan: Scan, places: Iterable[Place]) -> None:
        self._scan = scan
        self.labels = {
            place.first for place in places if place.cue.direction == "label" and place.cue.category == "ignore"
        }
        openers = scan.classes.get("sentence-opener", {})
        self.agreeing = {
            scan.sentence_of[place.first]
            for place in places
            if place.cue.category == "answered-yes" and opens_sentence(scan, place.first, openers)
        }


def _letter(scan: Scan, place: Place, answers: _Answers) -> Iterator[CueHit]:
    """A `questioned` hit for the text before and around the question in a paragraph marked as one."""
    first = scan.sentence_of[place.first]
    last = first
    while last + 1 < len(scan.sentences) and scan.sentences[last + 1].block == scan.sentences[first].block:
        if scan.sentences[last + 1].first in answers.labels or _is_answered_below(scan, last):
            break
        last += 1
    if not answers.agreeing.intersection((last + 1, last + 2)):
        scope = Span(scan.sentences[first].span.start, scan.sentences[last].span.end)
        yield CueHit(place.cue.id, "questioned", scan.tokens.span(place.first, place.last), scope)


def _is_answered_below(scan: Scan, question: int) -> bool:
    """True for a sentence that asks and ends its line of the file: what follows in the paragraph is the answer."""
    asked, following = scan.sentences[question].span, scan.sentences[question + 1].span
    gap = scan.document.prose.locate(asked.end, following.start)
    return scan.text(asked).endswith("?") and _NEW_LINE.search(scan.document.source[gap.start : gap.end]) is not None


def _corrected(scan: Scan, place: Place) -> Iterator[CueHit]:
    """A `critic` hit for a correction notice that repeats an error: its block, or the text below its heading."""
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
