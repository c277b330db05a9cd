"""A verb of effect with its object: active, infinitive, gerund, "-ing" tail, relative clause, headline, imperative."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.statements.grammar import Grammar
from healthlint.analysis.statements.targets import Targets
from healthlint.analysis.statements.text import Occurrence, Text, Words

_NOUN_BEFORE = ("determiner", "preposition")
_OPENING = 3
"""Words before a gerund that may be the subject of its sentence: "No, treating ..."."""
_ING_BEHIND = frozenset((",", "by", "and"))


def read(text: Text, grammar: Grammar, targets: Targets) -> Iterator[Occurrence]:
    """Verbs followed by an illness."""
    for words in text.effects:
        if words.unit.voice != "active" or not _verb(grammar, words):
            continue
        target = targets.after(words.last + 1, words.end, persons=words.unit.frame.target != "ill")
        if target is not None and not (_other_object(text, grammar, words, target) or _subject(grammar, words, target)):
            place = range(words.first, max(target.stop, words.end))
            yield Occurrence(words, "transitive", place, target=target)


def _subject(grammar: Grammar, words: Words, target: range) -> bool:
    """True for an action that is the subject of another verb: "treating pain is one of its uses"."""
    gerund = grammar.form(grammar.words[words.first]) == "ing"
    first = grammar.before(words.first, grammar.sentence(words.first).first)
    opens = not grammar.is_a(first, "be") and words.first - grammar.sentence(words.first).first <= _OPENING
    return gerund and opens and target.stop < grammar.scan.limits[words.first] and grammar.is_a(target.stop, "be")


def _other_object(text: Text, grammar: Grammar, words: Words, target: range) -> bool:
    """True if the verb's object is not the illness: "kills no virus", "cleared it for pain", "stopped drinking"."""
    between = range(words.last + 1, target.start)
    gerund = bool(between) and grammar.form(grammar.words[between.start]) == "ing"
    if words.end > words.last + 1 and words.end > target.start:
        return False
    return gerund or any(index in text.group("no") or grammar.words[index] == "for" for index in between)


def _verb(grammar: Grammar, words: Words) -> bool:
    """False for a noun ("the cure"), an adjective ("reduced pain"), a passive, half of a compound."""
    word, form = grammar.words[words.first], grammar.form(grammar.words[words.first])
    first = grammar.sentence(words.first).first
    previous = grammar.before(words.first, first)
    earlier = grammar.words[previous] if previous >= 0 else ""
    if earlier == "to":
        return (form == "base" or word in ("cut", "beat")) and not _purpose(grammar, words, previous)
    noun = any(grammar.is_a(previous, name) for name in _NOUN_BEFORE) and not grammar.is_a(previous, "relative")
    if noun and form != "ing":
        return False
    if form == "ing" and grammar.words[words.first - 1] not in _ING_BEHIND and not grammar.is_a(previous, "be"):
        return False
    if form in ("past", "base") and (grammar.is_a(previous, "be") or (form == "past" and previous < 0)):
        return False
    if word in grammar.set("homograph") and form == "base" and previous >= 0 and not grammar.inverted(words.first):
        return not grammar.nominal(previous) or grammar.is_a(previous, "modal") or grammar.is_a(previous, "pronoun")
    return not grammar.hyphened(words.first)


def _purpose(grammar: Grammar, words: Words, to: int) -> bool:
    """True if only the purpose is given: "prescribed in small amounts to treat pain"."""
    given, clause = grammar.starts("given-to"), grammar.clause(words.first)
    return words.unit.frame.strength == "benefit" and any(at in given for at in range(clause.start, to))
