"""Agent and target: the parts of a clause before and after a predicate."""

from __future__ import annotations

from healthlint.analysis.statements.grammar import Grammar
from healthlint.fast_dataclass import dataclass

_AGENT_WORDS = 14
_TARGET_WORDS = 14
_AGENT_AFTER = 12
_BACK = 30
"""Words from a pronoun back to its antecedent."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Tokens `first` to `last`, both inclusive."""

    first: int
    last: int


def before(grammar: Grammar, index: int, lower: int) -> Stretch | None:
    """The noun phrase that ends just before `index`; None if the clause has none there."""
    last = grammar.before(index, lower)
    while last >= lower and (
        grammar.is_a(last, "modal")
        or grammar.is_a(last, "be")
        or grammar.is_a(last, "have")
        or grammar.is_a(last, "raising")
        or grammar.words[last] == "to"
    ):
        last = grammar.before(last, lower)
    if last > lower and grammar.is_a(last, "relative"):
        last -= 2 if grammar.words[last - 1] == "," and last - 2 >= lower else 1
    if last < lower:
        return None
    if grammar.is_a(last, "pronoun") or grammar.is_a(last, "personal"):
        return Stretch(last, last)
    first = last
    while first > lower and last - first < _AGENT_WORDS and not _opens(grammar, first):
        first -= 1
    while first < last and (
        grammar.is_a(first, "coordinator") or grammar.is_a(first, "modal") or grammar.words[first] in ",\"'“”"
    ):
        first += 1
    return Stretch(first, last) if grammar.nominal(last) or grammar.words[last] == "'s" else None


def _opens(grammar: Grammar, index: int) -> bool:
    """True if a new phrase starts at `index`: after punctuation, a relative or the "that" of reported speech."""
    earlier = grammar.words[index - 1]
    return (
        earlier == ","
        or index - 1 in grammar.inserted
        or (earlier in grammar.set("opener") and not grammar.is_a(index, "be"))
    )


def after(grammar: Grammar, index: int, upper: int, skip: bool = False) -> Stretch | None:
    """The noun phrase that starts at `index`; `skip` passes over prepositions first ("effective in ...")."""
    while skip and index < upper and grammar.is_a(index, "preposition"):
        index += 1
    while index < upper and grammar.adverb(index):
        index += 1
    last = index
    while last < upper and last - index < _TARGET_WORDS and not _closes(grammar, last, index):
        last += 1
    while last > index and not grammar.nominal(last - 1):
        last -= 1
    return Stretch(index, last - 1) if last > index else None


def _closes(grammar: Grammar, index: int, first: int) -> bool:
    word = grammar.words[index]
    if word in ",;":
        return True
    if index == first:
        return False
    if grammar.is_a(index, "modal") or grammar.is_a(index, "be") or grammar.is_a(index, "relative"):
        return True
    if grammar.is_a(index, "coordinator"):
        return not _near_illness(grammar, index + 1)
    return grammar.is_a(index, "preposition") and word not in grammar.set("of")


def _near_illness(grammar: Grammar, index: int) -> bool:
    """True if a condition or effect starts at `index` or one word later, so that the list of targets continues."""
    return _starts_illness(grammar, index) or _starts_illness(grammar, index + 1)


def _starts_illness(grammar: Grammar, index: int) -> bool:
    return any(index in grammar.scan.classes.get(name, {}) for name in ("condition", "effect"))


def suffers(grammar: Grammar, stretch: Stretch) -> bool:
    """True if the stretch names a condition, a symptom or another thing of which less is better."""
    if stretch.first == stretch.last and grammar.is_a(stretch.first, "pronoun"):
        return bool(antecedents(grammar, stretch.first))
    return any(
        grammar.is_a(index, "bad") or _near_illness(grammar, index) for index in range(stretch.first, stretch.last + 1)
    )


def side_effect(grammar: Grammar, stretch: Stretch) -> bool:
    """True if what passes off is an adverse effect rather than an illness: that is no benefit."""
    words = range(stretch.first, stretch.last + 1)
    if len(words) == 1 and grammar.is_a(stretch.first, "pronoun"):
        words = antecedents(grammar, stretch.first)[:1]
    effects, conditions = (grammar.scan.classes.get(name, {}) for name in ("effect", "condition"))
    return any(index in effects for index in words) and not any(index in conditions for index in words)


def antecedents(grammar: Grammar, index: int) -> range:
    """The tokens from the nearest word for an illness to the pronoun at `index`, in its sentence or the one before."""
    number = grammar.scan.sentence_of[index]
    sentences = grammar.scan.sentences
    earlier = number - 1 if number and sentences[number - 1].block == sentences[number].block else number
    at, lower = index - 1, max(sentences[earlier].first, index - _BACK)
    while at >= lower:
        if grammar.is_a(at, "bad") or _starts_illness(grammar, at):
            return range(at, index)
        at -= 1
    return range(index, index)


def doer(grammar: Grammar, index: int, upper: int) -> Stretch | None:
    """The agent of a passive: after "with" or "from" at `index`, or "by" a little later ("by 30 percent" is none)."""
    while index < upper and grammar.adverb(index):
        index += 1
    if index < upper and grammar.is_a(index, "of"):
        index = _past_phrase(grammar, index + 1, upper)
    if index < upper and grammar.is_a(index, "doer") and not _figure(grammar, index + 1, upper):
        return after(grammar, index + 1, upper)
    for at in range(index, min(upper, index + _AGENT_AFTER)):
        if grammar.words[at] == "by" and not _figure(grammar, at + 1, upper):
            return after(grammar, at + 1, upper)
    return None


def _past_phrase(grammar: Grammar, index: int, upper: int) -> int:
    """The index after "of multiple sclerosis" in "cured of multiple sclerosis by"."""
    last = min(upper, index + _AGENT_AFTER)
    while index < last and not grammar.is_a(index, "preposition"):
        index += 1
    return index


def _figure(grammar: Grammar, index: int, upper: int) -> bool:
    return index < upper and grammar.words[index][0].isdigit()
