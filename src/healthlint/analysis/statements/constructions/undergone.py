"""An illness and what happens to it: passive, "can be ...", a verb without an object, a label and its value."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.statements.grammar import Grammar
from healthlint.analysis.statements.targets import Targets
from healthlint.analysis.statements.text import Occurrence, Text

_ABOVE = frozenset(("heading", "title", "term"))


def read(text: Text, grammar: Grammar, targets: Targets) -> Iterator[Occurrence]:
    """Verbs preceded by an illness, or that complete one in a label above them."""
    for words in text.effects:
        if words.unit.voice == "active":
            previous = grammar.before(words.first, grammar.sentence(words.first).first)
            form = grammar.form(grammar.words[words.first])
            if form not in ("past", "base") or not grammar.is_a(previous, "be"):
                continue
        elif words.unit.voice != "middle" or grammar.describes(words.first):
            continue
        target = targets.before(words.first) or _labelled(text, targets, words.first)
        if target is not None:
            near = text.scan.sentence_of[target.start] == text.scan.sentence_of[words.first]
            yield Occurrence(
                words, "undergone", range(target.start if near else words.first, words.last + 1), target=target
            )


def _labelled(text: Text, targets: Targets, first: int) -> range | None:
    """The illness in the heading above a line that opens with the verb, or in the labels of a cell."""
    sentence = text.sentence(first)
    if first - sentence.first > 1:
        return None
    blocks = text.scan.document.blocks
    labels = blocks[sentence.block].labels
    for at in range(sentence.block - 1, max(sentence.block - 2, -1), -1):
        if blocks[at].kind in _ABOVE or text.scan.text(blocks[at].span) in labels:
            inside = text.tokens.within(blocks[at].span)
            return next(targets.within(inside.start, inside.stop), None)
    return None
