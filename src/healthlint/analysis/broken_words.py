"""Words that the file breaks at the end of a line: rejoined as one word, or as two with a hyphen."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from functools import cached_property

from healthlint.analysis.lexicon import Lexicon, words
from healthlint.analysis.tokens import Tokens

IsWord = Callable[[str], bool]


def no_word(_word: str) -> bool:
    """A vocabulary that knows no words."""
    return False


class Joiner:
    """Joins the halves of broken words. A term of the lexicon becomes one word; if both halves are words in their own
    right ("low-dose"), they stay two."""

    def __init__(self, lexicon: Lexicon, is_word: IsWord = no_word) -> None:
        self._lexicon = lexicon
        self._is_word = is_word

    def joined(self, tokens: Tokens, joints: Iterable[int]) -> Tokens:
        """The tokens with every broken word as one; `joints` are the offsets of the hyphens."""
        drop = {at for joint in joints if (at := self._second_half(tokens, joint))}
        if not drop:
            return tokens
        kept = [at for at in range(len(tokens)) if at not in drop]
        whole = [tokens.words[at] + tokens.words[at + 1] if at + 1 in drop else tokens.words[at] for at in kept]
        ends = [tokens.ends[at + 1] if at + 1 in drop else tokens.ends[at] for at in kept]
        return Tokens(tuple(whole), tuple(tokens.starts[at] for at in kept), tuple(ends))

    def _second_half(self, tokens: Tokens, joint: int) -> int:
        """The index of the token after the hyphen, if it forms one word with the token before; else 0."""
        at = bisect_left(tokens.starts, joint + 1)
        if not 0 < at < len(tokens) or tokens.starts[at] != joint + 1 or tokens.ends[at - 1] != joint:
            return 0
        return at if self.is_one(tokens.words[at - 1], tokens.words[at]) else 0

    def is_one(self, first: str, second: str) -> bool:
        """True if two lower-case halves are one word."""
        whole = first + second
        if whole in self._names:
            return True
        return self._is_word(whole) and not (self._is_word(first) and self._is_word(second))

    @cached_property
    def _names(self) -> frozenset[str]:
        return words(self._lexicon)
