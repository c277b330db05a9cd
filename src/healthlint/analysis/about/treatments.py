"""Subjects that are not drugs: "yoga has no side effects" is not about the article's drug."""

from __future__ import annotations

from healthlint.analysis.about.phrase import head, rest, subject_phrase
from healthlint.analysis.about.words import Words
from healthlint.analysis.drug_names import DrugNames
from healthlint.span import Span

_MODAL, _PRONOUN = "claim-modal", "claim-pronoun"
_NAMED = ("drug", _PRONOUN, "claim-many")
_PREPOSITION, _OTHER = "claim-preposition", "claim-other-treatment"
_INDEFINITE, _JOINER = frozenset(("a", "an")), "and"
# Words for the drug or its use, and for effects or people: what is said of them may be said of the drug.
_DRUG = ("drug", "stands-for-drug", "claim-drug-noun", _PRONOUN)
_UNCLEAR = (
    "effect",
    "condition",
    "clause-subject",
    "clause-verb",
    *(f"claim-{name}" for name in ("bad", "human", "knowledge", "no-agent", "plural", "study")),
)


def own_subject(words: Words, names: DrugNames, span: Span) -> range | None:
    """The words right before those at `span`, or before their verb, if they name a subject that is not a drug.

    A treatment listed in a lexicon is always one ("the diet is completely safe"). Anything else must be an ordinary
    noun that is newly introduced ("a warm bath"); with "the" or "this" it may mean the drug.
    """
    phrase = subject_phrase(words, span)
    if phrase is None:
        return None
    # "Runners can buy it" is about the drug too.
    if words.any_is(phrase, *_DRUG) or words.any_is(rest(words, phrase), *_NAMED) or _listed_before(words, phrase):
        return None
    if words.is_a(head(words, phrase), _OTHER):
        return phrase
    can = words.any_is(range(phrase.stop, words.scan.tokens.within(span).start + 1), _MODAL)
    return phrase if not can and not words.any_is(phrase, *_UNCLEAR) and _is_new(words, names, phrase) else None


def _listed_before(words: Words, phrase: range) -> bool:
    """True for the end of a list that may begin with a drug: "LDN, yoga and massage"."""
    if _JOINER not in words.words[phrase.start : phrase.stop]:
        return False
    first = words.scan.sentences[words.sentence(phrase.start)].first
    return words.any_is(range(first, phrase.start), *_NAMED)


def _is_new(words: Words, names: DrugNames, phrase: range) -> bool:
    """True for an ordinary noun with "a", or one without an article that opens its statement, made of plain words."""
    said = words.words
    named = phrase[said[phrase.start] in _INDEFINITE :]
    # "It works, lasts, has no side effects": after a comma, a bare word may be another verb.
    bare = len(named) == len(phrase) and phrase.start > 0 and said[phrase.start - 1] == ","
    if bare or words.any_is(named, "claim-determiner", _PREPOSITION):
        return False
    # "Taking it" and "stopping" are things done with the drug; a name in no list may be its brand.
    last = head(words, phrase)
    done = any(said[index].endswith("ing") for index in (phrase.start, last))
    return not done and all(said[index].isalpha() for index in phrase) and names.ordinary(said[last])
