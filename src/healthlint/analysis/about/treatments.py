"""Subjects that are no drug: "yoga has no side effects" is not said of the article's drug."""

from __future__ import annotations

from healthlint.analysis.about.phrase import head, rest, subject_phrase
from healthlint.analysis.about.words import Words
from healthlint.analysis.drug_names import DrugNames
from healthlint.span import Span

_MODAL, _PRONOUN = "claim-modal", "claim-pronoun"
_NAMED = ("drug", _PRONOUN, "claim-many")
_PREPOSITION, _OTHER = "claim-preposition", "claim-other-treatment"
_INDEFINITE, _JOINER = frozenset(("a", "an")), "and"
# Words for the drug or its use, and those for effects or somebody: what is said of them may be said of the drug.
_DRUG = ("drug", "stands-for-drug", "claim-drug-noun", _PRONOUN)
_UNCLEAR = (
    "effect",
    "condition",
    "clause-subject",
    "clause-verb",
    *(f"claim-{name}" for name in ("bad", "human", "knowledge", "no-agent", "plural", "study")),
)


def own_subject(words: Words, names: DrugNames, span: Span) -> range | None:
    """The words right before those at `span` or their verb that name what these are said of, if that is no drug.

    A treatment that a lexicon lists is none ("the diet is completely safe"). Anything else must be an ordinary noun
    that is new ("a warm bath"): one with "the" or "this" may mean the drug.
    """
    phrase = subject_phrase(words, span)
    if phrase is None:
        return None
    # "Runners can buy it" is said of the drug, too.
    if words.any_is(phrase, *_DRUG) or words.any_is(rest(words, phrase), *_NAMED) or _listed_before(words, phrase):
        return None
    if words.is_a(head(words, phrase), _OTHER):
        return phrase
    can = words.any_is(range(phrase.stop, words.scan.tokens.within(span).start + 1), _MODAL)
    return phrase if not can and not words.any_is(phrase, *_UNCLEAR) and _is_new(words, names, phrase) else None


def _listed_before(words: Words, phrase: range) -> bool:
    """True for the end of a list that a drug may begin: "LDN, yoga and massage"."""
    if _JOINER not in words.words[phrase.start : phrase.stop]:
        return False
    first = words.scan.sentences[words.sentence(phrase.start)].first
    return words.any_is(range(first, phrase.start), *_NAMED)


def _is_new(words: Words, names: DrugNames, phrase: range) -> bool:
    """True for an ordinary noun with "a", or without an article where it opens its statement, of plain words."""
    said = words.words
    named = phrase[said[phrase.start] in _INDEFINITE :]
    # "It works, lasts, has no side effects": behind a comma, a bare word may be another verb.
    bare = len(named) == len(phrase) and phrase.start > 0 and said[phrase.start - 1] == ","
    if bare or words.any_is(named, "claim-determiner", _PREPOSITION):
        return False
    # "Taking it" and "stopping" are what is done with the drug; a name that no list has may be its brand.
    last = head(words, phrase)
    done = any(said[index].endswith("ing") for index in (phrase.start, last))
    return not done and all(said[index].isalpha() for index in phrase) and names.ordinary(said[last])
