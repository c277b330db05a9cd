"""A clause, or a line without a verb, that contains the frame's words: "nobody has come to harm", "no danger"."""

from __future__ import annotations

from collections.abc import Iterator

from healthlint.analysis.model import CueHit, Sentence
from healthlint.analysis.statements.text import Occurrence, Text, Words

_BACK = 12
"""Words from those of a frame back to their negation, if that is to be underlined with them."""
_NEAR = 4
"""Words between those of a frame and a negation that is not a cue of context."""
_LEAVE = "combination"
"""In these, "may" is permission, not a hedge."""


def read(text: Text) -> Iterator[Occurrence]:
    """Every use of a frame's words outside questions. Words after them may deny them ("such harm is out of the
    question"), as may a negation before them that is not a cue of context ("zero dangers")."""
    for words in text.words:
        sentence = text.sentence(words.first)
        if text.asks(sentence):
            continue
        cues = text.context_of(text.tokens.span(words.first, words.last)).cues
        behind = _ruled_out(text, words, sentence)
        place = range(_start(text, words, cues, sentence), max(behind, words.last + 1))
        governed = any(
            words.last < text.tokens.within(cue.span).start < behind for cue in cues if cue.category == "negated"
        )
        denials = _denied_before(text, words, cues, sentence) + (bool(behind) and not governed)
        yield Occurrence(words, "clause", place, denied=denials % 2 == 1)


def _start(text: Text, words: Words, cues: tuple[CueHit, ...], sentence: Sentence) -> int:
    """The first nearby negation or permission that governs the words."""
    leaves = words.unit.frame.kind == _LEAVE and words.unit.voice != "noun"
    reach = {"negated": _BACK, "hedged": 2 if leaves else 0}
    governing = ((text.tokens.within(cue.span).start, reach.get(cue.category, 0)) for cue in cues)
    near = [at for at, most in governing if max(sentence.first, words.first - most) <= at < words.first]
    return min(near, default=words.first)


def _denied_before(text: Text, words: Words, cues: tuple[CueHit, ...], sentence: Sentence) -> bool:
    denies, counted = text.group("no"), {cue.span.start for cue in cues}
    return any(
        words.first in denies.get(start, ()) and text.tokens.starts[start] not in counted
        for start in range(max(sentence.first, words.first - _NEAR), words.first)
    )


def _ruled_out(text: Text, words: Words, sentence: Sentence) -> int:
    """The index after words that rule out what the frame's words say; 0 if there are none."""
    group = text.group("ruled-out")
    near = range(words.last + 1, min(words.last + 1 + _NEAR, sentence.last))
    return next((max(group[start]) for start in near if start in group), 0)
