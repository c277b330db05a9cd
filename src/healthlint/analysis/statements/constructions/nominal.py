"""A noun, adjective or idiom of effect with its illness: "a cure for", "effective against", "free of", "no more"."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.statements.grammar import Grammar
from healthlint.analysis.statements.targets import Targets
from healthlint.analysis.statements.text import Occurrence, Text

_NEAR = 6
"""Words from a noun of effect to its illness."""


def read(text: Text, grammar: Grammar, targets: Targets) -> Iterator[Occurrence]:
    """Words followed by an illness; for an idiom it may be anywhere in the sentence, or missing."""
    for words in text.effects:
        voice = words.unit.voice
        if voice == "whole":
            sentence = text.sentence(words.first)
            target = next(targets.within(sentence.first, sentence.last), None)
            yield Occurrence(words, "idiom", range(words.first, words.last + 1), target=target)
        elif voice in ("noun", "fixed", "passive"):
            target = _behind(grammar, targets, words.last + 1, voice == "noun")
            if target is not None:
                yield Occurrence(words, "nominal", range(words.first, target.stop), target=target)


def _behind(grammar: Grammar, targets: Targets, index: int, linked: bool) -> range | None:
    """The illness after the words; a noun requires a preposition before it."""
    if index >= grammar.scan.limits[index - 1]:
        return None
    if linked and not any(grammar.is_a(at, "effect-link") for at in (index - 1, index)):
        return None
    return targets.after(index, far=_NEAR)
