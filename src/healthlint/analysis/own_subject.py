"""Statements with a subject of their own that is no drug: "yoga has no side effects" is not said of the drug."""

from __future__ import annotations

from healthlint.analysis.model import Analysis, Scan
from healthlint.span import Span

_MODAL, _PRONOUN, _COORDINATOR = "claim-modal", "claim-pronoun", "claim-coordinator"
_VERBS = ("claim-be", "claim-have", _MODAL)
_NAMED = ("drug", _PRONOUN, "claim-many")
_ADVERB, _PREPOSITION, _OTHER = "claim-adverb", "claim-preposition", "claim-other-treatment"
_ARTICLES = frozenset(("a", "an"))
_LONGEST = 6
_JOINER = "and"
_MARKS = frozenset('.,;:!?…—–"“”')
_OPENS = ("claim-break", "claim-opener")
# Words for the drug or its use, and those for effects or somebody: what is said of them may be said of the drug.
_DRUG = ("drug", "stands-for-drug", "claim-drug-noun", _PRONOUN)
_UNCLEAR = (
    "effect",
    "condition",
    "clause-subject",
    "clause-verb",
    *(f"claim-{name}" for name in ("bad", "human", "knowledge", "no-agent", "plural", "study")),
)


def own_subject(analysis: Analysis, span: Span) -> bool:
    """True where the words at `span` are said of what stands right before them or their verb, and that is no drug.

    A treatment that a lexicon lists is none ("the diet is completely safe"). Anything else must be an ordinary noun
    that is new ("a warm bath"): one with "the" or "this" may mean the drug.
    """
    scan = analysis.scan
    phrase = _subject(scan, span)
    if phrase is None:
        return False
    head = _head(scan, phrase)
    # "Runners can buy it" is said of the drug, too.
    if _any(scan, phrase, _DRUG) or _any(scan, _rest(scan, phrase), _NAMED) or _listed_before(scan, phrase):
        return False
    if _is(scan, head, _OTHER):
        return True
    can = _any(scan, range(phrase.stop, scan.tokens.within(span).start + 1), (_MODAL,))
    return not can and not _any(scan, phrase, _UNCLEAR) and _new(analysis, phrase, head)


def _subject(scan: Scan, span: Span) -> range | None:
    """The tokens from the mark or conjunction before the verb of the words up to that verb."""
    within = scan.tokens.within(span)
    if not within or scan.sentence_of[within.start] < 0:
        return None
    first, stop = scan.sentences[scan.sentence_of[within.start]].first, within.start
    while stop > first and (_verb(scan, stop - 1) or _adverb(scan, stop - 1)):
        stop -= 1
    # "Not one adverse event" opens with what may belong to a verb and is none.
    if not any(_verb(scan, index) and not _adverb(scan, index) for index in range(stop, within.start + 1)):
        return None
    # "It calms and has ..." and "does it ..." have their subject elsewhere.
    if _any(scan, range(stop - 1, stop), (_COORDINATOR,)) or _is(scan, within.start, _PRONOUN):
        return None
    start = stop
    while start > first and not _opens(scan, start - 1):
        start -= 1
        if _verb(scan, start) or stop - start > _LONGEST:
            return None
    while start < stop and _is(scan, start, _COORDINATOR):
        start += 1
    return range(start, stop) if start < stop else None


def _rest(scan: Scan, phrase: range) -> range:
    """The tokens behind a subject up to the next mark or conjunction."""
    limit = scan.limits[phrase.start]
    return range(phrase.stop, next((at for at in range(phrase.stop, limit) if _opens(scan, at)), limit))


def _head(scan: Scan, phrase: range) -> int:
    """The "use" of "daily use of it"."""
    prepositions = (index for index in phrase if _is(scan, index, _PREPOSITION))
    return max(next(prepositions, phrase.stop) - 1, phrase.start)


def _listed_before(scan: Scan, phrase: range) -> bool:
    """True for the end of a list that a drug may begin: "LDN, yoga and massage"."""
    if _JOINER not in scan.tokens.words[phrase.start : phrase.stop]:
        return False
    first = scan.sentences[scan.sentence_of[phrase.start]].first
    return _any(scan, range(first, phrase.start), _NAMED)


def _new(analysis: Analysis, phrase: range, head: int) -> bool:
    """True for an ordinary noun with "a", or without an article where it opens its statement, of plain words."""
    scan, words = analysis.scan, analysis.scan.tokens.words
    named = phrase[words[phrase.start] in _ARTICLES :]
    # "It works, lasts, has no side effects": behind a comma, a bare word may be another verb.
    bare = len(named) == len(phrase) and phrase.start > 0 and words[phrase.start - 1] == ","
    if bare or _any(scan, named, ("claim-determiner", _PREPOSITION)):
        return False
    # "Taking it" and "stopping" are what is done with the drug; a name that no list has may be its brand.
    done = any(words[index].endswith("ing") for index in (phrase.start, head))
    return not done and all(words[index].isalpha() for index in phrase) and analysis.names.ordinary(words[head])


def _is(scan: Scan, index: int, name: str) -> bool:
    return index in scan.classes.get(name, {})


def _any(scan: Scan, indices: range, names: tuple[str, ...]) -> bool:
    return any(_is(scan, index, name) for index in indices for name in names)


def _verb(scan: Scan, index: int) -> bool:
    return _any(scan, range(index, index + 1), _VERBS)


def _opens(scan: Scan, index: int) -> bool:
    """True for what parts clauses; the hyphen of "low-cost" does not."""
    word = scan.tokens.words[index]
    return word in _MARKS or (word != "-" and _any(scan, range(index, index + 1), _OPENS))


def _adverb(scan: Scan, index: int) -> bool:
    return _is(scan, index, _ADVERB) or scan.tokens.words[index].endswith("ly")
