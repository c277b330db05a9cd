"""The noun phrase that is the subject of some words, if it stands right before them or their verb."""

from __future__ import annotations

from healthlint.analysis.about.words import Words
from healthlint.span import Span

_MODAL, _PRONOUN, _COORDINATOR = "claim-modal", "claim-pronoun", "claim-coordinator"
_VERBS = ("claim-be", "claim-have", _MODAL)
_ADVERB, _PREPOSITION = "claim-adverb", "claim-preposition"
_OPENS = ("claim-break", "claim-opener")
_MARKS = frozenset('.,;:!?…—–"“”')
_LONGEST = 6


def subject_phrase(words: Words, span: Span) -> range | None:
    """The words from the punctuation or conjunction before the verb of the words at `span` up to that verb."""
    scan = words.scan
    within = scan.tokens.within(span)
    if not within or scan.sentence_of[within.start] < 0:
        return None
    first, stop = scan.sentences[scan.sentence_of[within.start]].first, within.start
    while stop > first and in_verb_group(words, stop - 1):
        stop -= 1
    # "Not one adverse event" begins with words that may belong to a verb, but there is no verb.
    if not any(_verb(words, index) and not _adverb(words, index) for index in range(stop, within.start + 1)):
        return None
    # In "It calms and has ..." and "does it ..." the subject is elsewhere.
    if words.any_is(range(stop - 1, stop), _COORDINATOR) or words.is_a(within.start, _PRONOUN):
        return None
    return _back_from(words, stop, first)


def _back_from(words: Words, stop: int, first: int) -> range | None:
    start = stop
    while start > first and not opens(words, start - 1):
        start -= 1
        if _verb(words, start) or stop - start > _LONGEST:
            return None
    while start < stop and words.is_a(start, _COORDINATOR):
        start += 1
    return range(start, stop) if start < stop else None


def head(words: Words, phrase: range) -> int:
    """The head noun: "use" in "daily use of it"."""
    prepositions = (index for index in phrase if words.is_a(index, _PREPOSITION))
    return max(next(prepositions, phrase.stop) - 1, phrase.start)


def rest(words: Words, phrase: range) -> range:
    """The words after a subject up to the next punctuation mark or conjunction."""
    limit = words.scan.limits[phrase.start]
    return range(phrase.stop, next((at for at in range(phrase.stop, limit) if opens(words, at)), limit))


def opens(words: Words, index: int) -> bool:
    """True for a mark that separates clauses; the hyphen of "low-cost" does not."""
    word = words.words[index]
    return word in _MARKS or (word != "-" and words.is_a(index, *_OPENS))


def in_verb_group(words: Words, index: int) -> bool:
    """True for "has", "never", "may": words between a subject and its verb."""
    return _verb(words, index) or _adverb(words, index)


def _verb(words: Words, index: int) -> bool:
    return words.is_a(index, *_VERBS)


def _adverb(words: Words, index: int) -> bool:
    return words.is_a(index, _ADVERB) or words.words[index].endswith("ly")
